package io.stockbridge.registry.seed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.registry.RegistryConfiguration;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.network.Network;
import io.stockbridge.registry.recording.AssetRecorder;
import io.stockbridge.registry.recording.AssetRecorder.Outcome;
import io.stockbridge.registry.recording.AssetStore;
import io.stockbridge.registry.recording.GuardConfiguration;
import io.stockbridge.registry.recording.MassRemovalException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Loads the bundled data once per content, and the local deployment at each start. */
@ApplicationScoped
public class KnowledgeLoader {

  private static final Logger LOG = Logger.getLogger(KnowledgeLoader.class);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int ASSETS_PER_TRANSACTION = 50;
  private static final String SOURCE = "bundled data";

  private final RegistryConfiguration configuration;
  private final Network network;
  private final Transactions transactions;
  private final AssetStore store;
  private final AssetRecorder recorder;
  private final GuardConfiguration guard;
  private final ObjectMapper json;

  KnowledgeLoader(
      RegistryConfiguration configuration,
      Network network,
      Transactions transactions,
      AssetStore store,
      AssetRecorder recorder,
      GuardConfiguration guard,
      ObjectMapper json) {
    this.configuration = configuration;
    this.network = network;
    this.transactions = transactions;
    this.store = store;
    this.recorder = recorder;
    this.guard = guard;
    this.json = json;
  }

  /** Loads what is new. Safe to repeat, also after a crash half way. */
  public void load() {
    // Own tokens first: bridge and attesters wait for them, nobody waits for the rest.
    configuration.localDeploymentFile().ifPresent(this::loadLocal);
    if (configuration.seed()) {
      loadUnlessRefused(DataFiles.bundled());
    }
  }

  /**
   * Loads data, or keeps what is known: data that ends too much is no reason to stop answering.
   *
   * @return whether it was taken
   */
  boolean loadUnlessRefused(DataFiles files) {
    try {
      loadBundled(files);
      return true;
    } catch (MassRemovalException refused) {
      LOG.errorf(
          "bundled data refused digest=%s cause=\"%s\" toConfirm=stockbridge.registry.guard.confirmed-data",
          files.digest(), refused.getMessage());
      return false;
    }
  }

  private void loadBundled(DataFiles files) {
    String digest = files.digest();
    boolean loaded =
        transactions.await(
            PATIENCE,
            session ->
                session
                    .createNativeQuery(
                        "select count(*) > 0 from data_load where source = :source"
                            + " and digest = :digest",
                        Boolean.class)
                    .setParameter("source", SOURCE)
                    .setParameter("digest", digest)
                    .getSingleResult());
    if (loaded) {
      LOG.infof("bundled data is loaded already digest=%s", digest);
      return;
    }
    Knowledge knowledge = KnowledgeReader.read(files);
    long confirmed = guard.confirmedData().filter(digest::equals).isPresent() ? Long.MAX_VALUE : 0;
    var cause =
        new AssetRecorder.Cause("registry", "bundled data " + digest.substring(0, 12), confirmed);
    refuseMassRemoval(knowledge, confirmed);
    int changed = recordAll(knowledge.assets(), KnowledgeLoader::seeded, cause);
    transactions.await(
        PATIENCE,
        session ->
            store
                .lockForWriting(session)
                .chain(() -> recorder.recordEntries(session, knowledge.others(), null, cause))
                .chain(() -> saveReport(session, digest, knowledge.report())));
    LOG.infof(
        "bundled data loaded digest=%s assetsChanged=%d impostors=%d counts=%s",
        digest, changed, knowledge.impostors().size(), knowledge.report().counts());
    knowledge.report().entries().stream()
        .filter(entry -> entry.outcome() == LoadReport.Outcome.REFUSED)
        .forEach(
            entry ->
                LOG.infof(
                    "row refused file=%s row=%d subject=%s reason=\"%s\"",
                    entry.file(), entry.row(), entry.subject(), entry.reason()));
  }

  private void loadLocal(Path file) {
    LocalDate writtenOn;
    try {
      writtenOn = LocalDate.ofInstant(Files.getLastModifiedTime(file).toInstant(), ZoneOffset.UTC);
    } catch (IOException e) {
      throw new IllegalStateException("local deployment file cannot be read: " + file, e);
    }
    List<AssetContent> assets = LocalDeployment.read(file, network, writtenOn);
    var cause = new AssetRecorder.Cause("registry", "deployment of " + network.environment());
    int changed = recordAll(assets, KnowledgeLoader::deployed, cause);
    LOG.infof("local deployment loaded assets=%d changed=%d", assets.size(), changed);
  }

