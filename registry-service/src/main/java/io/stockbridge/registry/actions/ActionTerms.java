package io.stockbridge.registry.actions;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a corporate action says; {@link ActionRules} knows which kind says what.
 *
 * @param ratio split: new shares for old ones; dividend: further shares for each held; spin-off and
 *     merger: shares of the counterpart for each held
 * @param cash money for each share held
 * @param newTicker the ticker from then on
 * @param newName the name from then on
 * @param counterpart key, ISIN or ticker of the other security, as given
 * @param dates what is agreed between market participants
 * @param effectiveAt when it takes effect, whole seconds; null while not known
 * @param note free text
 */
public record ActionTerms(
    @Nullable Ratio ratio,
    @Nullable Cash cash,
    @Nullable String newTicker,
    @Nullable String newName,
    @Nullable String counterpart,
    Dates dates,
    @Nullable Instant effectiveAt,
    @Nullable String note) {

  /**
   * An amount of money for each share.
   *
   * @param amount above zero
   * @param currency ISO 4217
   */
  public record Cash(BigDecimal amount, String currency) {}

  /**
   * Days of a corporate action.
   *
   * @param announcement when the issuer made it known
   * @param ex from when the share is traded without it
   * @param recorded whose holders take part
   * @param payment when it is paid or delivered
   */
  public record Dates(
      @Nullable LocalDate announcement,
      @Nullable LocalDate ex,
      @Nullable LocalDate recorded,
      @Nullable LocalDate payment) {}

  /** The same with other days and note: what may still change when the action is scheduled. */
  ActionTerms describedAs(ActionTerms other) {
    return new ActionTerms(
        ratio, cash, newTicker, newName, counterpart, other.dates, effectiveAt, other.note);
  }
}
