package io.stockbridge.devnet.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.ChainDescription;
import io.stockbridge.devnet.client.RegistryClient;
import io.stockbridge.devnet.state.ListedAsset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every asset is deployed on every chain and registered as canonical there. */
final class NetworkStep implements DemoStep {

  @Override
  public String title() {
    return "The network: 23 real xStocks, each deployed on three chains and registered";
  }

  @Override
  public void run(DemoContext context) {
    var rows = new ArrayList<List<String>>();
    for (ChainDescription chain : context.chains()) {
      rows.add(List.of(chain.name(), chain.caip2().toString(), context.client().rpcUrl(chain)));
    }
    context.output().table(List.of("chain", "CAIP-2", "node"), rows);
    context.output().line("");
    RegistryClient registry = context.client().registry();
    var tokens = new ArrayList<List<String>>();
    for (ListedAsset asset : context.assets()) {
      tokens.add(registered(context, registry, asset));
    }
    context.output().table(List.of("asset", "ISIN", "name", "underlying", "tokens"), tokens);
    context.require(tokens.size() == 23, "23 assets expected, not " + tokens.size());
    context.output().held("23 assets resolve to their own token on each of the three chains");
  }

  private static List<String> registered(
      DemoContext context, RegistryClient registry, ListedAsset asset) {
    var addresses = new ArrayList<String>();
    for (ChainDescription chain : context.chains()) {
      JsonNode canonical =
          context.eventually(
              asset.symbol() + " resolves on " + chain.name(),
              () ->
                  Optional.of(registry.resolve(asset.ticker(), chain.caip2()).path("canonical"))
                      .filter(JsonNode::isObject));
      context.require(
          canonical.path("isin").asText().equals(asset.isin().toString()),
          asset.ticker() + " resolves to another asset on " + chain.name() + ": " + canonical);
      addresses.add(canonical.path("address").asText().substring(0, 8) + "…");
    }
    return List.of(
        asset.symbol(),
        asset.isin().toString(),
        asset.name(),
        asset.ticker(),
        String.join(" ", addresses));
  }
}
