package io.stockbridge.registry.observation;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a token from its chain.
 *
 * @param tokenKey chain and address, by {@link io.stockbridge.registry.assets.TokenId#keyOf}
 * @param caip19 its name
 * @param status what the newest reading came to
 * @param differences where chain and registry differ; some iff the status is mismatch
 * @param observed the newest reading, null before the first one
 * @param dates when it was seen and verified
 * @param failure why the newest attempt gave no reading, null when it gave one
 */
public record Observation(
    String tokenKey,
    String caip19,
    Status status,
    List<Difference> differences,
    @Nullable ObservedToken observed,
    Dates dates,
    @Nullable Failure failure) {

  /** Checks what belongs together. */
  public Observation {
    differences = List.copyOf(differences);
    if ((status == Status.MISMATCH) == differences.isEmpty()) {
      throw new IllegalArgumentException("exactly a mismatch has differences: " + tokenKey);
    }
    if ((status == Status.NOT_READ) != (observed == null)) {
      throw new IllegalArgumentException("exactly an unread token has no reading: " + tokenKey);
    }
  }

  /** What the newest reading came to; an attempt without a reading changes nothing. */
  public enum Status {
    /** No reading yet. */
    NOT_READ,
    /** Chain and registry said the same. */
    VERIFIED,
    /** They did not. */
    MISMATCH;

    /** The name on the wire and in the database. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Status ofWire(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * Dates of a token's readings.
   *
   * @param firstSeen time of the block in which it was first found on its chain
   * @param lastVerified when chain and registry last said the same
   */
  public record Dates(@Nullable Instant firstSeen, @Nullable Instant lastVerified) {}

  /**
   * An attempt that gave no reading.
   *
   * @param kind why
   * @param detail for people, at most 500 characters
   * @param at when
   */
  public record Failure(Kind kind, String detail, Instant at) {
    private static final int MAX_DETAIL = 500;

    /** Shortens the detail. */
    public Failure {
      if (detail.length() > MAX_DETAIL) {
        detail = detail.substring(0, MAX_DETAIL - 1) + "…";
      }
      // PostgreSQL's text holds no NUL, and a node's words may.
      detail = detail.replace('\u0000', ' ');
    }

    /** Why there is no reading. */
    public enum Kind {
      /** Too few nodes answered. */
      UNAVAILABLE,
      /** Nodes contradict each other. */
      DISAGREEMENT,
      /** Nodes answered what cannot be. */
      BAD_ANSWER;

      /** The name on the wire and in the database. */
      public String wire() {
        return name().toLowerCase(Locale.ROOT);
      }

      static Kind ofWire(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
      }
    }
  }
}
