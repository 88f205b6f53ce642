package io.stockbridge.registry.exports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.catalogue.KnownToken;
import io.stockbridge.registry.recording.AssetJson;
import io.stockbridge.registry.resolution.CanonicalTokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one state: the tokens of each stock by ticker, asset and CAIP-19 name, then the
 * impostors, which are marked as such. Lines are made while they are read, stock by stock, so that
 * an export of any size needs little memory.
 */
final class TokenLines implements Iterator<ObjectNode> {

  private final Catalogue catalogue;
  private final CanonicalTokens canonicals;
  private final @Nullable Caip2 chain;
  private final Iterator<Underlying> underlyings;
  private final Iterator<Deployment> impostors;
  private Iterator<ObjectNode> ready = List.<ObjectNode>of().iterator();

  /** The lines of {@code catalogue}; of one chain only, unless {@code chain} is null. */
  TokenLines(Catalogue catalogue, CanonicalTokens canonicals, @Nullable Caip2 chain) {
    this.catalogue = catalogue;
    this.canonicals = canonicals;
    this.chain = chain;
    this.underlyings = catalogue.underlyings().values().iterator();
    this.impostors = catalogue.impostors().stream().filter(this::isWanted).iterator();
  }

  @Override
  public boolean hasNext() {
    while (!ready.hasNext() && underlyings.hasNext()) {
      ready = linesOf(underlyings.next()).iterator();
    }
    return ready.hasNext() || impostors.hasNext();
  }

  @Override
  public ObjectNode next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no more tokens");
    }
    return ready.hasNext() ? ready.next() : line(impostors.next(), null, false);
  }

  private List<ObjectNode> linesOf(Underlying underlying) {
    List<ObjectNode> lines = new ArrayList<>();
    Map<Caip2, Optional<KnownToken>> canonicalByChain = new HashMap<>();
    for (Asset asset : catalogue.assetsOn(underlying)) {
      for (Deployment deployment : asset.content().deployments()) {
        if (isWanted(deployment)) {
          boolean canonical =
              canonicalByChain
                  .computeIfAbsent(deployment.token().chain(), on -> canonicals.on(underlying, on))
                  .filter(known -> known.deployment().token().equals(deployment.token()))
                  .isPresent();
          lines.add(line(deployment, asset, canonical));
        }
      }
    }
    return lines;
  }

  private boolean isWanted(Deployment deployment) {
    return chain == null || deployment.token().chain().equals(chain);
  }

  private static ObjectNode line(Deployment deployment, @Nullable Asset asset, boolean canonical) {
    ObjectNode line = AssetJson.write(deployment);
    line.remove("evidence");
    line.put("canonical", canonical);
    if (asset != null) {
      AssetContent content = asset.content();
      line.put("asset", content.key());
      line.put("isin", content.isin() == null ? null : content.isin().value());
      line.put("issuer", content.issuer());
      line.put("name", content.name());
      line.put("multiplier", content.multiplier().toString());
      line.set("underlying", AssetJson.write(content.underlying()));
    }
    return line;
  }
}
