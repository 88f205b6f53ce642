package io.stockbridge.registry.recording;

import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.events.Outbox;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.network.Network;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Records a new version of an asset: state, history, signature and outbox row in one transaction.
 * The same content again is no new version.
 */
@ApplicationScoped
public class AssetRecorder {

  /** Topic of the assets that this deployment bridges, as bridge and attesters read them. */
  public static final String ASSETS_TOPIC = "registry.assets.v1";

  /** Topic of everything that is known, for mirrors. */
  public static final String INSTRUMENTS_TOPIC = "registry.instruments.v1";

  private static final Logger LOG = Logger.getLogger(AssetRecorder.class);

  private final AssetStore store;
  private final Outbox outbox;
  private final Registrar registrar;
  private final Network network;
  private final Clock clock = Clock.systemUTC();

  AssetRecorder(AssetStore store, Outbox outbox, Registrar registrar, Network network) {
    this.store = store;
    this.outbox = outbox;
    this.registrar = registrar;
    this.network = network;
  }

  /**
   * What became of it.
   *
   * @param asset the newest version
   * @param changed whether that version is new
   * @param created whether the asset is new
   */
  public record Outcome(Asset asset, boolean changed, boolean created) {}

  /** Who changes what, and why; part of the history. */
  public record Cause(String subject, String reason) {}

  /**
   * Records what {@code change} makes of the stored asset. The caller holds the write lock.
   *
   * @throws InvalidAssetException (as failure) when the content contradicts what is stored
   */
  public Uni<Outcome> record(
      Mutiny.Session session,
      String key,
      Function<Optional<Asset>, AssetContent> change,
      Cause cause) {
    return store
        .find(session, key)
        .chain(stored -> record(session, stored, change.apply(stored), cause));
  }

  /**
   * Records {@code wanted} after {@code stored}, which was read under the write lock that the
   * caller still holds.
   */
  public Uni<Outcome> record(
      Mutiny.Session session, Optional<Asset> stored, AssetContent wanted, Cause cause) {
    return store
        .saveUnderlying(session, wanted.underlying())
        .chain(saved -> recordChange(session, stored, wanted, saved, cause));
  }

  private Uni<Outcome> recordChange(
      Mutiny.Session session,
      Optional<Asset> stored,
      AssetContent wanted,
      AssetStore.StoredUnderlying underlying,
      Cause cause) {
    Isin given = wanted.underlying().isin();
    if (given != null && !given.equals(underlying.underlying().isin())) {
      return Uni.createFrom()
          .failure(
              new InvalidAssetException(
                  "underlying.isin",
                  wanted.underlying().ticker() + " is known as " + underlying.underlying().isin()));
    }
    AssetContent content = wanted.withUnderlying(underlying.underlying());
    if (stored.isPresent() && stored.get().content().equals(content)) {
      return Uni.createFrom().item(new Outcome(stored.get(), false, false));
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    int version = stored.map(Asset::version).orElse(0) + 1;
    Asset asset = new Asset(content, version, now);
    OffsetDateTime recordedAt = now.atOffset(ZoneOffset.UTC);
    return store
        .saveAsset(session, content, underlying.id(), version, recordedAt)
        .chain(id -> saveVersion(session, id, asset, cause, recordedAt))
        .chain(signed -> publish(session, asset, signed))
        .invoke(
            () ->
                LOG.debugf(
                    "asset recorded key=%s version=%d subject=%s reason=\"%s\"",
                    content.key(), version, cause.subject(), cause.reason()))
        .replaceWith(new Outcome(asset, true, stored.isEmpty()));
  }

  private Uni<Registrar.Signed> saveVersion(
      Mutiny.Session session, long assetId, Asset asset, Cause cause, OffsetDateTime recordedAt) {
    Registrar.Signed signed = registrar.sign(AssetRecord.full(asset));
    return session
        .createNativeQuery(
            "insert into asset_version (asset_id, version, record, signature, key_id, reason,"
                + " subject, recorded_at) values (:asset, :version, :record, :signature, :keyId,"
                + " :reason, :subject, :recordedAt)")
        .setParameter("asset", assetId)
        .setParameter("version", asset.version())
        .setParameter("record", signed.record())
        .setParameter("signature", signed.signature())
        .setParameter("keyId", signed.keyId())
        .setParameter("reason", cause.reason())
        .setParameter("subject", cause.subject())
        .setParameter("recordedAt", recordedAt)
        .executeUpdate()
        .replaceWith(signed);
  }

  private Uni<Void> publish(Mutiny.Session session, Asset asset, Registrar.Signed full) {
    String key = asset.content().key();
    Uni<?> published =
        outbox.append(session, INSTRUMENTS_TOPIC, key, "InstrumentRecorded", event(full));
    if (asset.content().isOwn()) {
      Registrar.Signed bridged = registrar.sign(AssetRecord.bridged(asset, network));
      published =
          published.chain(
              () -> outbox.append(session, ASSETS_TOPIC, key, "AssetRecorded", event(bridged)));
    }
    return published.replaceWithVoid();
  }

  private static Map<String, String> event(Registrar.Signed signed) {
    return Map.of(
        "record", signed.record(), "signature", signed.signature(), "keyId", signed.keyId());
  }
}
