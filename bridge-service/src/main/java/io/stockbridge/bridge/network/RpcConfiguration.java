package io.stockbridge.bridge.network;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.Map;

/** How each chain is reached; the key is the domain number. */
@ConfigMapping(prefix = "stockbridge.rpc")
public interface RpcConfiguration {
  /** By domain number. */
  @WithParentName
  Map<String, Endpoint> byDomain();

  /** One chain's nodes. */
  interface Endpoint {
    /** Comma-separated URLs of independent nodes. */
    String urls();

    /** How many of them must answer alike. */
    @WithDefault("1")
    int quorum();

    /** For one request to one node. */
    @WithDefault("10s")
    Duration timeout();
  }
}
