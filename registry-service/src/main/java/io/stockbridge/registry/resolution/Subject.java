package io.stockbridge.registry.resolution;

import io.stockbridge.registry.catalogue.KnownToken;
import java.util.List;

/** What a query names. */
sealed interface Subject {

  /** Nothing that is known. */
  record Unknown() implements Subject {}

  /** An impostor, by its address. */
  record Impostor(KnownToken token) implements Subject {}

  /** A symbol shared by assets on different stocks. */
  record Ambiguous(List<KnownToken> tokens, Fact fact) implements Subject {}

  /**
   * The tokens to choose from.
   *
   * @param chosen those of all assets of a stock, or of one
   * @param others the other tokens of the stock
   */
  record Tokens(List<KnownToken> chosen, List<KnownToken> others, Fact fact) implements Subject {}
}
