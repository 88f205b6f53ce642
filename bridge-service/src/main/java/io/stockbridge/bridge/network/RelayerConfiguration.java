package io.stockbridge.bridge.network;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Files with the relayer's keys: who pays for gas, fees and rent; trusted with nothing else. */
@ConfigMapping(prefix = "stockbridge.relayer")
public interface RelayerConfiguration {
  /** secp256k1 key, 32 bytes in hex. */
  Path evmPrivateKeyFile();

  /** Ed25519 key pair, base58 or JSON array of 64 bytes. */
  Path solanaPrivateKeyFile();
}
