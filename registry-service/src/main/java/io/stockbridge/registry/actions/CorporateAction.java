package io.stockbridge.registry.actions;

import io.stockbridge.registry.recording.AssetRecorder;
import java.time.Instant;

/**
 * One version of a corporate action.
 *
 * @param id names it for ever
 * @param kind what happens
 * @param underlying key of the security
 * @param terms how
 * @param state how far it is
 * @param stamp of this version
 */
public record CorporateAction(
    String id,
    ActionKind kind,
    String underlying,
    ActionTerms terms,
    ActionState state,
    Stamp stamp) {

  /**
   * What every version has.
   *
   * @param version dense from 1
   * @param validFrom since when it is so
   * @param recordedAt when it became known
   * @param cause who said it, and why
   */
  public record Stamp(
      int version, Instant validFrom, Instant recordedAt, AssetRecorder.Cause cause) {}

  /** The version that follows. */
  CorporateAction next(ActionState nextState, ActionTerms nextTerms, Stamp nextStamp) {
    if (nextStamp.version() != stamp.version() + 1) {
      throw new IllegalArgumentException("versions are dense");
    }
    return new CorporateAction(id, kind, underlying, nextTerms, nextState, nextStamp);
  }

  /** Whether tokens stand for another number of shares afterwards. */
  boolean changesMultiplier() {
    return switch (kind) {
      case SPLIT, REVERSE_SPLIT, STOCK_DIVIDEND -> true;
      case CASH_DIVIDEND -> terms.ratio() != null;
      case SPIN_OFF, MERGER, TICKER_CHANGE, NAME_CHANGE, DELISTING -> false;
    };
  }

  /** Whether the security is described otherwise afterwards. */
  boolean changesUnderlying() {
    return switch (kind) {
      case TICKER_CHANGE, NAME_CHANGE, DELISTING -> true;
      case SPLIT, REVERSE_SPLIT, STOCK_DIVIDEND, CASH_DIVIDEND, SPIN_OFF, MERGER -> false;
    };
  }
}
