package io.stockbridge.registry.serving;

import io.stockbridge.kit.json.Rfc3339;
import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The moment a read asks about: what was true then, as it was known then. Either may be left open.
 *
 * @param asOf valid time; in the future it shows what is scheduled; null for now
 * @param knownAt record time; null for everything that is known by now
 */
public record Moment(@Nullable Instant asOf, @Nullable Instant knownAt) {

  /** What is true now, as it is known now. */
  public static final Moment NOW = new Moment(null, null);

  /**
   * The moment of two query parameters.
   *
   * @throws ProblemException INVALID_FIELD naming the parameter that is no RFC 3339 time, or a
   *     {@code knownAt} that has not come yet: nobody can tell what will be known
   */
  public static Moment of(@Nullable String asOf, @Nullable String knownAt) {
    if (asOf == null && knownAt == null) {
      return NOW;
    }
    Instant known = parse("knownAt", knownAt);
    if (known != null && known.isAfter(Instant.now())) {
      throw ProblemException.inField(
          CommonProblem.INVALID_FIELD, "knownAt", "a time that has passed, not " + knownAt);
    }
    return new Moment(parse("asOf", asOf), known);
  }

  /** Whether neither time was named, so that the current state answers. */
  public boolean isNow() {
    return asOf == null && knownAt == null;
  }

  /** Until when chains had been read at this moment; null where that is now. */
  public @Nullable Instant seenBy() {
    Instant now = Instant.now();
    Instant by = asOf == null ? now : asOf;
    if (knownAt != null && knownAt.isBefore(by)) {
      by = knownAt;
    }
    return by.isBefore(now) ? by : null;
  }

  /**
   * The time of a query parameter, null without one; finer parts than milliseconds are cut off.
   *
   * @throws ProblemException INVALID_FIELD for what is no RFC 3339 time
   */
  public static @Nullable Instant parse(String field, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      Instant time = OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME).toInstant();
      if (text.charAt(0) >= '0' && text.charAt(0) <= '9' && Rfc3339.isWritable(time)) {
        return time.truncatedTo(ChronoUnit.MILLIS);
      }
    } catch (DateTimeException e) {
      throw notATime(field);
    }
    throw notATime(field);
  }

  /**
   * The time of a parameter that must be there.
   *
   * @throws ProblemException INVALID_FIELD for what is no RFC 3339 time
   */
  public static Instant required(String field, String text) {
    Instant time = parse(field, text);
    if (time == null) {
      throw notATime(field);
    }
    return time;
  }

  private static ProblemException notATime(String field) {
    return ProblemException.inField(
        CommonProblem.INVALID_FIELD, field, "an RFC 3339 time such as 2026-11-23T00:00:00Z");
  }
}
