package io.stockbridge.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What an operator sets. */
@ConfigMapping(prefix = "stockbridge")
public interface RegistryConfiguration {

  /** The pinned network description. */
  Path networkFile();

  /** The registrar's key. */
  RegistrarKey registrar();

  /** The registry's own settings. */
  Registry registry();

  /** Where the registrar's key is. */
  interface RegistrarKey {
    /** File with the Ed25519 seed in base64; its public half is in the network file. */
    Path privateKeyFile();
  }

  /** The registry's own settings. */
  interface Registry {
    /** File that names the own tokens of this deployment; without it there are none. */
    Optional<Path> localDeploymentFile();

    /** Whether the bundled knowledge about mainnets is loaded. */
    @WithDefault("true")
    boolean seed();

    /** Name of the resolution policy, part of each answer. */
    @WithName("policy-name")
    @WithDefault("default-1")
    String policyName();

    /** Issuers, the preferred first, where several genuine tokens have enough evidence. */
    @WithDefault("Backed Assets,Coinbase,Dinari,Robinhood,ST0x")
    List<String> issuerPreference();
  }
}
