package io.stockbridge.bridge.quotes;

import io.stockbridge.bridge.assets.AssetStore;
import io.stockbridge.bridge.http.BridgeProblem;
import io.stockbridge.chains.records.AssetRecord;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.units.ShareAmount;

/** A wish to move shares, checked against what the bridge knows. */
record Movement(AssetRecord asset, DomainId source, DomainId destination, ShareAmount amount) {

  /** The movement, or the problem with it. */
  static Movement of(
      Tx tx,
      AssetStore assets,
      Isin isin,
      DomainId source,
      DomainId destination,
      ShareAmount amount) {
    if (amount.isZero()) {
      throw ProblemException.inField(CommonProblem.INVALID_FIELD, "amountSu", "above zero");
    }
    if (source.equals(destination)) {
      throw ProblemException.inField(
          BridgeProblem.ROUTE_UNKNOWN, "destination", "the same as the source");
    }
    AssetRecord asset =
        assets
            .find(tx, isin)
            .orElseThrow(
                () -> ProblemException.inField(BridgeProblem.ASSET_UNKNOWN, "isin", isin.value()));
    requireActive(asset, source, "source");
    requireActive(asset, destination, "destination");
    return new Movement(asset, source, destination, amount);
  }

  private static void requireActive(AssetRecord asset, DomainId domain, String field) {
    if (!asset.active() || (!domain.isCustody() && asset.on(domain).isEmpty())) {
      throw ProblemException.inField(
          BridgeProblem.ASSET_NOT_MOVABLE, field, asset.symbol() + " is not active there");
    }
  }
}
