package io.stockbridge.attestation.snapshots;

import io.stockbridge.protocol.crypto.EvmSignature;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.snapshot.SigningHistory.SnapshotHead;
import io.stockbridge.protocol.snapshot.SnapshotContents;
import io.stockbridge.protocol.snapshot.SnapshotSigningRules;
import io.stockbridge.protocol.snapshot.SupplySnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one attester remembers of the agreement, durably. Each method is one transaction; whatever
 * it publishes is part of it.
 */
public interface AgreementJournal {

  /** A snapshot that this attester has claimed for signing. */
  record Claimed(
      long epoch,
      Bytes32 digest,
      SupplySnapshot snapshot,
      SnapshotContents contents,
      boolean published) {}

  /** Whether a proposal for the epoch is bound, or this attester made one. */
  boolean isTaken(long epoch);

  /** Records and publishes this attester's own proposal; false when it made one before. */
  boolean propose(CutProposal proposal);

  /** Binds the epoch to the first valid proposal in the topic's order; false for a later one. */
  boolean bind(CutProposal proposal);

  /** The newest bound proposals that were neither signed nor given up, earlier epochs first. */
  List<CutProposal> open();

  /** Gives an epoch up, with the reason. */
  void abstain(long epoch, String reason);

  /**
   * Decides by the signing rules over everything signed and agreed before, and if they allow it
   * records the digest as the epoch's only one. Committed before the key is used.
   */
  SnapshotSigningRules.Verdict claim(SupplySnapshot snapshot, SnapshotContents contents);

  /** Claimed snapshots whose signature was not published yet, or that are not agreed yet. */
  List<Claimed> claimed();

  /** Stores and publishes this attester's signature of its claimed snapshot. */
  void publishSignature(long epoch, Bytes32 digest, EvmSignature signature);

  /**
   * Stores an attester's valid signature, beside any over another digest; false when there is such.
   */
  boolean addSignature(long epoch, String attester, Bytes32 digest, EvmSignature signature);

  /** Valid signatures of that digest, by attester. */
  Map<String, EvmSignature> signatures(long epoch, Bytes32 digest);

  /** Stores an agreed snapshot with its log entry; false when the epoch has another digest. */
  boolean agree(AgreedSnapshot agreed, boolean announced);

  /** Publishes an agreed snapshot that was not announced yet. */
  void announce(long epoch);

  /** Agreed snapshots that nobody announced yet. */
  List<Long> unannounced();

  /** The newest agreed snapshot. */
  Optional<SnapshotHead> newestAgreed();
}
