package io.stockbridge.bridge.assets;

import io.stockbridge.chains.records.AssetRecord;
import io.stockbridge.kit.database.Row;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.Multiplier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of the projection. */
@ApplicationScoped
public class AssetStore {
  private static final String SELECT =
      "select isin, version, symbol, name, status, action_epoch, multiplier from assets";

  /** Takes a record unless one as new is there; false when it is not newer. */
  boolean upsert(Tx tx, AssetRecord asset) {
    int written =
        tx.update(
            "insert into assets (isin, version, symbol, name, status, action_epoch, multiplier,"
                + " received_at) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, now())"
                + " on conflict (isin) do update set version = excluded.version, symbol ="
                + " excluded.symbol, name = excluded.name, status = excluded.status, action_epoch ="
                + " excluded.action_epoch, multiplier = excluded.multiplier, received_at = now()"
                + " where assets.version < excluded.version",
            asset.isin().value(),
            asset.version(),
            asset.symbol(),
            asset.name(),
            asset.status(),
            asset.actionEpoch().value(),
            asset.multiplier().toString());
    if (written == 0) {
      return false;
    }
    tx.update("delete from asset_deployments where isin = ?1", asset.isin().value());
    for (AssetRecord.Deployment deployment : asset.deployments()) {
      tx.update(
          "insert into asset_deployments (isin, domain, caip19, address, decimals, status)"
              + " values (?1, ?2, ?3, ?4, ?5, ?6)",
          asset.isin().value(),
          deployment.domain().value(),
          deployment.caip19(),
          deployment.address(),
          deployment.decimals(),
          deployment.status());
    }
    return true;
  }

  /** The asset of that ISIN. */
  public Optional<AssetRecord> find(Tx tx, Isin isin) {
    return tx.queryOne(SELECT + " where isin = ?1", isin.value())
        .map(row -> toAsset(row, deployments(tx, isin.value())));
  }

  /** All assets by ISIN. */
  public List<AssetRecord> list(Tx tx) {
    Map<String, List<AssetRecord.Deployment>> byIsin = new LinkedHashMap<>();
    for (Row row : tx.query("select * from asset_deployments order by isin, domain")) {
      byIsin
          .computeIfAbsent(row.text("isin"), isin -> new java.util.ArrayList<>())
          .add(toDeployment(row));
    }
    return tx.query(SELECT + " order by isin").stream()
        .map(row -> toAsset(row, byIsin.getOrDefault(row.text("isin"), List.of())))
        .toList();
  }

  /** The mint of each asset that has one on Solana. */
  Map<Isin, SolanaAddress> solanaMints(Tx tx) {
    Map<Isin, SolanaAddress> mints = new LinkedHashMap<>();
    for (Row row : tx.query("select isin, domain, address from asset_deployments order by isin")) {
      if (DomainId.of(row.number("domain")).isSolana()) {
        mints.put(Isin.of(row.text("isin")), SolanaAddress.of(row.text("address")));
      }
    }
    return mints;
  }

  private static List<AssetRecord.Deployment> deployments(Tx tx, String isin) {
    return tx
        .query("select * from asset_deployments where isin = ?1 order by domain", isin)
        .stream()
        .map(AssetStore::toDeployment)
        .toList();
  }

  private static AssetRecord.Deployment toDeployment(Row row) {
    return new AssetRecord.Deployment(
        DomainId.of(row.number("domain")),
        row.text("caip19"),
        row.text("address"),
        row.integer("decimals"),
        row.text("status"));
  }

  private static AssetRecord toAsset(Row row, List<AssetRecord.Deployment> deployments) {
    return new AssetRecord(
        Isin.of(row.text("isin")),
        row.number("version"),
        row.text("symbol"),
        row.text("name"),
        row.text("status"),
        Multiplier.of(row.text("multiplier")),
        ActionEpoch.of(row.number("action_epoch")),
        deployments);
  }
}
