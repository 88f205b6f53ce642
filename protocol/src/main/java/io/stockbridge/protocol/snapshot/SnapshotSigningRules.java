package io.stockbridge.protocol.snapshot;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.snapshot.SigningHistory.SnapshotHead;
import java.util.Optional;

/**
 * What an attester refuses to sign, whatever its own figures say (protocol §7).
 *
 * <p>The link {@code previous} may name the newest agreed snapshot, or the attester's own last one
 * when that is newer. The second alone would stop everything for ever after one epoch in which the
 * attesters disagreed; the first alone would stop an attester that signed last but has not seen the
 * others' signatures yet.
 */
public final class SnapshotSigningRules {

  /** Why a snapshot is not signed. */
  public enum Refusal {
    /** The attester's own computation gives another digest. */
    DIGEST_DIFFERS,
    /** Another digest was signed for this epoch. */
    EPOCH_ALREADY_SIGNED,
    /** The epoch is not after the newest signed or agreed one. */
    EPOCH_BACKWARDS,
    /** The cut is earlier than one already signed. */
    CUT_TIME_BACKWARDS,
    /** A chain's height is lower than one already signed, or the chain is missing. */
    HEIGHT_BACKWARDS,
    /** A custody statement is older than one already signed, or missing. */
    CUSTODY_BACKWARDS,
    /** {@code previous} is not the digest it must be. */
    WRONG_PREVIOUS
  }

  /** What the rules say. */
  public sealed interface Verdict {}

  /**
   * The snapshot may be signed.
   *
   * @param digest what to sign
   */
  public record Sign(Bytes32 digest) implements Verdict {}

  /**
   * The snapshot must not be signed.
   *
   * @param reason the first rule that failed
   * @param detail what was found
   */
  public record Refuse(Refusal reason, String detail) implements Verdict {}

  private SnapshotSigningRules() {}

  /**
   * Decides about a proposal.
   *
   * @param contents the attester's own computation at the proposed cut
   * @param own the snapshot of these contents
   * @param proposedDigest what the others are about to sign
   */
  public static Verdict decide(
      SigningHistory history,
      SnapshotContents contents,
      SupplySnapshot own,
      String environment,
      Bytes32 proposedDigest) {
    Bytes32 digest = own.digest(environment);
    if (!digest.equals(proposedDigest)) {
      return new Refuse(Refusal.DIGEST_DIFFERS, "own " + digest + ", proposed " + proposedDigest);
    }
    if (history.signed().filter(head -> head.epoch() == own.epoch()).isPresent()) {
      return repeat(history.signed().get(), digest);
    }
    return refusalOf(history, contents, own).map(Verdict.class::cast).orElse(new Sign(digest));
  }

  private static Verdict repeat(SnapshotHead signed, Bytes32 digest) {
    return signed.digest().equals(digest)
        ? new Sign(digest)
        : new Refuse(
            Refusal.EPOCH_ALREADY_SIGNED, "epoch " + signed.epoch() + " as " + signed.digest());
  }

  private static Optional<Refuse> refusalOf(
      SigningHistory history, SnapshotContents contents, SupplySnapshot own) {
    long newest = Math.max(epochOf(history.signed()), epochOf(history.agreed()));
    if (own.epoch() <= newest) {
      return refuse(Refusal.EPOCH_BACKWARDS, own.epoch() + " after " + newest);
    }
    if (own.cutTime().isBefore(history.cutTime())) {
      return refuse(Refusal.CUT_TIME_BACKWARDS, own.cutTime() + " after " + history.cutTime());
    }
    return heights(history, contents)
        .or(() -> statements(history, contents))
        .or(() -> previous(history, own));
  }

  private static Optional<Refuse> heights(SigningHistory history, SnapshotContents contents) {
    return history.heights().entrySet().stream()
        .filter(
            seen ->
                contents.cut().stream()
                    .noneMatch(
                        point ->
                            point.domain().equals(seen.getKey())
                                && point.height() >= seen.getValue()))
        .findFirst()
        .flatMap(
            seen ->
                refuse(
                    Refusal.HEIGHT_BACKWARDS,
                    "domain " + seen.getKey() + " below " + seen.getValue()));
  }

  private static Optional<Refuse> statements(SigningHistory history, SnapshotContents contents) {
    return history.statements().entrySet().stream()
        .filter(
            seen ->
                contents.statements().stream()
                    .noneMatch(
                        statement ->
                            statement.custodian().equals(seen.getKey())
                                && statement.sequence() >= seen.getValue()))
        .findFirst()
        .flatMap(
            seen ->
                refuse(
                    Refusal.CUSTODY_BACKWARDS,
                    "custodian " + seen.getKey() + " below " + seen.getValue()));
  }

  private static Optional<Refuse> previous(SigningHistory history, SupplySnapshot own) {
    Bytes32 agreed = history.agreed().map(SnapshotHead::digest).orElse(Bytes32.ZERO);
    boolean ownIsNewer = epochOf(history.signed()) > epochOf(history.agreed());
    boolean followsOwn =
        ownIsNewer
            && history
                .signed()
                .map(SnapshotHead::digest)
                .filter(own.previous()::equals)
                .isPresent();
    return own.previous().equals(agreed) || followsOwn
        ? Optional.empty()
        : refuse(Refusal.WRONG_PREVIOUS, own.previous() + " instead of " + agreed);
  }

  private static long epochOf(Optional<SnapshotHead> head) {
    return head.map(SnapshotHead::epoch).orElse(0L);
  }

  private static Optional<Refuse> refuse(Refusal reason, String detail) {
    return Optional.of(new Refuse(reason, detail));
  }
}
