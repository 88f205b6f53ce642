package io.stockbridge.bridge.http;

import io.stockbridge.bridge.network.ChainPorts;
import io.stockbridge.chains.ChainDescription;
import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.Caip10;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Texts of requests to values, with the field at fault in the problem; and back. */
@ApplicationScoped
public class Inputs {
  /** How custody is named where a chain is expected. */
  public static final String CUSTODY = "custody";

  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 200;
  private static final int SIGNATURE_BYTES = 64;

  private final ChainPorts ports;

  Inputs(ChainPorts ports) {
    this.ports = ports;
  }

  /** An account on a chain of the network. */
  public record Account(DomainId domain, UniversalAddress address) {}

  /** Parses a value that must be there. */
  public <T> T parse(String field, @Nullable String text, Function<String, T> parser) {
    if (text == null || text.isBlank()) {
      throw ProblemException.inField(CommonProblem.INVALID_FIELD, field, "missing");
    }
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      String message = e.getMessage();
      throw ProblemException.inField(
          CommonProblem.INVALID_FIELD, field, message == null ? "not valid" : message);
    }
  }

  /** A chain of the network by its CAIP-2 name. */
  public ChainDescription chain(String field, @Nullable String text) {
    Caip2 caip2 = parse(field, text, Caip2::of);
    return ports
        .network()
        .chain(caip2)
        .orElseThrow(
            () ->
                ProblemException.inField(
                    BridgeProblem.CHAIN_UNKNOWN, field, "no chain of this network: " + caip2));
  }

  /** A domain by its chain's CAIP-2 name or {@code custody}. */
  public DomainId domain(String field, @Nullable String text) {
    return CUSTODY.equals(text) ? DomainId.CUSTODY : chain(field, text).domain();
  }

  /** An account on a chain of the network by its CAIP-10 name. */
  public Account account(String field, @Nullable String text) {
    Caip10 account = parse(field, text, Caip10::of);
    DomainId domain = chain(field, account.chain().toString()).domain();
    return new Account(
        domain, parse(field, account.account(), a -> UniversalAddress.parse(domain, a)));
  }

  /** Refuses a body that is empty or the JSON {@code null}. */
  public void requireBody(@Nullable Object body) {
    if (body == null) {
      throw ProblemException.of(CommonProblem.MALFORMED_JSON, "a JSON object is expected");
    }
  }

  /** The size of a page. */
  public int limit(@Nullable String limit) {
    return limit == null ? DEFAULT_LIMIT : parse("limit", limit, Inputs::pageSize);
  }

  private static int pageSize(String text) {
    int size = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
    if (size < 1 || size > MAX_LIMIT) {
      throw new IllegalArgumentException("a number from 1 to " + MAX_LIMIT);
    }
    return size;
  }

  /**
   * A transaction's id on any chain, as it is stored: 32 bytes of 0x-hex in lower case, or the
   * base58 of a signature's 64 bytes.
   */
  public String transactionId(String field, @Nullable String text) {
    return parse(
        field,
        text,
        id ->
            id.startsWith("0x")
                ? Bytes32.of(id.toLowerCase(Locale.ROOT)).toString()
                : Base58.encode(Base58.decode(id, SIGNATURE_BYTES)));
  }

  /** The sequence number behind a page's cursor; the largest before the first page. */
  public long before(@Nullable String cursor) {
    if (cursor == null) {
      return Long.MAX_VALUE;
    }
    return parse(
        "cursor",
        cursor,
        text -> {
          String number =
              new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
          if (!number.matches("[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("not a cursor of this service");
          }
          return Long.parseLong(number);
        });
  }

  /** The cursor of the page after {@code sequence}. */
  public static String cursorAfter(long sequence) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Long.toString(sequence).getBytes(StandardCharsets.US_ASCII));
  }

  /** A domain's CAIP-2 name, or {@code custody}. */
  public String chainName(DomainId domain) {
    if (domain.isCustody()) {
      return CUSTODY;
    }
    return ports
        .network()
        .chain(domain)
        .map(chain -> chain.caip2().toString())
        .orElse("domain:" + domain);
  }

  /** An account's CAIP-10 name; in custody its reference. */
  public String accountName(DomainId domain, UniversalAddress address) {
    return domain.isCustody()
        ? address.toString()
        : chainName(domain) + ":" + address.render(domain);
  }
}
