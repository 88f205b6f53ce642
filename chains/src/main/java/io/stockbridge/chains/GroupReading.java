package io.stockbridge.chains;

import io.stockbridge.protocol.identifiers.SolanaAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Token-2022 group and which of some mints are its members, in finalized state.
 *
 * @param slot the lowest slot that was read
 * @param size how many members the group has, known or not
 * @param authority who may add members, empty when given up
 * @param members those of the asked mints that are members
 * @param mintAuthorities who may mint each asked mint that exists
 */
public record GroupReading(
    long slot,
    long size,
    Optional<SolanaAddress> authority,
    Set<SolanaAddress> members,
    Map<SolanaAddress, Optional<SolanaAddress>> mintAuthorities) {
  /** Copies the collections. */
  public GroupReading {
    members = Set.copyOf(members);
    mintAuthorities = Map.copyOf(mintAuthorities);
  }
}
