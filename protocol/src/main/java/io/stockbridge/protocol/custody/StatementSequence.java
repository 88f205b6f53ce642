package io.stockbridge.protocol.custody;

import io.stockbridge.protocol.message.MessageId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How one custodian's statements may follow each other: the sequence grows, time does not go back,
 * terms never change, settled stays settled, released stays released.
 */
public final class StatementSequence {

  /** Why a statement is refused. */
  public enum Refusal {
    /** Of another custodian. */
    OTHER_CUSTODIAN,
    /** Older than the newest known one. */
    STALE_SEQUENCE,
    /** The same sequence number with other content. */
    SEQUENCE_CONFLICT,
    /** A later sequence number with an earlier time. */
    AS_OF_BACKWARDS,
    /** A known order is missing. */
    ORDER_DISAPPEARED,
    /** A known order has other terms. */
    ORDER_CHANGED,
    /** A settled order is pending again. */
    ORDER_UNSETTLED,
    /** A known release is missing. */
    RELEASE_DISAPPEARED,
    /** A known release has other terms. */
    RELEASE_CHANGED
  }

  /** What the rules say. */
  public sealed interface Verdict {}

  /** The statement is the newest now. */
  public record Newer() implements Verdict {}

  /** The statement is the newest known one again. */
  public record Repeated() implements Verdict {}

  /**
   * The statement changes nothing.
   *
   * @param reason the first rule that failed
   * @param detail what was found
   */
  public record Refused(Refusal reason, String detail) implements Verdict {}

  private StatementSequence() {}

  /** Whether {@code next} may follow {@code newest}. */
  public static Verdict follow(CustodyStatement newest, CustodyStatement next) {
    if (!next.custodian().equals(newest.custodian())) {
      return new Refused(Refusal.OTHER_CUSTODIAN, next.custodian());
    }
    if (next.sequence() < newest.sequence()) {
      return new Refused(Refusal.STALE_SEQUENCE, next.sequence() + " after " + newest.sequence());
    }
    if (next.sequence() == newest.sequence()) {
      return next.digest().equals(newest.digest())
          ? new Repeated()
          : new Refused(
              Refusal.SEQUENCE_CONFLICT,
              "two statements with sequence "
                  + next.sequence()
                  + ": "
                  + newest.digest()
                  + ", "
                  + next.digest());
    }
    if (next.asOf().isBefore(newest.asOf())) {
      return new Refused(Refusal.AS_OF_BACKWARDS, next.asOf() + " after " + newest.asOf());
    }
    return orders(newest, next)
        .or(() -> releases(newest, next))
        .map(Verdict.class::cast)
        .orElseGet(Newer::new);
  }

  private static Optional<Refused> orders(CustodyStatement newest, CustodyStatement next) {
    Map<String, CustodyOrder> byId = new HashMap<>();
    next.orders().forEach(order -> byId.put(order.orderId(), order));
    for (CustodyOrder known : newest.orders()) {
      CustodyOrder now = byId.get(known.orderId());
      if (now == null) {
        return refused(Refusal.ORDER_DISAPPEARED, known.orderId());
      }
      if (!now.hasTermsOf(known)) {
        return refused(Refusal.ORDER_CHANGED, known.orderId());
      }
      if (known.isSettled() && !now.isSettled()) {
        return refused(Refusal.ORDER_UNSETTLED, known.orderId());
      }
    }
    return Optional.empty();
  }

  private static Optional<Refused> releases(CustodyStatement newest, CustodyStatement next) {
    Map<MessageId, Release> byId = new HashMap<>();
    next.releases().forEach(release -> byId.put(release.messageId(), release));
    for (Release known : newest.releases()) {
      Release now = byId.get(known.messageId());
      if (now == null) {
        return refused(Refusal.RELEASE_DISAPPEARED, known.messageId().toString());
      }
      if (!now.equals(known)) {
        return refused(Refusal.RELEASE_CHANGED, known.messageId().toString());
      }
    }
    return Optional.empty();
  }

  private static Optional<Refused> refused(Refusal reason, String detail) {
    return Optional.of(new Refused(reason, detail));
  }
}
