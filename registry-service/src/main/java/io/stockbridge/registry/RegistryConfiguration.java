package io.stockbridge.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The registry's own settings. Those that several services share ({@code stockbridge.network-file},
 * {@code stockbridge.registrar.private-key-file}) are read in {@link RegistryWiring}.
 */
@ConfigMapping(prefix = "stockbridge.registry")
public interface RegistryConfiguration {

  /** File that names the own tokens of this deployment; without it there are none. */
  Optional<Path> localDeploymentFile();

  /** Whether the bundled knowledge about mainnets is loaded. */
  @WithDefault("true")
  boolean seed();

  /**
   * Whether token lists are published. Each change writes them anew over everything that is known;
   * far above the 10,000 tokens that the lists' schema allows, that takes longer than a change may.
   */
  @WithDefault("true")
  boolean tokenLists();

  /** The policy that judges where a request names none. */
  @WithDefault("default")
  String defaultPolicy();

  /** Issuers, the preferred first, in the first versions of the policies; later ones are data. */
  @WithDefault("Backed Assets,Coinbase,Dinari,Robinhood,ST0x")
  List<String> issuerPreference();
}
