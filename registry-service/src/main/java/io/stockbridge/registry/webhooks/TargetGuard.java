package io.stockbridge.registry.webhooks;

import io.stockbridge.registry.limits.Networks;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Keeps webhooks from being a way into the network that the registry runs in: only public addresses
 * are called. A name is looked up once for each attempt and the address that was judged is the one
 * that is called, so a name server cannot show two faces.
 */
@ApplicationScoped
class TargetGuard {

  private static final int MAX_URL = 2_000;

  /** What the JDK does not tell: IANA's special-purpose registries, RFC 6890 and later. */
  private static final Networks SPECIAL =
      new Networks(
          List.of(
              "0.0.0.0/8",
              "100.64.0.0/10",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "240.0.0.0/4",
              "64:ff9b::/96",
              "64:ff9b:1::/48",
              "100::/64",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20",
              "5f00::/16",
              "fc00::/7"));

  private final boolean insecure;
  private final Networks allowed;

  TargetGuard(WebhookConfiguration configuration) {
    this.insecure = configuration.insecure();
    this.allowed = new Networks(configuration.allowedNetworks().orElse(List.of()));
  }

  /**
   * Where a URL leads.
   *
   * @param address the one to call
   */
  record Target(URI url, InetAddress address, int port, boolean secure) {}

  /** The address of a webhook must not be called, or cannot be. */
  static final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }

  /** Judges a URL; looks its name up. */
  Target check(String text) throws RefusedException {
    URI url = parse(text);
    boolean secure = "https".equals(url.getScheme());
    String host = Objects.requireNonNull(url.getHost()).toLowerCase(Locale.ROOT);
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw new RefusedException("no address is known of " + host);
    }
    for (InetAddress address : addresses) {
      if (!isPublic(address) && !allowed.contain(literal(address))) {
        throw new RefusedException(host + " has an address that is not public");
      }
    }
    int port = url.getPort() == -1 ? (secure ? 443 : 80) : url.getPort();
    return new Target(url, addresses[0], port, secure);
  }

  private URI parse(String text) throws RefusedException {
    if (text.length() > MAX_URL) {
      throw new RefusedException("longer than " + MAX_URL + " characters");
    }
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      throw new RefusedException("not a URL");
    }
    if (!"https".equals(url.getScheme()) && !(insecure && "http".equals(url.getScheme()))) {
      throw new RefusedException(insecure ? "not https: or http:" : "not https:");
    }
    if (url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
      throw new RefusedException("host, port, path and query only");
    }
    if (url.getPort() == 0 || url.getPort() > 65_535) {
      throw new RefusedException("no such port");
    }
    return url;
  }

  private static boolean isPublic(InetAddress address) {
    return !address.isLoopbackAddress()
        && !address.isAnyLocalAddress()
        && !address.isLinkLocalAddress()
        && !address.isSiteLocalAddress()
        && !address.isMulticastAddress()
        && !SPECIAL.contain(literal(address));
  }

  private static String literal(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }
}
