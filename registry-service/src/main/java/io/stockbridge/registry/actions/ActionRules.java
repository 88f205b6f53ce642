package io.stockbridge.registry.actions;

import io.stockbridge.protocol.units.Multiplier;
import io.stockbridge.registry.recording.InvalidAssetException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which terms each kind of corporate action has. Pure. */
final class ActionRules {

  private static final Set<ActionKind> WITH_CASH =
      EnumSet.of(ActionKind.CASH_DIVIDEND, ActionKind.MERGER, ActionKind.SPIN_OFF);
  private static final Set<ActionKind> WITH_COUNTERPART =
      EnumSet.of(ActionKind.MERGER, ActionKind.SPIN_OFF);
  private static final Set<ActionKind> OF_NAMES =
      EnumSet.of(ActionKind.TICKER_CHANGE, ActionKind.NAME_CHANGE);

  private ActionRules() {}

  /**
   * Checks that the terms are those of the kind.
   *
   * @throws InvalidAssetException naming the member at fault
   */
  static void check(ActionKind kind, ActionTerms terms) {
    only(!OF_NAMES.contains(kind) && kind != ActionKind.DELISTING, terms.ratio(), "ratio", kind);
    only(WITH_CASH.contains(kind), terms.cash(), "cash", kind);
    only(WITH_COUNTERPART.contains(kind), terms.counterpart(), "counterpart", kind);
    only(OF_NAMES.contains(kind), terms.newTicker(), "newTicker", kind);
    only(OF_NAMES.contains(kind), terms.newName(), "newName", kind);
    switch (kind) {
      case SPLIT -> require(ratio(terms).isAboveOne(), "ratio", "a split gives more than it takes");
      case REVERSE_SPLIT ->
          require(
              !ratio(terms).isAboveOne() && !ratio(terms).isOne(),
              "ratio",
              "a reverse split gives less than it takes");
      case STOCK_DIVIDEND, SPIN_OFF -> Objects.requireNonNull(ratio(terms));
      case CASH_DIVIDEND -> require(terms.cash() != null, "cash", "is missing");
      case MERGER ->
          require(
              terms.cash() != null || terms.ratio() != null, "ratio", "a merger has ratio or cash");
      case TICKER_CHANGE -> require(terms.newTicker() != null, "newTicker", "is missing");
      case NAME_CHANGE -> require(terms.newName() != null, "newName", "is missing");
      case DELISTING -> {
        // its time says it all
      }
    }
    if (WITH_COUNTERPART.contains(kind)) {
      require(terms.counterpart() != null, "counterpart", "is missing");
    }
    checkTimes(terms);
  }

  /** Shares after it for shares before it, by an action that changes the multiplier. */
  static Ratio factor(ActionKind kind, Ratio ratio) {
    return switch (kind) {
      case SPLIT, REVERSE_SPLIT -> ratio;
      case STOCK_DIVIDEND, CASH_DIVIDEND -> ratio.withHeld();
      case SPIN_OFF, MERGER, TICKER_CHANGE, NAME_CHANGE, DELISTING ->
          throw new IllegalArgumentException(kind + " changes no multiplier");
    };
  }

  /**
   * The multiplier after an action that changes it.
   *
   * @throws InvalidAssetException when there is no such multiplier, or it is the same
   */
  static Multiplier after(CorporateAction action, Multiplier before) {
    try {
      Multiplier after = factor(action.kind(), ratio(action.terms())).applyTo(before);
      require(!after.equals(before), "ratio", "changes nothing in 18 decimal places");
      return after;
    } catch (IllegalArgumentException e) {
      throw new InvalidAssetException("ratio", String.valueOf(e.getMessage()));
    }
  }

  private static void checkTimes(ActionTerms terms) {
    Instant effectiveAt = terms.effectiveAt();
    require(
        effectiveAt == null || effectiveAt.equals(effectiveAt.truncatedTo(ChronoUnit.SECONDS)),
        "effectiveAt",
        "whole seconds: chains know no finer time");
    ActionTerms.Dates dates = terms.dates();
    LocalDate announced = dates.announcement();
    if (announced != null) {
      notBefore(announced, dates.ex(), "exDate");
      notBefore(announced, dates.recorded(), "recordDate");
      notBefore(announced, dates.payment(), "paymentDate");
    }
    if (dates.recorded() != null) {
      notBefore(dates.recorded(), dates.payment(), "paymentDate");
    }
  }

  private static void notBefore(LocalDate first, @Nullable LocalDate then, String field) {
    require(then == null || !then.isBefore(first), field, "not before " + first);
  }

  private static Ratio ratio(ActionTerms terms) {
    if (terms.ratio() == null) {
      throw new InvalidAssetException("ratio", "is missing");
    }
    return terms.ratio();
  }

  private static void only(boolean has, @Nullable Object term, String field, ActionKind kind) {
    require(has || term == null, field, "not a term of a " + kind.wire());
  }

  private static void require(boolean holds, String field, String message) {
    if (!holds) {
      throw new InvalidAssetException(field, message);
    }
  }
}
