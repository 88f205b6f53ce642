package io.stockbridge.protocol.state;

import io.stockbridge.protocol.crypto.Sha256;
import io.stockbridge.protocol.identifiers.Bytes32;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the registrar signs of one state of the registry. Its text is canonical JSON (RFC 8785), so
 * there is one text per header and one header per text.
 *
 * @param environment the deployment's name: 1 to 100 printable ASCII characters but quotes and
 *     backslashes
 * @param number 1, 2, 3 … without gaps
 * @param entries how many entries the tree has
 * @param root RFC 6962 root over the entries in the order of their names
 * @param recordedAt when it was signed, to the millisecond, from the year 1 to 9999
 * @param previous {@link #hash()} of the state before; zero for the first
 */
public record StateHeader(
    String environment,
    long number,
    long entries,
    Bytes32 root,
    Instant recordedAt,
    Bytes32 previous) {

  private static final String SIGNED_PREFIX = "stockbridge/registry-state/v1\n";
  private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;
  private static final Pattern ENVIRONMENT = Pattern.compile("[ -~&&[^\"\\\\]]{1,100}");
  private static final Instant FIRST_TIME = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant AFTER_LAST_TIME = Instant.parse("+10000-01-01T00:00:00Z");
  private static final Pattern TEXT =
      Pattern.compile(
          "\\{\"entries\":(0|[1-9][0-9]{0,15}),\"environment\":\"([^\"\\\\]{1,100})\","
              + "\"number\":([1-9][0-9]{0,15}),\"previous\":\"(0x[0-9a-f]{64})\","
              + "\"recordedAt\":\"([0-9TZ:.\\-]{24})\",\"root\":\"(0x[0-9a-f]{64})\","
              + "\"schema\":1\\}");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** Checks the ranges. */
  public StateHeader {
    if (!ENVIRONMENT.matcher(environment).matches()) {
      throw new IllegalArgumentException("not an environment's name: " + environment);
    }
    if (number < 1 || number > MAX_SAFE_INTEGER || entries < 0 || entries > MAX_SAFE_INTEGER) {
      throw new IllegalArgumentException("state " + number + " of " + entries + " entries");
    }
    if ((number == 1) != previous.isZero()) {
      throw new IllegalArgumentException("all states but the first name the one before");
    }
    if (!recordedAt.equals(recordedAt.truncatedTo(ChronoUnit.MILLIS))
        || recordedAt.isBefore(FIRST_TIME)
        || !recordedAt.isBefore(AFTER_LAST_TIME)) {
      throw new IllegalArgumentException("not a time in milliseconds: " + recordedAt);
    }
  }

  /** The canonical JSON. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "{\"entries\":%d,\"environment\":\"%s\",\"number\":%d,\"previous\":\"%s\","
            + "\"recordedAt\":\"%s\",\"root\":\"%s\",\"schema\":1}",
        entries,
        environment,
        number,
        previous,
        TIME.format(recordedAt),
        root);
  }

  /** SHA-256 of the text's UTF-8. */
  public Bytes32 hash() {
    return Bytes32.ofBytes(Sha256.hash(text().getBytes(StandardCharsets.UTF_8)));
  }

  /** What the registrar's Ed25519 signature is over: a line that names the form, then the text. */
  public byte[] signedBytes() {
    return (SIGNED_PREFIX + text()).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a header's text.
   *
   * @throws IllegalArgumentException unless it is exactly the text of a header
   */
  public static StateHeader parse(String text) {
    Matcher fields = TEXT.matcher(text);
    if (!fields.matches()) {
      throw new IllegalArgumentException("not the canonical text of a state's header");
    }
    Instant recordedAt;
    try {
      recordedAt = Instant.parse(fields.group(5));
    } catch (java.time.format.DateTimeParseException e) {
      throw new IllegalArgumentException("recordedAt: not a time: " + fields.group(5), e);
    }
    StateHeader header =
        new StateHeader(
            fields.group(2),
            Long.parseLong(fields.group(3)),
            Long.parseLong(fields.group(1)),
            Bytes32.of(fields.group(6)),
            recordedAt,
            Bytes32.of(fields.group(4)));
    if (!header.text().equals(text)) {
      throw new IllegalArgumentException("not the canonical text of a state's header");
    }
    return header;
  }
}
