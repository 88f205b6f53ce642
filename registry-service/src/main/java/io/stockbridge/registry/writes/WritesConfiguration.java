package io.stockbridge.registry.writes;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** How writes are kept and approved. */
@ConfigMapping(prefix = "stockbridge.registry.writes")
public interface WritesConfiguration {

  /** How long at least a write can be repeated by its key. */
  @WithDefault("24H")
  Duration keepKeysFor();

  /** The kinds of write that another registrar has to approve; without it none. */
  Optional<Set<WriteKind>> fourEyes();

  /** How long a proposal can be approved. */
  @WithDefault("168H")
  Duration proposalsExpireAfter();

  /** How many proposals can be pending at a time, about; more are refused. */
  @WithDefault("1000")
  int maxPendingProposals();

  /** Whether audit records have the address of the client, which is personal data. */
  @WithDefault("false")
  boolean auditClientAddress();
}
