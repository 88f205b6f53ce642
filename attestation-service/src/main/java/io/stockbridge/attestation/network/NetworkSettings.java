package io.stockbridge.attestation.network;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.Map;

/** How this attester reaches the chains, by domain number. */
@ConfigMapping(prefix = "stockbridge.rpc")
public interface NetworkSettings {
  /** RPC access by domain number. */
  @WithParentName
  Map<String, Rpc> chains();

  /** RPC access to one chain. */
  interface Rpc {
    /** Comma-separated URLs of independent nodes. */
    String urls();

    /** How many of them must answer alike. */
    @WithDefault("1")
    int quorum();
  }
}
