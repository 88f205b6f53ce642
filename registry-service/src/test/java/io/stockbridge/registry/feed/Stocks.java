package io.stockbridge.registry.feed;

import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.Multiplier;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.AssetStatus;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.DeploymentStatus;
import io.stockbridge.registry.assets.Impostor;
import io.stockbridge.registry.assets.MultiplierPlan;
import io.stockbridge.registry.assets.TokenForm;
import io.stockbridge.registry.assets.TokenId;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.assets.UnitModel;
import java.util.List;

/** Content that only these tests record. */
final class Stocks {

  private Stocks() {}

  static Deployment token(int number, DeploymentStatus status) {
    return deployment(number, TokenForm.token(UnitModel.PLAIN, "erc20"), status);
  }

  static Deployment wrapper(int number, Deployment wraps, int generation, DeploymentStatus status) {
    return deployment(number, TokenForm.wrapperOf(wraps.token(), generation), status);
  }

  static Impostor impostor(int number) {
    return new Impostor(token(number, DeploymentStatus.IMPOSTOR));
  }

  private static Deployment deployment(int number, TokenForm form, DeploymentStatus status) {
    return new Deployment(
        TokenId.at(Caip2.of("eip155:8453"), "0x%040x".formatted(0xfeed0000L + number)),
        "ZZF",
        18,
        form,
        status,
        null,
        false,
        1,
        List.of(),
        List.of());
  }

  static AssetContent instrument(String key, Underlying underlying, Deployment... tokens) {
    return new AssetContent(
        key,
        null,
        "zzf",
        "ZZF",
        "ZZF token",
        null,
        AssetStatus.ACTIVE,
        underlying,
        Multiplier.ONE,
        ActionEpoch.ZERO,
        List.of(tokens));
  }

  static AssetContent with(
      AssetContent asset, AssetStatus status, String multiplier, MultiplierPlan plan) {
    return new AssetContent(
        asset.key(),
        asset.isin(),
        asset.issuer(),
        asset.symbol(),
        asset.name(),
        asset.legalForm(),
        status,
        asset.underlying(),
        Multiplier.of(multiplier),
        ActionEpoch.of(multiplier.equals("1") ? 0 : 1),
        asset.deployments(),
        asset.restrictions(),
        plan);
  }
}
