package io.stockbridge.attestation.snapshots;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Which epoch it is and who may propose when. Epoch e is the time from e·length to (e+1)·length
 * since 1970; its order of proposers starts with attester e mod n, and each next one may propose
 * after one more timeout. All of it follows from the proposal's own cut time, so all attesters
 * agree.
 *
 * @param length whole seconds
 * @param leaderTimeout what each has before the next may propose
 * @param attesters in the pinned set's order
 */
public record EpochSchedule(Duration length, Duration leaderTimeout, List<String> attesters) {

  /** Copies the list and checks the length. */
  public EpochSchedule {
    attesters = List.copyOf(attesters);
    if (length.toSeconds() < 1 || length.toMillis() % 1000 != 0) {
      throw new IllegalArgumentException("epochs have whole seconds, not " + length);
    }
    if (attesters.isEmpty() || leaderTimeout.isNegative()) {
      throw new IllegalArgumentException("no attesters, or a timeout below zero");
    }
  }

  /** The epoch of that time. */
  public long epochAt(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), length.toSeconds());
  }

  /** When the epoch begins. */
  public Instant startOf(long epoch) {
    return Instant.ofEpochSecond(Math.multiplyExact(epoch, length.toSeconds()));
  }

  /** When the next epoch begins. */
  public Instant endOf(long epoch) {
    return startOf(epoch + 1);
  }

  /** Whether {@code attester} may propose a cut of that epoch and time. */
  public boolean mayPropose(String attester, long epoch, Instant cutTime) {
    int position = attesters.indexOf(attester);
    if (position < 0 || epochAt(cutTime) != epoch) {
      return false;
    }
    int rank = Math.floorMod(position - epoch, attesters.size());
    return !cutTime.isBefore(startOf(epoch).plus(leaderTimeout.multipliedBy(rank)));
  }
}
