package io.stockbridge.attestation.snapshots;

import io.stockbridge.chains.Attester;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.protocol.crypto.EvmKey;
import io.stockbridge.protocol.crypto.EvmSignature;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.snapshot.SigningHistory.SnapshotHead;
import io.stockbridge.protocol.snapshot.SnapshotContents;
import io.stockbridge.protocol.snapshot.SnapshotSigningRules;
import io.stockbridge.protocol.snapshot.SupplySnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * One attester's part in agreeing on snapshots. Keeps nothing in memory: every step starts from the
 * journal, so it can stop after any instruction and go on elsewhere.
 *
 * <p>Safety rests on the journal alone (one digest per epoch, epochs only up, figures never back);
 * the schedule and the order of the topic only decide how soon there is a quorum. An epoch without
 * a quorum is dead: nobody signs an earlier epoch after a later one, and {@code previous} names the
 * newest agreed snapshot, so the chain of snapshots steps over it.
 */
public final class SnapshotRound {
  private static final Logger LOG = Logger.getLogger(SnapshotRound.class);

  private final String self;
  private final NetworkDescription network;
  private final EpochSchedule schedule;
  private final Duration maxClockSkew;
  private final Duration validity;
  private final EvmKey key;
  private final AgreementJournal journal;
  private final SnapshotView view;

  /** An attester with its key, memory and view. */
  public SnapshotRound(
      String self,
      NetworkDescription network,
      EpochSchedule schedule,
      Limits limits,
      EvmKey key,
      AgreementJournal journal,
      SnapshotView view) {
    this.self = self;
    this.network = network;
    this.schedule = schedule;
    this.maxClockSkew = limits.maxClockSkew();
    this.validity = limits.validity();
    this.key = key;
    this.journal = journal;
    this.view = view;
  }

  /**
   * Bounds that a proposal has to keep.
   *
   * @param maxClockSkew how far a cut time may be ahead of the own clock
   * @param validity how long after the cut a snapshot may be valid, at most
   */
  public record Limits(Duration maxClockSkew, Duration validity) {}

  /** Does whatever is due. */
  public void tick(Instant now) {
    proposeIfDue(now);
    publishClaimed();
    journal.open().forEach(proposal -> consider(proposal, now));
    agreeWhereQuorum();
    announceIfDue(now);
  }

  /** A proposal arrived whose signature is the proposer's. */
  public void onProposal(CutProposal proposal, Instant now) {
    if (!schedule.mayPropose(proposal.proposer(), proposal.epoch(), proposal.cutTime())) {
      LOG.warnf("proposal out of turn epoch=%d proposer=%s", proposal.epoch(), proposal.proposer());
      return;
    }
    // Binding to the future would let one attester take every epoch in advance.
    if (proposal.cutTime().isAfter(now.plus(maxClockSkew))) {
      LOG.warnf(
          "proposal ahead of time epoch=%d proposer=%s", proposal.epoch(), proposal.proposer());
      return;
    }
    // Nor is anything gained by the past, which would only stand before what can still be signed.
    if (isOver(proposal.epoch(), now)
        || journal.newestAgreed().filter(head -> head.epoch() >= proposal.epoch()).isPresent()) {
      LOG.debugf("proposal too late epoch=%d proposer=%s", proposal.epoch(), proposal.proposer());
      return;
    }
    if (!journal.bind(proposal)) {
      LOG.debugf("a later proposal epoch=%d proposer=%s", proposal.epoch(), proposal.proposer());
    }
  }

  /**
   * A signature arrived, claimed to be by that attester and of that epoch. The digest does not name
   * its epoch here, so it may be replayed from another one: it counts only for a claimed snapshot.
   */
  public void onSignature(
      long epoch, String attester, Bytes32 digest, EvmSignature signature, Instant now) {
    long oldest = journal.newestAgreed().map(SnapshotHead::epoch).orElse(0L);
    if (epoch < oldest || epoch > schedule.epochAt(now) + 1) {
      LOG.debugf("signature of another time epoch=%d attester=%s", epoch, attester);
      return;
    }
    boolean valid =
        network
            .attester(attester)
            .map(Attester::evm)
            .filter(address -> signature.isBy(address, digest))
            .isPresent();
    if (!valid) {
      LOG.warnf("signature does not verify epoch=%d attester=%s", epoch, attester);
      return;
    }
    if (!journal.addSignature(epoch, attester, digest, signature)) {
      LOG.errorf(
          "two digests of one attester, signed twice or replayed epoch=%d attester=%s digest=%s",
          epoch, attester, digest);
    }
  }

