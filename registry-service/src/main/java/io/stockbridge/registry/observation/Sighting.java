package io.stockbridge.registry.observation;

import io.stockbridge.chains.TokenReading;
import io.stockbridge.registry.catalogue.KnownToken;

/** What came of an attempt to read a token. */
sealed interface Sighting {
  /** The token as the registry knew it when it was read. */
  KnownToken token();

  /** The chain answered. */
  record Seen(KnownToken token, TokenReading reading) implements Sighting {}

  /** It did not. */
  record Unread(KnownToken token, Observation.Failure failure) implements Sighting {}
}
