package io.stockbridge.registry.proposals;

import io.stockbridge.registry.audit.Caller;
import io.stockbridge.registry.writes.WriteKind;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A write that waits for another registrar, or waited.
 *
 * @param id its name
 * @param number dense enough to page by, in the order of proposing
 * @param proposer who asked for it
 * @param asked exactly what was asked
 * @param trial what it would have done when it was proposed
 * @param proposedAt when
 * @param expiresAt from when on it cannot be approved or rejected
 * @param state where it stands; a pending one may have expired
 * @param decision who decided, when and why; null while pending
 */
public record Proposal(
    UUID id,
    long number,
    Caller proposer,
    Asked asked,
    Trial trial,
    Instant proposedAt,
    Instant expiresAt,
    State state,
    @Nullable Decision decision) {

  /**
   * A request as it was sent.
   *
   * @param kind what it is about
   * @param method of HTTP
   * @param uri path and query
   * @param ifMatch its {@code If-Match}, or null
   * @param body its JSON, or null
   */
  public record Asked(
      WriteKind kind, String method, String uri, @Nullable String ifMatch, @Nullable String body) {}

  /**
   * What a write did that was tried and taken back.
   *
   * @param preview its answer
   * @param found which version it has met, where {@code ifMatch} does not say so, or null: it is
   *     performed on no other
   */
  public record Trial(String preview, @Nullable String found) {}

  /** What ended it. */
  public record Decision(Caller by, Instant at, @Nullable String reason) {}

  /** Where a proposal stands. */
  public enum State {
    /** It can be decided until it expires. */
    PENDING,
    /** It was performed. */
    APPROVED,
    /** Another registrar refused it. */
    REJECTED,
    /** What it would have changed had changed when it was approved. */
    STALE,
    /** Its proposer took it back. */
    WITHDRAWN;

    /** The name in answers and in the database. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The name of where it stands at a time. */
  String standing(Instant now) {
    return state == State.PENDING && !now.isBefore(expiresAt) ? "expired" : state.wire();
  }
}
