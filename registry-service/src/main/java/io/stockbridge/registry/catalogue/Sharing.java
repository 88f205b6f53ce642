package io.stockbridge.registry.catalogue;

import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.TokenForm;
import io.stockbridge.registry.assets.TokenId;
import io.stockbridge.registry.assets.Underlying;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets equal parts of many entries be one object: chains, issuers, sources, forms and times repeat
 * in almost every entry. Used while a state is built, then dropped.
 */
final class Sharing {

  private final Map<Object, Object> parts = new HashMap<>();

  /** The same asset on that underlying, made of shared parts. */
  Asset asset(Asset asset, Underlying underlying) {
    AssetContent content = asset.content();
    AssetContent shared =
        new AssetContent(
            content.key(),
            content.isin(),
            one(content.issuer()),
            one(content.symbol()),
            content.name(),
            oneOrNull(content.legalForm()),
            content.status(),
            underlying,
            one(content.multiplier()),
            one(content.actionEpoch()),
            content.deployments().stream().map(this::deployment).toList(),
            one(content.restrictions()),
            one(content.multiplierPlan()));
    return new Asset(shared, asset.version(), one(asset.validFrom()), one(asset.recordedAt()));
  }

  /** The same deployment made of shared parts. */
  Deployment deployment(Deployment deployment) {
    TokenId token = deployment.token();
    TokenForm form = deployment.form();
    return new Deployment(
        new TokenId(one(token.chain()), one(token.namespace()), token.address()),
        one(deployment.symbol()),
        deployment.decimals(),
        form.wraps() == null ? one(form) : form,
        deployment.status(),
        deployment.successor(),
        deployment.own(),
        deployment.independentSources(),
        one(deployment.evidence()),
        deployment.priceFeeds());
  }

  private <T> @Nullable T oneOrNull(@Nullable T part) {
    return part == null ? null : one(part);
  }

  @SuppressWarnings("unchecked") // equal objects of one map have one type
  private <T> T one(T part) {
    Object shared = parts.putIfAbsent(part, part);
    return shared == null ? part : (T) shared;
  }
}
