package io.stockbridge.registry.resolution;

import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.catalogue.KnownToken;
import java.util.List;

/** What a query names. */
sealed interface Subject {

  /** Nothing that is known. */
  record Unknown() implements Subject {}

  /** An impostor, by its address. */
  record Impostor(KnownToken token) implements Subject {}

  /** A symbol shared by assets on different stocks. */
  record Ambiguous(List<Asset> assets, Fact fact) implements Subject {}

  /** The assets to choose from: all of a stock, or one. */
  record Assets(List<Asset> chosen, List<Asset> others, Fact fact) implements Subject {}
}
