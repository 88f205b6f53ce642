package io.stockbridge.attestation.network;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Map;

/** Where the pinned network description is, who this attester is, and how it reaches the chains. */
@ConfigMapping(prefix = "stockbridge")
public interface NetworkSettings {
  /** Path of network.json. */
  Path networkFile();

  /** Who this attester is. */
  AttesterKeys attester();

  /** RPC access by domain number. */
  Map<String, Rpc> rpc();

  /** This attester's name in the pinned set and its four private keys. */
  interface AttesterKeys {
    /** Name in {@code attesters[].id} of network.json. */
    String id();

    /** secp256k1, 32 bytes in hex. */
    Path evmPrivateKeyFile();

    /** Ed25519 key pair, base58 or JSON array of 64 bytes. */
    Path solanaPrivateKeyFile();

    /** Ed25519 key pair shared by all attesters, base of every replay marker. */
    Path replayAuthorityPrivateKeyFile();

    /** Ed25519 seed in base64: signs checkpoints and cut proposals. */
    Path logPrivateKeyFile();
  }

  /** RPC access to one chain. */
  interface Rpc {
    /** Comma-separated URLs of independent nodes. */
    String urls();

    /** How many of them must answer alike. */
    @WithDefault("1")
    int quorum();
  }
}
