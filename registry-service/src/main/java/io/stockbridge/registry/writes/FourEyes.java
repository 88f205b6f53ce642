package io.stockbridge.registry.writes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;

/** Which kinds of write wait for a second registrar. */
@ApplicationScoped
public class FourEyes {

  private final Set<WriteKind> kinds;

  @Inject
  FourEyes(WritesConfiguration configuration) {
    this(configuration.fourEyes().orElse(Set.of()));
  }

  FourEyes(Set<WriteKind> kinds) {
    this.kinds = Set.copyOf(kinds);
  }

  /** Whether a write of that kind is a proposal first. */
  boolean applyTo(WriteKind kind) {
    return kinds.contains(kind);
  }
}
