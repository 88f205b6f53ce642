package io.stockbridge.registry.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.registry.resolution.Policies;
import io.stockbridge.registry.resolution.ResolutionPolicy;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyBookTest {

  private static final Instant SEEDED = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant SECOND = Instant.parse("2026-11-10T00:00:00Z");
  private static final Instant LATER = Instant.parse("2026-11-20T00:00:00Z");

  private final PolicyBook book =
      new PolicyBook(2, List.of(version(1, Instant.EPOCH, SEEDED), version(2, SECOND, SECOND)));

  @Test
  void knowsWhichVersionJudgedWhen() {
    assertThat(book.inForce("default", SECOND, LATER)).map(ResolutionPolicy::version).contains(2);
    assertThat(book.inForce("default", SECOND.minusMillis(1), LATER))
        .map(ResolutionPolicy::version)
        .contains(1);
    assertThat(book.inForce("default", LATER, SECOND.minusMillis(1)))
        .map(ResolutionPolicy::version)
        .contains(1);
    assertThat(book.inForce("default", Instant.parse("2001-01-01T00:00:00Z"), LATER))
        .map(ResolutionPolicy::version)
        .contains(1);
    assertThat(book.inForce("default", LATER, SEEDED.minusMillis(1))).isEmpty();
    assertThat(book.inForce("other", LATER, LATER)).isEmpty();
  }

  @Test
  void keepsOldVersionsBesideTheNewest() {
    assertThat(book.current("default")).map(ResolutionPolicy::id).contains("default@2");
    assertThat(book.version("default", 1)).map(ResolutionPolicy::id).contains("default@1");
    assertThat(book.version("default", 0)).isEmpty();
    assertThat(book.version("default", 3)).isEmpty();
    assertThat(book.newest().keySet()).containsExactly("default");
    assertThat(book.versionsOf("default")).hasSize(2);
  }

  @Test
  void refusesAGapBetweenVersions() {
    assertThatThrownBy(() -> new PolicyBook(1, List.of(version(2, SECOND, SECOND))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("version missing before default@2");
  }

  private static PolicyVersion version(int version, Instant from, Instant recordedAt) {
    return new PolicyVersion(
        Policies.DEFAULT.asVersion(version),
        from,
        recordedAt,
        "test",
        "a reason",
        new PolicyVersion.Proof("{}", "signature", "key"));
  }
}
