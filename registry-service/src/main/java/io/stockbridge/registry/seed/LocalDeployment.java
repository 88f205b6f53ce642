package io.stockbridge.registry.seed;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.kit.json.JsonRules;
import io.stockbridge.protocol.identifiers.Caip19;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.Multiplier;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.AssetStatus;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.DeploymentStatus;
import io.stockbridge.registry.assets.Evidence;
import io.stockbridge.registry.assets.TokenForm;
import io.stockbridge.registry.assets.TokenId;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.assets.UnitModel;
import io.stockbridge.registry.network.KnownChain;
import io.stockbridge.registry.network.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the file in which a deployment of the contracts and mints names its own tokens. */
public final class LocalDeployment {

  private static final int OWN_SOURCES = 1;

  private LocalDeployment() {}

  /**
   * The own assets of the file.
   *
   * @param deployedOn date of the evidence
   * @throws IllegalStateException naming the file, the asset and the field that is wrong
   */
  public static List<AssetContent> read(Path file, Network network, LocalDate deployedOn) {
    JsonNode root;
    try {
      root = JsonRules.newMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new IllegalStateException("local deployment file " + file + ": " + e.getMessage(), e);
    }
    List<AssetContent> assets = new ArrayList<>();
    int index = 0;
    for (JsonNode asset : root.path("assets")) {
      try {
        assets.add(asset(asset, network, deployedOn));
      } catch (IllegalArgumentException e) {
        throw new IllegalStateException(
            "local deployment file %s: assets[%d]: %s".formatted(file, index, e.getMessage()), e);
      }
      index++;
    }
    if (assets.isEmpty()) {
      throw new IllegalStateException("local deployment file " + file + ": assets is empty");
    }
    return assets;
  }

  private static AssetContent asset(JsonNode asset, Network network, LocalDate deployedOn) {
    Isin isin = Isin.of(text(asset, "isin"));
    JsonNode underlying = asset.path("underlying");
    String underlyingIsin = textOrNull(underlying, "isin");
    List<Deployment> deployments = new ArrayList<>();
    for (JsonNode deployment : asset.path("deployments")) {
      deployments.add(deployment(deployment, text(asset, "symbol"), network, deployedOn));
    }
    return new AssetContent(
        isin.value(),
        isin,
        text(asset, "issuer"),
        text(asset, "symbol"),
        text(asset, "name"),
        null,
        AssetStatus.ACTIVE,
        new Underlying(
            text(underlying, "ticker"),
            underlyingIsin == null ? null : Isin.of(underlyingIsin),
            text(underlying, "name"),
            textOrNull(underlying, "mic")),
        Multiplier.ONE,
        ActionEpoch.ZERO,
        deployments);
  }

  private static Deployment deployment(
      JsonNode deployment, String symbol, Network network, LocalDate deployedOn) {
    TokenId token = TokenId.of(Caip19.of(text(deployment, "caip19")));
    KnownChain chain =
        network
            .chain(token.chain())
            .filter(KnownChain::own)
            .orElseThrow(
                () -> new IllegalArgumentException("not a chain of the network: " + token));
    if (deployment.path("domain").asLong(-1) != chain.domain().value()) {
      throw new IllegalArgumentException("domain is not that of " + chain.caip2());
    }
    int decimals = deployment.path("decimals").asInt(-1);
    TokenForm form =
        chain.caip2().isSolana()
            ? TokenForm.token(UnitModel.SCALED_UI, "token-2022")
            : TokenForm.token(UnitModel.ERC8056, "erc20");
    return new Deployment(
        token,
        symbol,
        decimals,
        form,
        DeploymentStatus.ACTIVE,
        null,
        true,
        null,
        OWN_SOURCES,
        List.of(new Evidence("deployment of " + network.environment(), deployedOn)));
  }

  private static String text(JsonNode parent, String field) {
    String text = textOrNull(parent, field);
    if (text == null) {
      throw new IllegalArgumentException(field + " is missing");
    }
    return text;
  }

  private static @Nullable String textOrNull(JsonNode parent, String field) {
    JsonNode value = parent.path(field);
    return value.isTextual() && !value.textValue().isBlank() ? value.textValue() : null;
  }
}
