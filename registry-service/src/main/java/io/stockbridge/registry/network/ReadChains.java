package io.stockbridge.registry.network;

import io.stockbridge.chains.ChainDescription;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.chains.RpcSettings;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.DomainId;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The chains that are read, by name. A fault in the configuration stops the start. */
@ApplicationScoped
public class ReadChains {
  private final Map<Caip2, ReadChain> chains = new TreeMap<>();

  ReadChains(
      @ConfigProperty(name = "stockbridge.network-file") Path networkFile,
      RpcConfiguration configuration) {
    if (configuration.byChain().isEmpty()) {
      return;
    }
    NetworkDescription network = NetworkDescription.load(networkFile);
    configuration.byChain().forEach((key, endpoint) -> add(network, key, endpoint));
  }

  /** All of them. */
  public Map<Caip2, ReadChain> all() {
    return Collections.unmodifiableMap(chains);
  }

  private void add(NetworkDescription network, String key, RpcConfiguration.Endpoint endpoint) {
    String property = "stockbridge.rpc.\"" + key + "\".urls";
    try {
      ReadChain chain = chain(network, key, settings(endpoint));
      if (chains.put(chain.caip2(), chain) != null) {
        throw new IllegalArgumentException(chain.caip2() + " is configured twice");
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(property + ": " + e.getMessage(), e);
    }
  }

  private static ReadChain chain(NetworkDescription network, String key, RpcSettings nodes) {
    if (key.indexOf(':') < 0) {
      ChainDescription own =
          network
              .chain(DomainId.of(key))
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "network.json has no domain " + key + "; name other chains by CAIP-2"));
      return new ReadChain(own.caip2(), own.domain(), Optional.of(own), nodes);
    }
    Caip2 caip2 = Caip2.of(key);
    Optional<ChainDescription> own = network.chain(caip2);
    DomainId domain = own.map(ChainDescription::domain).orElseGet(caip2::toDomain);
    return new ReadChain(caip2, domain, own, nodes);
  }

  private static RpcSettings settings(RpcConfiguration.Endpoint endpoint) {
    List<URI> urls =
        Arrays.stream(endpoint.urls().split(",", -1)).map(String::strip).map(URI::create).toList();
    return new RpcSettings(urls, endpoint.quorum(), endpoint.timeout());
  }
}
