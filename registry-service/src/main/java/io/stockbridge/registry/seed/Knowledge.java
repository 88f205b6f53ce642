package io.stockbridge.registry.seed;

import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.Deployment;
import java.util.List;

/**
 * What the data says, ready to be recorded.
 *
 * @param assets assets with their deployments
 * @param impostors tokens that pretend
 * @param report what came of each row
 */
public record Knowledge(List<AssetContent> assets, List<Deployment> impostors, LoadReport report) {

  /** Copies the lists. */
  public Knowledge {
    assets = List.copyOf(assets);
    impostors = List.copyOf(impostors);
  }
}
