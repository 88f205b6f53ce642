package io.stockbridge.bridge.fakes;

import io.stockbridge.chains.ChainUnavailableException;
import io.stockbridge.protocol.identifiers.DomainId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets the n-th call of a chain's port fail, before or after it had its effect. */
public final class Faults {
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger failing = new AtomicInteger(-1);
  private volatile boolean afterEffect;
  private final Set<DomainId> down = ConcurrentHashMap.newKeySet();

  /** Fails the {@code n}-th call from now, counted from 0. */
  public void failCall(int n, boolean afterItsEffect) {
    calls.set(0);
    afterEffect = afterItsEffect;
    failing.set(n);
  }

  /** Whether the call that was to fail has come. */
  public boolean hasFailed() {
    return failing.get() == -1;
  }

  public void down(DomainId domain, boolean isDown) {
    if (isDown) {
      down.add(domain);
    } else {
      down.remove(domain);
    }
  }

  public void clear() {
    failing.set(-1);
    down.clear();
  }

  /** A call of a loop that reads or keeps a chain: fails only while the chain is down. */
  <T> T poll(DomainId domain, java.util.function.Supplier<T> effect) {
    if (down.contains(domain)) {
      throw new ChainUnavailableException(domain, "down for the test");
    }
    return effect.get();
  }

  /** A call that a transfer's own step makes. */
  <T> T call(DomainId domain, java.util.function.Supplier<T> effect) {
    if (down.contains(domain)) {
      throw new ChainUnavailableException(domain, "down for the test");
    }
    boolean now = failing.get() >= 0 && calls.getAndIncrement() == failing.get();
    if (now && !afterEffect) {
      failing.set(-1);
      throw new ChainUnavailableException(domain, "failed for the test, before its effect");
    }
    T result = effect.get();
    if (now) {
      failing.set(-1);
      throw new ChainUnavailableException(domain, "failed for the test, after its effect");
    }
    return result;
  }
}
