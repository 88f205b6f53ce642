package io.stockbridge.registry.assets;

import io.stockbridge.protocol.identifiers.Figi;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.state.EntryKind;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The stock or fund behind assets of one or many issuers; may be unlisted.
 *
 * @param key names it for ever: its first ticker, whatever it is called later
 * @param ticker exchange symbol, upper case
 * @param isin its own ISIN, null where not known or not listed
 * @param figi its composite FIGI, null where not known
 * @param name the company or fund
 * @param mic ISO 10383 code of the main market, null where not known
 * @param status whether it is listed, null where not known
 * @param aliases names it had before
 */
public record Underlying(
    String key,
    String ticker,
    @Nullable Isin isin,
    @Nullable Figi figi,
    String name,
    @Nullable String mic,
    @Nullable UnderlyingStatus status,
    List<Alias> aliases)
    implements EntryContent {

  private static final Pattern KEY = Pattern.compile("[A-Z0-9][A-Z0-9.\\-]{0,23}");
  private static final Pattern TICKER = Pattern.compile("[A-Z0-9][A-Z0-9.\\-]{0,11}");
  private static final Pattern MIC = Pattern.compile("[A-Z0-9]{4}");

  /** Checks the forms. */
  public Underlying {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("not the key of an underlying: \"" + key + '"');
    }
    if (!TICKER.matcher(ticker).matches()) {
      throw new IllegalArgumentException("not a ticker: \"" + ticker + '"');
    }
    if (name.isBlank() || name.length() > 200) {
      throw new IllegalArgumentException("a name has 1 to 200 characters");
    }
    if (mic != null && !MIC.matcher(mic).matches()) {
      throw new IllegalArgumentException("not a MIC of four characters: \"" + mic + '"');
    }
    aliases = List.copyOf(aliases);
  }

  /** A security that is named by its ticker. */
  public Underlying(String ticker, @Nullable Isin isin, String name, @Nullable String mic) {
    this(ticker, ticker, isin, null, name, mic, null, List.of());
  }

  @Override
  public EntryKind kind() {
    return EntryKind.UNDERLYING;
  }

  /** The same with that status. */
  public Underlying withStatus(UnderlyingStatus next) {
    return new Underlying(key, ticker, isin, figi, name, mic, next, aliases);
  }

  /** The same with what {@code other} knows and this does not. */
  public Underlying filledFrom(Underlying other) {
    return new Underlying(
        key,
        ticker,
        isin == null ? other.isin : isin,
        figi == null ? other.figi : figi,
        name,
        mic == null ? other.mic : mic,
        status == null ? other.status : status,
        aliases.isEmpty() ? other.aliases : aliases);
  }
}
