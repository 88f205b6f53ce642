package io.stockbridge.attestation.assets;

import io.stockbridge.chains.ChainDescription;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.chains.records.AssetRecord;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * The newest signed record of every asset that has a token on a pinned chain, from the database;
 * kept in memory between changes. The registry knows more assets and chains than a network has.
 */
@ApplicationScoped
public class AssetCatalogue {
  private final Database database;
  private final Set<DomainId> pinned;
  private final AtomicLong changes = new AtomicLong();
  private volatile Optional<Cached> cached = Optional.empty();

  /** Records as they were after that many changes. */
  private record Cached(long change, SortedMap<Isin, AssetRecord> records) {}

  AssetCatalogue(Database database, NetworkDescription network) {
    this.database = database;
    this.pinned =
        network.chains().stream().map(ChainDescription::domain).collect(Collectors.toSet());
  }

  /** Newest record by ISIN; must be called from a thread that may block. */
  public SortedMap<Isin, AssetRecord> current() {
    long before = changes.get();
    Optional<Cached> known = cached.filter(each -> each.change() == before);
    if (known.isPresent()) {
      return known.get().records();
    }
    SortedMap<Isin, AssetRecord> read = database.inTransaction(this::newest);
    // A change committed while this was read makes the number differ, so it is read again.
    cached = Optional.of(new Cached(before, read));
    return read;
  }

  /** The newest record of one asset. */
  public Optional<AssetRecord> find(Isin isin) {
    return Optional.ofNullable(current().get(isin));
  }

  /** One version of one asset. */
  public Optional<AssetRecord> find(Tx tx, Isin isin, long version) {
    return tx.first(
            "select record from asset_record where isin = ?1 and version = ?2",
            isin.value(),
            version)
        .map(row -> AssetRecord.parse(row.text(0)).onChains(pinned));
  }

  /** The mints of a Solana cluster. */
  public Map<Isin, SolanaAddress> solanaMints(DomainId solana) {
    Map<Isin, SolanaAddress> mints = new TreeMap<>();
    for (AssetRecord asset : current().values()) {
      Optional<UniversalAddress> token = asset.token(solana);
      token.ifPresent(address -> mints.put(asset.isin(), SolanaAddress.of(address)));
    }
    return mints;
  }

  /** Forgets what is in memory, after a change was committed. */
  void refresh() {
    changes.incrementAndGet();
  }

  private SortedMap<Isin, AssetRecord> newest(Tx tx) {
    SortedMap<Isin, AssetRecord> newest = new TreeMap<>();
    tx.query("select distinct on (isin) record from asset_record order by isin, version desc")
        .forEach(
            row -> {
              AssetRecord record = AssetRecord.parse(row.text(0)).onChains(pinned);
              if (!record.deployments().isEmpty()) {
                newest.put(record.isin(), record);
              }
            });
    return newest;
  }
}
