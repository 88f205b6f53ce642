package io.stockbridge.registry.recording;

import io.stockbridge.protocol.identifiers.Figi;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.registry.assets.Underlying;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the stored underlying that an asset's content means. Pure. */
final class UnderlyingMatch {

  private UnderlyingMatch() {}

  /** The names by which the stored underlying is looked for. */
  static Set<String> names(Underlying underlying) {
    Set<String> names = new LinkedHashSet<>();
    names.add(underlying.key());
    names.add(underlying.ticker());
    Isin isin = underlying.isin();
    if (isin != null) {
      names.add(isin.value());
    }
    Figi figi = underlying.figi();
    if (figi != null) {
      names.add(figi.value());
    }
    return names;
  }

  /**
   * The stored underlying that {@code given} means, with what it knows more; {@code given} where it
   * is new. An ISIN decides before a ticker: tickers are given to another company one day.
   *
   * @throws InvalidAssetException when both are known and contradict each other
   */
  static Underlying of(Draft draft, Underlying given) {
    Isin isin = given.isin();
    Underlying stored =
        isin == null
            ? null
            : find(draft, draft.named(isin.value()), known -> isin.equals(known.isin()));
    if (stored == null) {
      stored = withTicker(draft, given);
    }
    if (stored == null) {
      refuseTakenKey(draft, given);
      return given;
    }
    if (isin != null && stored.isin() != null && !isin.equals(stored.isin())) {
      throw new InvalidAssetException(
          "underlying.isin", given.ticker() + " is known as " + stored.isin());
    }
    return stored.filledFrom(given);
  }

  /**
   * Two underlyings never have one ticker at a time.
   *
   * @throws InvalidAssetException when another one has it
   */
  static void refuseSharedTicker(Draft draft, Underlying given) {
    Underlying other =
        find(
            draft,
            draft.named(given.ticker()),
            known -> known.ticker().equals(given.ticker()) && !known.key().equals(given.key()));
    if (other != null) {
      throw new InvalidAssetException(
          "ticker", given.ticker() + " is the ticker of " + other.key());
    }
  }

  private static void refuseTakenKey(Draft draft, Underlying given) {
    Underlying taken = find(draft, Set.of(EntryId.of(given)), known -> true);
    if (taken != null) {
      throw new InvalidAssetException(
          "underlying.key", given.key() + " is the key of " + taken.name());
    }
  }

  private static @Nullable Underlying withTicker(Draft draft, Underlying given) {
    return find(draft, draft.named(given.ticker()), known -> known.ticker().equals(given.ticker()));
  }

  private static @Nullable Underlying find(
      Draft draft, Set<EntryId> candidates, Predicate<Underlying> condition) {
    for (EntryId id : candidates) {
      if (draft.at(id, draft.now()) instanceof Underlying underlying
          && condition.test(underlying)) {
        return underlying;
      }
    }
    return null;
  }
}
