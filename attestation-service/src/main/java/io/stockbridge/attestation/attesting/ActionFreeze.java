package io.stockbridge.attestation.attesting;

import io.stockbridge.attestation.chainview.ChainViews;
import io.stockbridge.protocol.gates.GateInput.FreezeWindow;
import io.stockbridge.protocol.identifiers.DomainId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The time around a corporate action in which an asset is not minted, from what the chains show. A
 * message that waits through it is right afterwards, for raw amounts never change.
 *
 * @param lead how long before an action comes into force minting stops
 * @param settling how long after both ends show its epoch minting stays stopped
 */
record ActionFreeze(Duration lead, Duration settling) {

  /**
   * The window that contains {@code now}, if one does. An action that any chain announces stops the
   * asset everywhere; one that is due holds up only what goes to or from a chain that lags behind.
   */
  Optional<FreezeWindow> at(
      Instant now, Collection<ChainViews.Action> actions, Set<DomainId> ends) {
    List<FreezeWindow> windows = new ArrayList<>();
    for (ChainViews.Action action : actions) {
      boolean isEnd = ends.contains(action.domain());
      action
          .pendingAt()
          .filter(due -> !now.isBefore(due.minus(lead)))
          .filter(due -> isEnd || now.isBefore(due))
          .ifPresent(due -> windows.add(window(due.minus(lead), now.isBefore(due) ? due : now)));
      action
          .epochSince()
          .filter(since -> isEnd && now.isBefore(since.plus(settling)))
          .ifPresent(since -> windows.add(window(since, since)));
    }
    return windows.stream()
        .reduce(
            (a, b) ->
                new FreezeWindow(
                    a.from().isBefore(b.from()) ? a.from() : b.from(),
                    a.until().isAfter(b.until()) ? a.until() : b.until()));
  }

  private FreezeWindow window(Instant from, Instant newEpoch) {
    return new FreezeWindow(from, newEpoch.plus(settling));
  }
}
