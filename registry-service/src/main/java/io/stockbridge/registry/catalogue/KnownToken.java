package io.stockbridge.registry.catalogue;

import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.Deployment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token with the asset it belongs to.
 *
 * @param deployment the token
 * @param asset its asset; null for an impostor
 */
public record KnownToken(Deployment deployment, @Nullable Asset asset) {

  /** The asset, empty for an impostor. */
  public Optional<Asset> owner() {
    return Optional.ofNullable(asset);
  }
}
