package io.stockbridge.chains;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * How to reach one chain.
 *
 * @param urls independent nodes, 1 to 9, http or https
 * @param quorum how many must answer alike, 1 … number of nodes
 * @param timeout for one request to one node, 100 ms to 2 min
 */
public record RpcSettings(List<URI> urls, int quorum, Duration timeout) {

  /** What a request may take where nothing else is said. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  /** Checks the ranges. */
  public RpcSettings {
    urls = List.copyOf(urls);
    if (urls.isEmpty() || urls.size() > 9) {
      throw new IllegalArgumentException("1 to 9 RPC URLs, not " + urls.size());
    }
    for (URI url : urls) {
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (!http || url.getHost() == null) {
        throw new IllegalArgumentException("not an http or https URL: " + url);
      }
    }
    if (urls.stream().distinct().count() != urls.size()) {
      throw new IllegalArgumentException("an RPC URL is listed twice");
    }
    if (quorum < 1 || quorum > urls.size()) {
      throw new IllegalArgumentException(
          "quorum " + quorum + " of " + urls.size() + " RPC URLs is not possible");
    }
    if (timeout.toMillis() < 100 || timeout.toMinutes() > 2) {
      throw new IllegalArgumentException("timeout out of range (100 ms to 2 min): " + timeout);
    }
  }

  /**
   * Parses comma-separated URLs, as configuration holds them.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  public static RpcSettings of(String commaSeparatedUrls, int quorum) {
    List<URI> urls =
        java.util.Arrays.stream(commaSeparatedUrls.split(",", -1))
            .map(String::strip)
            .map(URI::create)
            .toList();
    return new RpcSettings(urls, quorum, DEFAULT_TIMEOUT);
  }
}
