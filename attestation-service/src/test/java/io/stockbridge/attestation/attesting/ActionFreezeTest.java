package io.stockbridge.attestation.attesting;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockbridge.attestation.chainview.ChainViews;
import io.stockbridge.protocol.gates.GateInput.FreezeWindow;
import io.stockbridge.protocol.identifiers.DomainId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ActionFreezeTest {
  private static final ActionFreeze FREEZE =
      new ActionFreeze(Duration.ofMinutes(10), Duration.ofMinutes(2));
  private static final Instant DUE = Instant.parse("2026-12-01T12:00:00Z");
  private static final DomainId A = DomainId.of(412346);
  private static final DomainId B = DomainId.of(84538453);
  private static final DomainId C = DomainId.of(900);

  private static ChainViews.Action announced(DomainId domain) {
    return new ChainViews.Action(domain, Optional.empty(), Optional.of(DUE));
  }

  private static ChainViews.Action inForceSince(DomainId domain, Instant since) {
    return new ChainViews.Action(domain, Optional.of(since), Optional.empty());
  }

  private static Optional<FreezeWindow> at(Instant now, ChainViews.Action... actions) {
    return FREEZE.at(now, List.of(actions), Set.of(A, B));
  }

  @Test
  void beginsTheLeadBeforeAndEndsTheSettlingTimeAfter() {
    Instant first = DUE.minusSeconds(600);
    assertThat(at(first.minusMillis(1), announced(A))).isEmpty();
    assertThat(at(first, announced(A))).hasValue(new FreezeWindow(first, DUE.plusSeconds(120)));
  }

  @Test
  void anActionThatAnyChainAnnouncesStopsAllRoutesUntilItIsDue() {
    assertThat(at(DUE.minusMillis(1), announced(C))).isPresent();
    assertThat(at(DUE, announced(C))).isEmpty();
  }

  @Test
  void staysWhileAnEndLagsBehind() {
    Instant late = DUE.plusSeconds(7_200);
    assertThat(at(late, announced(A), inForceSince(B, DUE)))
        .hasValue(new FreezeWindow(DUE.minusSeconds(600), late.plusSeconds(120)));
  }

  @Test
  void countsTheSettlingTimeFromTheLaterEnd() {
    Instant later = DUE.plusSeconds(60);
    assertThat(at(DUE.plusSeconds(130), inForceSince(A, DUE), inForceSince(B, later)))
        .hasValue(new FreezeWindow(later, later.plusSeconds(120)));
    assertThat(at(later.plusSeconds(120), inForceSince(A, DUE), inForceSince(B, later))).isEmpty();
    assertThat(at(DUE.plusSeconds(1), inForceSince(C, DUE))).isEmpty();
  }

  @Test
  void knowsNoWindowWhenNoChangeWasSeen() {
    assertThat(at(DUE, new ChainViews.Action(A, Optional.empty(), Optional.empty()))).isEmpty();
  }
}
