package io.stockbridge.registry.network;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.Map;

/**
 * How chains are reached. The key is the domain number of a chain of network.json, or the CAIP-2
 * name of any other chain; a chain without an entry is not read.
 */
@ConfigMapping(prefix = "stockbridge.rpc")
public interface RpcConfiguration {
  /** By domain number or CAIP-2 name. */
  @WithParentName
  Map<String, Endpoint> byChain();

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