  /** An agreed snapshot arrived: believed by its signatures and roots alone. */
  public void onAgreed(AgreedSnapshot agreed) {
    Optional<String> problem = agreed.problem(network);
    if (problem.isPresent()) {
      LOG.warnf(
          "no agreed snapshot epoch=%d problem=\"%s\"", agreed.snapshot().epoch(), problem.get());
      return;
    }
    if (!journal.agree(agreed, true)) {
      LOG.errorf(
          "two agreed digests epoch=%d second=%s",
          agreed.snapshot().epoch(), agreed.digest(network.environment()));
    }
  }

  private void proposeIfDue(Instant now) {
    Instant cutTime = now.truncatedTo(ChronoUnit.SECONDS);
    long epoch = schedule.epochAt(cutTime);
    if (!schedule.mayPropose(self, epoch, cutTime) || journal.isTaken(epoch)) {
      return;
    }
    Bytes32 previous = journal.newestAgreed().map(SnapshotHead::digest).orElse(Bytes32.ZERO);
    view.propose(epoch, cutTime, previous).ifPresent(journal::propose);
  }

  private void consider(CutProposal proposal, Instant now) {
    long epoch = proposal.epoch();
    if (journal.newestAgreed().filter(agreed -> agreed.epoch() >= epoch).isPresent()) {
      journal.abstain(epoch, "the others agreed before");
      return;
    }
    if (isOver(epoch, now)) {
      journal.abstain(epoch, "the epoch ended before it could be signed");
      return;
    }
    if (proposal.validUntil().isAfter(proposal.cutTime().plus(validity))) {
      journal.abstain(epoch, "valid longer than " + validity);
      return;
    }
    switch (view.compute(proposal)) {
      case SnapshotView.Computation.Done done -> sign(proposal, done.contents());
      case SnapshotView.Computation.NotYet notYet ->
          LOG.debugf("snapshot waits epoch=%d reason=\"%s\"", epoch, notYet.reason());
      case SnapshotView.Computation.Refused refused -> {
        LOG.warnf(
            "cut refused epoch=%d proposer=%s reason=\"%s\"",
            epoch, proposal.proposer(), refused.reason());
        journal.abstain(epoch, refused.reason());
      }
    }
  }

  private boolean isOver(long epoch, Instant now) {
    return now.isAfter(schedule.endOf(epoch).plus(schedule.length()));
  }

  private void sign(CutProposal proposal, SnapshotContents contents) {
    SupplySnapshot snapshot =
        contents.toSnapshot(
            proposal.epoch(), proposal.cutTime(), proposal.validUntil(), proposal.previous());
    switch (journal.claim(snapshot, contents)) {
      case SnapshotSigningRules.Sign sign ->
          journal.publishSignature(proposal.epoch(), sign.digest(), key.sign(sign.digest()));
      case SnapshotSigningRules.Refuse refuse -> {
        if (refuse.reason() == SnapshotSigningRules.Refusal.WRONG_PREVIOUS) {
          // The agreed record of the epoch before may still be on its way; the epoch's end decides.
          LOG.debugf("snapshot waits epoch=%d reason=\"%s\"", proposal.epoch(), refuse.detail());
        } else {
          LOG.warnf(
              "snapshot not signed epoch=%d rule=%s detail=\"%s\"",
              proposal.epoch(), refuse.reason(), refuse.detail());
          journal.abstain(proposal.epoch(), refuse.reason() + ": " + refuse.detail());
        }
      }
    }
  }

  /** After a crash between the claim and the publication: the same digest, the same signature. */
  private void publishClaimed() {
    for (AgreementJournal.Claimed claimed : journal.claimed()) {
      if (!claimed.published()) {
        journal.publishSignature(claimed.epoch(), claimed.digest(), key.sign(claimed.digest()));
      }
    }
  }

  private void agreeWhereQuorum() {
    for (AgreementJournal.Claimed claimed : journal.claimed()) {
      Map<String, EvmSignature> signatures = journal.signatures(claimed.epoch(), claimed.digest());
      if (signatures.size() >= network.threshold()) {
        journal.agree(
            new AgreedSnapshot(claimed.snapshot(), claimed.contents(), new TreeMap<>(signatures)),
            false);
      }
    }
  }

  /** The epoch's first attester at once; the others when it stays silent. */
  private void announceIfDue(Instant now) {
    for (long epoch : journal.unannounced()) {
      boolean first = schedule.mayPropose(self, epoch, schedule.startOf(epoch));
      if (first || now.isAfter(schedule.startOf(epoch).plus(schedule.leaderTimeout()))) {
        journal.announce(epoch);
      }
    }
  }
}