  /** Counted over the whole data before its first transaction. */
  private void refuseMassRemoval(Knowledge knowledge, long confirmed) {
    long removed = underLock(session -> recorder.removedByEntries(session, knowledge.others()));
    for (List<AssetContent> some : parts(knowledge.assets())) {
      removed +=
          underLock(session -> recorder.removedBy(session, changes(some, KnowledgeLoader::seeded)));
    }
    long all = removed;
    underLock(session -> recorder.refuseMassRemoval(session, all, confirmed).replaceWith(true));
  }

  private <T> T underLock(Function<Mutiny.Session, Uni<T>> work) {
    return transactions.await(
        PATIENCE, session -> store.lockForWriting(session).chain(() -> work.apply(session)));
  }

  private static List<List<AssetContent>> parts(List<AssetContent> assets) {
    List<List<AssetContent>> parts = new ArrayList<>();
    for (int from = 0; from < assets.size(); from += ASSETS_PER_TRANSACTION) {
      parts.add(assets.subList(from, Math.min(assets.size(), from + ASSETS_PER_TRANSACTION)));
    }
    return parts;
  }

  private static List<AssetRecorder.AssetChange> changes(
      List<AssetContent> assets,
      Function<AssetContent, Function<Optional<Asset>, AssetContent>> change) {
    return assets.stream()
        .map(asset -> new AssetRecorder.AssetChange(asset, change.apply(asset), null))
        .toList();
  }

  private int recordAll(
      List<AssetContent> assets,
      Function<AssetContent, Function<Optional<Asset>, AssetContent>> change,
      AssetRecorder.Cause cause) {
    int changed = 0;
    for (List<AssetContent> some : parts(assets)) {
      changed += underLock(session -> recordSome(session, some, change, cause));
    }
    return changed;
  }

  private Uni<Integer> recordSome(
      Mutiny.Session session,
      List<AssetContent> assets,
      Function<AssetContent, Function<Optional<Asset>, AssetContent>> change,
      AssetRecorder.Cause cause) {
    return recorder
        .recordAssets(session, changes(assets, change), cause)
        .map(outcomes -> (int) outcomes.stream().filter(Outcome::changed).count());
  }

  /** Data never overrules what this deployment or a registrar says of an own asset: it adds. */
  private static Function<Optional<Asset>, AssetContent> seeded(AssetContent data) {
    return stored ->
        stored
            .map(Asset::content)
            .map(
                known ->
                    known.isOwn()
                        ? known
                            .withLegalForm(data.legalForm())
                            .withUnderlying(data.underlying())
                            .withDeployments(union(known.deployments(), data.deployments()))
                        : data.withDeployments(union(data.deployments(), known.deployments())))
            .orElse(data);
  }

  private static Function<Optional<Asset>, AssetContent> deployed(AssetContent local) {
    return stored ->
        stored
            .map(Asset::content)
            .map(
                known ->
                    known
                        .withOwnDeployments(local.deployments())
                        .named(local.issuer(), local.symbol(), local.name())
                        .withUnderlying(local.underlying()))
            .orElse(local);
  }

  private static List<Deployment> union(List<Deployment> first, List<Deployment> second) {
    List<Deployment> all = new ArrayList<>(first);
    second.stream()
        .filter(d -> first.stream().noneMatch(f -> f.token().key().equals(d.token().key())))
        .forEach(all::add);
    return all;
  }

  private Uni<Integer> saveReport(Mutiny.Session session, String digest, LoadReport report) {
    String text;
    try {
      text =
          json.writeValueAsString(Map.of("counts", report.counts(), "entries", report.entries()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report is always JSON", e);
    }
    return session
        .createNativeQuery(
            "insert into data_load (source, digest, report, loaded_at)"
                + " values (:source, :digest, :report, :now) on conflict do nothing")
        .setParameter("source", SOURCE)
        .setParameter("digest", digest)
        .setParameter("report", text)
        .setParameter("now", now())
        .executeUpdate();
  }

  private static OffsetDateTime now() {
    return OffsetDateTime.now(ZoneOffset.UTC);
  }
}
