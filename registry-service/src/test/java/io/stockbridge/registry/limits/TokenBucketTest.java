package io.stockbridge.registry.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.registry.limits.TokenBucket.Outcome;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void givesTheBurstThenWhatIsRefilled() {
    TokenBucket.Rate rate = new TokenBucket.Rate(2, 3);
    TokenBucket bucket = new TokenBucket(0);

    assertThat(bucket.take(rate, 0)).isEqualTo(new Outcome(true, 2, 1, 0));
    assertThat(bucket.take(rate, 0)).isEqualTo(new Outcome(true, 1, 1, 0));
    assertThat(bucket.take(rate, 0)).isEqualTo(new Outcome(true, 0, 2, 0));
    assertThat(bucket.take(rate, 0)).isEqualTo(new Outcome(false, 0, 2, 1));
    assertThat(bucket.take(rate, SECOND / 2 - 1).allowed()).isFalse();
    assertThat(bucket.take(rate, SECOND / 2).allowed()).isTrue();
    assertThat(bucket.take(rate, 10 * SECOND)).isEqualTo(new Outcome(true, 2, 1, 0));
    assertThat(rate.windowSeconds()).isEqualTo(2);
    assertThatThrownBy(() -> new TokenBucket.Rate(0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void neverGivesMoreThanBurstAndRefillAndHonoursItsOwnRetryAfter() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int run = 0; run < 200; run++) {
      TokenBucket.Rate rate = new TokenBucket.Rate(1 + random.nextInt(50), 1 + random.nextInt(50));
      long start = random.nextLong() / 2;
      long now = start;
      TokenBucket bucket = new TokenBucket(now);
      long given = 0;
      for (int i = 0; i < 300; i++) {
        now += random.nextLong(SECOND / 10);
        Outcome outcome = bucket.take(rate, now);
        given += outcome.allowed() ? 1 : 0;
        long most = rate.burst() + (now - start) / rate.nanosPerRequest();
        assertThat(given).as("seed %d run %d", seed, run).isLessThanOrEqualTo(most);
        if (!outcome.allowed()) {
          now += outcome.retryAfterSeconds() * SECOND;
          assertThat(bucket.take(rate, now).allowed()).isTrue();
          given++;
        }
      }
    }
  }
}
