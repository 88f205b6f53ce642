package io.stockbridge.attestation.network;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** This attester's name in the pinned set and its private keys. */
@ConfigMapping(prefix = "stockbridge.attester")
public interface AttesterSettings {
  /** Name in {@code attesters[].id} of network.json. */
  String id();

  /** secp256k1, 32 bytes in hex. */
  Path evmPrivateKeyFile();

  /** Ed25519 key pair, base58 or JSON array of 64 bytes. */
  Path solanaPrivateKeyFile();

  /** Ed25519 key pair shared by all attesters, base of every replay marker. */
  Path replayAuthorityPrivateKeyFile();

  /** Ed25519 seed in base64: signs checkpoints, cut proposals, verdicts and clearings. */
  Path logPrivateKeyFile();

  /**
   * secp256k1, 32 bytes in hex: sends halts to the EVM chains and pays for them. It can stop and
   * never resume, so it may live where the attesting key must not.
   */
  Path guardianPrivateKeyFile();
}
