package io.stockbridge.registry.coins;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.kit.json.Rfc3339;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.DeploymentStatus;
import io.stockbridge.registry.assets.TokenRole;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes a token as a coin. */
final class CoinWriter {

  private final Platforms platforms;

  CoinWriter(Platforms platforms) {
    this.platforms = platforms;
  }

  ObjectNode coin(Asset asset, Deployment asked, boolean canonical) {
    AssetContent content = asset.content();
    ObjectNode coin = JsonNodeFactory.instance.objectNode();
    coin.put("id", content.key());
    coin.put("symbol", asked.symbol().toLowerCase(Locale.ROOT));
    coin.put("name", content.name());
    coin.put("web_slug", content.key());
    coin.put("asset_platform_id", platforms.nameOf(asked.token().chain()));
    ObjectNode addresses = coin.putObject("platforms");
    ObjectNode details = coin.putObject("detail_platforms");
    for (Deployment deployment : sameCoin(content, asked)) {
      String platform = platforms.nameOf(deployment.token().chain());
      addresses.put(platform, deployment.token().address());
      details
          .putObject(platform)
          .put("decimal_place", deployment.decimals())
          .put("contract_address", deployment.token().address());
    }
    coin.putArray("categories").add("Tokenized Stock");
    coin.put("preview_listing", false);
    coin.put("public_notice", noticeOf(asked));
    ArrayNode notices = coin.putArray("additional_notices");
    if (!canonical && noticeOf(asked) == null) {
      notices.add("Not the canonical token of this stock on this chain; see /v1/verify.");
    }
    coin.putObject("description")
        .put(
            "en",
            content.name() + " by " + content.issuer() + ", on " + content.underlying().name());
    coin.put("contract_address", asked.token().address());
    coin.put("last_updated", Rfc3339.format(asset.recordedAt()));
    coin.putObject("stockbridge")
        .put("caip19", asked.token().caip19())
        .put("canonical", canonical)
        .put("status", asked.status().wire())
        .put("role", asked.form().role().wire())
        .put("unitModel", asked.form().unitModel().wire())
        .put("multiplier", content.multiplier().toString())
        .put("isin", content.isin() == null ? null : content.isin().value())
        .put("underlying", content.underlying().ticker());
    return coin;
  }

  /**
   * The live tokens of the instrument; a wrapper, a receipt or a replaced token is none of them.
   */
  private static List<Deployment> sameCoin(AssetContent content, Deployment asked) {
    return asked.isLiveToken()
        ? content.deployments().stream().filter(Deployment::isLiveToken).toList()
        : List.of(asked);
  }

  private static @Nullable String noticeOf(Deployment asked) {
    if (asked.status() == DeploymentStatus.RETIRED) {
      return asked.successor() == null
          ? "Retired; no successor is known."
          : "Retired; replaced by " + asked.successor() + '.';
    }
    if (asked.status() == DeploymentStatus.PAUSED) {
      return "Transfers are paused.";
    }
    if (asked.form().role() == TokenRole.WRAPPER) {
      return "A wrapper of " + asked.form().wraps() + ", not the token itself.";
    }
    return asked.form().role() == TokenRole.RECEIPT
        ? "A receipt for the issuer's books, not the token itself."
        : null;
  }
}
