package io.stockbridge.attestation.snapshots;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.snapshot.SnapshotContents;
import java.time.Instant;
import java.util.Optional;

/** One attester's own view of the chains and of custody, as far as snapshots need it. */
public interface SnapshotView {

  /** What came of computing a proposed cut. */
  sealed interface Computation {
    /** All figures are this attester's own. */
    record Done(SnapshotContents contents) implements Computation {}

    /** Own data does not reach the cut yet. */
    record NotYet(String reason) implements Computation {}

    /** The cut contradicts what this attester sees. */
    record Refused(String reason) implements Computation {}
  }

  /** A cut at what this attester has replayed, or empty when a chain was never reached. */
  Optional<CutProposal> propose(long epoch, Instant cutTime, Bytes32 previous);

  /** The snapshot's contents at the proposed cut, from this attester's own nodes and database. */
  Computation compute(CutProposal proposal);
}
