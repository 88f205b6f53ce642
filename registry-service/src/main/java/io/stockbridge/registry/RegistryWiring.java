package io.stockbridge.registry;

import io.stockbridge.kit.keys.KeyFile;
import io.stockbridge.protocol.crypto.Ed25519Key;
import io.stockbridge.registry.network.Network;
import io.stockbridge.registry.recording.Registrar;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the parts without a framework out of the configuration. */
public class RegistryWiring {

  @Produces
  @Singleton
  Network network(@ConfigProperty(name = "stockbridge.network-file") Path file) {
    return Network.load(file);
  }

  /** A registrar whose key is not the pinned one would sign what every attester refuses. */
  @Produces
  @Singleton
  Registrar registrar(
      @ConfigProperty(name = "stockbridge.registrar.private-key-file") Path file, Network network) {
    Ed25519Key key = Ed25519Key.ofSeed(KeyFile.readEd25519Seed(file));
    if (!key.publicKey().equals(network.registrarKey())) {
      throw new IllegalStateException(
          "the key in " + file + " is not the registrar's of the network file");
    }
    return new Registrar(network.registrarId(), key);
  }
}
