package io.stockbridge.attestation.snapshots;

import io.stockbridge.attestation.assets.AssetCatalogue;
import io.stockbridge.attestation.chainview.ChainViews;
import io.stockbridge.attestation.custody.StatementStore;
import io.stockbridge.attestation.network.ChainReaders;
import io.stockbridge.attestation.network.OwnKeys;
import io.stockbridge.chains.AssetSupply;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.ChainReader;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.chains.records.AssetRecord;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.custody.CustodyStatement;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.snapshot.AssetLeaf;
import io.stockbridge.protocol.snapshot.CutPoint;
import io.stockbridge.protocol.snapshot.StatementRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * This attester's own snapshot figures: state on EVM chains at the very block, replay elsewhere.
 */
@ApplicationScoped
class SnapshotComputation implements SnapshotView {
  private final Database database;
  private final NetworkDescription network;
  private final ChainReaders readers;
  private final ChainViews views;
  private final AssetCatalogue catalogue;
  private final StatementStore statements;
  private final LeafFigures figures;
  private final SnapshotSettings settings;
  private final OwnKeys keys;

  SnapshotComputation(
      Database database,
      NetworkDescription network,
      ChainReaders readers,
      ChainViews views,
      AssetCatalogue catalogue,
      StatementStore statements,
      LeafFigures figures,
      SnapshotSettings settings,
      OwnKeys keys) {
    this.database = database;
    this.network = network;
    this.readers = readers;
    this.views = views;
    this.catalogue = catalogue;
    this.statements = statements;
    this.figures = figures;
    this.settings = settings;
    this.keys = keys;
  }

  @Override
  public Optional<CutProposal> propose(long epoch, Instant cutTime, Bytes32 previous) {
    Map<Isin, AssetRecord> assets = catalogue.current();
    return database.inTransaction(
        tx -> {
          Map<DomainId, ChainViews.Progress> progress = views.progress(tx);
          if (progress.size() < network.chains().size() || assets.isEmpty()) {
            return Optional.empty();
          }
          List<StatementRef> newest =
              statements.newest(tx).stream()
                  .map(each -> new StatementRef(each.custodian(), each.sequence(), each.digest()))
                  .toList();
          return Optional.of(
              new CutProposal(
                  epoch,
                  keys.id(),
                  cutTime,
                  cutTime.plus(settings.validity()),
                  progress.values().stream().map(ChainViews.Progress::point).toList(),
                  newest,
                  assets.values().stream()
                      .map(each -> new CutProposal.AssetVersion(each.isin(), each.version()))
                      .toList(),
                  previous));
        });
  }

  @Override
  public Computation compute(CutProposal proposal) {
    Optional<Computation> early = checkReached(proposal);
    if (early.isPresent()) {
      return early.get();
    }
    Optional<Computation> otherChain = checkHashes(proposal);
    if (otherChain.isPresent()) {
      return otherChain.get();
    }
    Set<Isin> isins =
        proposal.assets().stream().map(CutProposal.AssetVersion::isin).collect(Collectors.toSet());
    Map<DomainId, Map<Isin, AssetSupply>> states = new TreeMap<>();
    for (CutPoint point : proposal.cut()) {
      if (point.domain().isEvm()) {
        ChainPosition position =
            new ChainPosition(point.height(), point.hash(), proposal.cutTime());
        states.put(point.domain(), reader(point.domain()).suppliesAt(position, isins).assets());
      }
    }
    return database.inTransaction(tx -> compute(tx, proposal, states));
  }

  private Optional<Computation> checkReached(CutProposal proposal) {
    Set<DomainId> pinned =
        network.chains().stream().map(chain -> chain.domain()).collect(Collectors.toSet());
    List<DomainId> named = proposal.cut().stream().map(CutPoint::domain).toList();
    if (named.size() != pinned.size() || !pinned.containsAll(named)) {
      return Optional.of(new Computation.Refused("the cut is not of exactly the pinned chains"));
    }
    Map<DomainId, ChainViews.Progress> progress = database.inTransaction(views::progress);
    for (CutPoint point : proposal.cut()) {
      ChainViews.Progress own = progress.get(point.domain());
      if (own == null || own.point().height() < point.height()) {
        return Optional.of(
            new Computation.NotYet(
                "domain " + point.domain() + " is not replayed up to " + point.height()));
      }
    }
    return Optional.empty();
  }

