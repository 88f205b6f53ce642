package io.stockbridge.attestation.backing;

import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identity.CheckVerdict;
import io.stockbridge.protocol.snapshot.AssetVerdict;
import io.stockbridge.protocol.units.ActionEpoch;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The three checks of one asset on this attester's own data.
 *
 * @param stateIsReplay check 1
 * @param mintsHaveMessages check 2
 * @param backed check 3
 * @param observedAt age of the oldest datum the checks used
 * @param epochs action epoch in force per chain
 * @param haltedOn chains that halt the asset
 * @param verdict ok, degraded or breach
 * @param evidence why it is not ok, for people
 */
public record AssetHealth(
    CheckVerdict stateIsReplay,
    CheckVerdict mintsHaveMessages,
    CheckVerdict backed,
    Instant observedAt,
    Map<DomainId, ActionEpoch> epochs,
    Set<DomainId> haltedOn,
    AssetVerdict verdict,
    Optional<String> evidence) {
  /** Copies the collections. */
  public AssetHealth {
    epochs = Map.copyOf(epochs);
    haltedOn = Set.copyOf(haltedOn);
  }
}
