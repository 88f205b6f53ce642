package io.stockbridge.registry.assets;

import io.stockbridge.protocol.identifiers.Isin;
import org.jspecify.annotations.Nullable;

/**
 * The listed stock or fund behind an asset.
 *
 * @param ticker exchange symbol, upper case
 * @param isin its own ISIN, null where not known or not listed
 * @param name the company or fund
 * @param mic ISO 10383 code of the main market, null where not known
 */
public record Underlying(String ticker, @Nullable Isin isin, String name, @Nullable String mic) {

  /** Checks the forms. */
  public Underlying {
    if (!ticker.matches("[A-Z0-9][A-Z0-9.\\-]{0,11}")) {
      throw new IllegalArgumentException("not a ticker: \"" + ticker + '"');
    }
    if (name.isBlank() || name.length() > 200) {
      throw new IllegalArgumentException("a name has 1 to 200 characters");
    }
    if (mic != null && !mic.matches("[A-Z0-9]{4}")) {
      throw new IllegalArgumentException("not a MIC of four characters: \"" + mic + '"');
    }
  }
}