  private Optional<Computation> checkHashes(CutProposal proposal) {
    for (CutPoint point : proposal.cut()) {
      Optional<ChainPosition> own = reader(point.domain()).positionAt(point.height());
      if (own.isEmpty() || !own.get().hash().equals(point.hash())) {
        return Optional.of(
            new Computation.Refused(
                "domain "
                    + point.domain()
                    + " at "
                    + point.height()
                    + " has hash "
                    + own.map(position -> position.hash().toString()).orElse("none")
                    + ", proposed "
                    + point.hash()));
      }
    }
    return Optional.empty();
  }

  private Computation compute(
      Tx tx, CutProposal proposal, Map<DomainId, Map<Isin, AssetSupply>> states) {
    List<CustodyStatement> known = new ArrayList<>();
    for (StatementRef reference : proposal.statements()) {
      Optional<CustodyStatement> statement = statements.find(tx, reference);
      if (statement.isEmpty()) {
        return new Computation.NotYet(
            "statement " + reference.sequence() + " of " + reference.custodian() + " is not known");
      }
      known.add(statement.get());
    }
    Map<Isin, AssetRecord> assets = new TreeMap<>();
    for (CutProposal.AssetVersion version : proposal.assets()) {
      Optional<AssetRecord> record = catalogue.find(tx, version.isin(), version.version());
      if (record.isEmpty()) {
        return new Computation.NotYet(
            "version " + version.version() + " of " + version.isin() + " is not known");
      }
      assets.put(version.isin(), record.get());
    }
    Optional<String> missing = missingAsset(tx, proposal, assets);
    if (missing.isPresent()) {
      return new Computation.Refused(missing.get());
    }
    LeafFigures.Cut cut = new LeafFigures.Cut(tx, proposal, known, states);
    List<AssetLeaf> leaves = new ArrayList<>();
    for (AssetRecord asset : assets.values()) {
      BigInteger negative = figures.lowestSupply(cut, asset);
      if (negative.signum() < 0) {
        return new Computation.Refused(asset.isin() + " replays to " + negative + " su on a chain");
      }
      try {
        leaves.add(figures.leaf(cut, asset));
      } catch (ArithmeticException | IllegalArgumentException e) {
        // Figures of a statement that no leaf can hold: the same for all, so the epoch is left out.
        return new Computation.Refused(asset.isin() + ": " + e.getMessage());
      }
    }
    return new Computation.Done(
        new io.stockbridge.protocol.snapshot.SnapshotContents(
            proposal.cut(), leaves, proposal.statements(), cut.inFlight(assets.keySet())));
  }

  /** A proposer must not leave out an asset, or take an old record, that was long known. */
  private Optional<String> missingAsset(
      Tx tx, CutProposal proposal, Map<Isin, AssetRecord> assets) {
    return tx
        .query(
            "select isin, max(version) from asset_record where received_at < ?1 group by isin",
            proposal.cutTime().minus(settings.epochLength()))
        .stream()
        .filter(
            row -> {
              Isin isin = Isin.of(row.text(0));
              AssetRecord listed = assets.get(isin);
              if (listed == null && catalogue.find(isin).isEmpty()) {
                return false;
              }
              return listed == null || listed.version() < row.number(1);
            })
        .findFirst()
        .map(row -> row.text(0) + " is missing in its version " + row.number(1));
  }

  private ChainReader reader(DomainId domain) {
    return readers
        .of(domain)
        .orElseThrow(() -> new IllegalStateException("no reader for pinned domain " + domain));
  }
}
