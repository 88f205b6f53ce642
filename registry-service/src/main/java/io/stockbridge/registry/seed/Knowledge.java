package io.stockbridge.registry.seed;

import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.EntryContent;
import io.stockbridge.registry.assets.Impostor;
import io.stockbridge.registry.assets.Underlying;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the data says, ready to be recorded.
 *
 * @param underlyings securities of which more than a ticker is known
 * @param assets assets with their deployments
 * @param impostors tokens that pretend
 * @param report what came of each row
 */
public record Knowledge(
    List<Underlying> underlyings,
    List<AssetContent> assets,
    List<Deployment> impostors,
    LoadReport report) {

  /** Copies the lists. */
  public Knowledge {
    underlyings = List.copyOf(underlyings);
    assets = List.copyOf(assets);
    impostors = List.copyOf(impostors);
  }

  /** What has to be recorded besides the assets: impostors, and underlyings without an asset. */
  List<EntryContent> others() {
    Set<String> used = new HashSet<>();
    assets.forEach(asset -> used.add(asset.underlying().key()));
    List<EntryContent> others = new ArrayList<>();
    underlyings.stream().filter(u -> !used.contains(u.key())).forEach(others::add);
    impostors.forEach(impostor -> others.add(new Impostor(impostor)));
    return others;
  }
}
