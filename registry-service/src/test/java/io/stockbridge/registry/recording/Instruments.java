package io.stockbridge.registry.recording;

import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.Multiplier;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.AssetStatus;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.DeploymentStatus;
import io.stockbridge.registry.assets.TokenForm;
import io.stockbridge.registry.assets.TokenId;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.assets.UnitModel;
import java.util.List;

/** Instruments with one plain token. */
public final class Instruments {

  static final String ISSUER = "Issuer";
  static final String SYMBOL = "ZZ";

  private Instruments() {}

  /** An instrument whose token is at the address with that number. */
  public static AssetContent of(String key, String name, Underlying underlying, long address) {
    Deployment token =
        new Deployment(
            TokenId.at(Caip2.of("eip155:8453"), "0x%040x".formatted(address)),
            SYMBOL,
            18,
            TokenForm.token(UnitModel.PLAIN, "erc20"),
            DeploymentStatus.ACTIVE,
            null,
            false,
            1,
            List.of(),
            List.of());
    return new AssetContent(
        key,
        null,
        ISSUER,
        SYMBOL,
        name,
        null,
        AssetStatus.ACTIVE,
        underlying,
        Multiplier.ONE,
        ActionEpoch.ZERO,
        List.of(token));
  }
}
