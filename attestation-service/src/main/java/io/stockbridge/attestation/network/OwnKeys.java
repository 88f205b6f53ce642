package io.stockbridge.attestation.network;

import io.stockbridge.chains.Attester;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.chains.SolanaChain;
import io.stockbridge.kit.keys.KeyFile;
import io.stockbridge.protocol.crypto.Ed25519Key;
import io.stockbridge.protocol.crypto.EvmKey;

/**
 * This attester's private keys, each checked against the pinned network description: a service with
 * a key of another attester, or of none, must not start.
 *
 * @param id this attester's name
 * @param evm signs mints, redemptions and snapshots
 * @param solana signs mints as a member of the multisig
 * @param replayAuthority makes replay markers; the same key at every attester
 * @param log signs checkpoints, cut proposals, verdicts and clearings
 * @param guardian sends halts to the EVM chains; not the attesting key
 */
public record OwnKeys(
    String id,
    EvmKey evm,
    Ed25519Key solana,
    Ed25519Key replayAuthority,
    Ed25519Key log,
    EvmKey guardian) {

  /**
   * Reads the key files.
   *
   * @throws IllegalStateException naming the key that is not the pinned one
   */
  static OwnKeys load(AttesterSettings settings, NetworkDescription network) {
    OwnKeys keys =
        new OwnKeys(
            settings.id(),
            EvmKey.ofSecret(KeyFile.readEvmPrivateKey(settings.evmPrivateKeyFile())),
            Ed25519Key.ofSeed(KeyFile.readSolanaSeed(settings.solanaPrivateKeyFile())),
            Ed25519Key.ofSeed(KeyFile.readSolanaSeed(settings.replayAuthorityPrivateKeyFile())),
            Ed25519Key.ofSeed(KeyFile.readEd25519Seed(settings.logPrivateKeyFile())),
            EvmKey.ofSecret(KeyFile.readEvmPrivateKey(settings.guardianPrivateKeyFile())));
    keys.check(network);
    return keys;
  }

  /** Checks every key against the pinned set. */
  void check(NetworkDescription network) {
    Attester own =
        network
            .attester(id)
            .orElseThrow(
                () -> new IllegalStateException("attester " + id + " is not in the pinned set"));
    require(own.evm().equals(evm.address()), "EVM key", evm.address(), own.evm());
    require(
        own.solana().equals(solana.solanaAddress()),
        "Solana key",
        solana.solanaAddress(),
        own.solana());
    requireSeparateGuardian(network);
    require(own.log().equals(log.publicKey()), "log key", log.publicKey(), own.log());
    for (SolanaChain chain : network.solanaChain().stream().toList()) {
      require(
          chain.replayAuthority().equals(replayAuthority.solanaAddress()),
          "replay authority key",
          replayAuthority.solanaAddress(),
          chain.replayAuthority());
    }
  }

  private void requireSeparateGuardian(NetworkDescription network) {
    boolean attests =
        network.attesters().stream().anyMatch(each -> each.evm().equals(guardian.address()));
    if (attests) {
      throw new IllegalStateException(
          "the guardian key of " + id + " is an attesting key: " + guardian.address());
    }
  }

  private void require(boolean holds, String key, Object found, Object pinned) {
    if (!holds) {
      throw new IllegalStateException(
          "the " + key + " of " + id + " is " + found + ", pinned is " + pinned);
    }
  }

  /** The name only. */
  @Override
  public String toString() {
    return "OwnKeys[" + id + "]";
  }
}
