package io.stockbridge.kit.json;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as every answer and record writes them: RFC 3339, UTC, milliseconds. */
public final class Rfc3339 {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Rfc3339() {}

  /** The text of a time; finer parts than milliseconds are cut off. */
  public static String format(Instant time) {
    return FORMAT.format(time);
  }
}
