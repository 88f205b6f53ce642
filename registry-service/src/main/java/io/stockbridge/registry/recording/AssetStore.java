package io.stockbridge.registry.recording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.catalogue.Catalogue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The registry's tables. Rows travel as JSON, one statement per table and asset. */
@ApplicationScoped
public class AssetStore {

  /** Writers take turns, so that change numbers grow in the order of commits. */
  private static final long WRITE_LOCK = 0x5b_72656769_7374L;

  private static final String DEPLOYMENT_JSON =
      """
      jsonb_build_object('caip19', d.caip19, 'symbol', d.symbol, 'decimals', d.decimals,
        'role', d.role, 'unitModel', d.unit_model, 'tokenProgram', d.token_program,
        'status', d.status, 'own', d.own, 'wraps', d.wraps, 'generation', d.generation,
        'successor', d.successor, 'priceFeed', d.price_feed,
        'independentSources', d.independent_sources,
        'evidence', coalesce((select jsonb_agg(jsonb_build_object('source', e.source,
            'notedOn', e.noted_on) order by e.position)
          from evidence e where e.deployment_id = d.id), cast('[]' as jsonb)))
      """;

  private static final String ASSET_JSON =
      """
      select cast(jsonb_build_object('key', a.asset_key, 'isin', a.isin, 'issuer', a.issuer,
        'symbol', a.symbol, 'name', a.name, 'legalForm', a.legal_form, 'status', a.status,
        'underlying', jsonb_build_object('ticker', u.ticker, 'isin', u.isin, 'name', u.name,
          'mic', u.mic),
        'multiplier', cast(trim_scale(a.multiplier) as text), 'actionEpoch', a.action_epoch,
        'version', a.version, 'recordedAt', a.recorded_at,
        'deployments', coalesce((select jsonb_agg(%s) from deployment d where d.asset_id = a.id),
          cast('[]' as jsonb))) as text)
      from asset a join underlying u on u.id = a.underlying_id
      """
          .formatted(DEPLOYMENT_JSON);

  private static final String RECORDS_UNTIL =
      """
      select v.record from asset_version v join (select asset_id, max(version) as version
        from asset_version where recorded_at <= :until group by asset_id) newest
        using (asset_id, version)
      """;

  private static final String UPSERT_UNDERLYING =
      """
      insert into underlying (ticker, isin, name, mic) values (:ticker, nullif(:isin, ''),
        :name, nullif(:mic, ''))
      on conflict (ticker) do update set isin = coalesce(underlying.isin, excluded.isin),
        mic = coalesce(underlying.mic, excluded.mic)
      returning cast(jsonb_build_object('id', id, 'ticker', ticker, 'isin', isin, 'name', name,
        'mic', mic) as text)
      """;

  private static final String UPSERT_ASSET =
      """
      insert into asset (asset_key, isin, issuer, symbol, name, legal_form, status, underlying_id,
        multiplier, action_epoch, version, recorded_at)
      select j.key, j.isin, j.issuer, j.symbol, j.name, j."legalForm", j.status, :underlying,
        j.multiplier, j."actionEpoch", :version, :recordedAt
      from jsonb_to_record(cast(cast(:json as text) as jsonb)) as j(key text, isin text, issuer text,
        symbol text, name text, "legalForm" text, status text, multiplier numeric,
        "actionEpoch" bigint)
      on conflict (asset_key) do update set isin = excluded.isin, issuer = excluded.issuer,
        symbol = excluded.symbol, name = excluded.name, legal_form = excluded.legal_form,
        status = excluded.status, underlying_id = excluded.underlying_id,
        multiplier = excluded.multiplier, action_epoch = excluded.action_epoch,
        version = excluded.version, recorded_at = excluded.recorded_at
      returning id
      """;

  private static final String UPSERT_DEPLOYMENTS =
      """
      insert into deployment (asset_id, caip19, chain, address, symbol, decimals, role, unit_model,
        token_program, status, own, wraps, generation, successor, price_feed,
        independent_sources, first_seen)
      select cast(nullif(:asset, '') as bigint), j.caip19, j.chain, j.address, j.symbol, j.decimals, j.role,
        j."unitModel", j."tokenProgram", j.status, j.own, j.wraps, j.generation, j.successor,
        j."priceFeed", j."independentSources", :recordedAt
      from jsonb_to_recordset(cast(cast(:json as text) as jsonb)) as j(caip19 text, chain text, address text,
        symbol text, decimals integer, role text, "unitModel" text, "tokenProgram" text,
        status text, own boolean, wraps text, generation integer, successor text,
        "priceFeed" text, "independentSources" integer)
      order by j.status = 'active'
      on conflict (caip19) do update set symbol = excluded.symbol, decimals = excluded.decimals,
        role = excluded.role, unit_model = excluded.unit_model,
        token_program = excluded.token_program, status = excluded.status, own = excluded.own,
        wraps = excluded.wraps, generation = excluded.generation, successor = excluded.successor,
        price_feed = excluded.price_feed, independent_sources = excluded.independent_sources
        where deployment.asset_id is not distinct from excluded.asset_id
      """;

  private static final String DELETE_EVIDENCE =
      "delete from evidence where deployment_id in (select d.id from deployment d join"
          + " jsonb_to_recordset(cast(cast(:json as text) as jsonb)) as j(caip19 text) on j.caip19 = d.caip19)";

  private static final String INSERT_EVIDENCE =
      """
      insert into evidence (deployment_id, position, source, noted_on)
      select d.id, e.ordinality, e.value ->> 'source', cast(e.value ->> 'notedOn' as date)
      from jsonb_to_recordset(cast(cast(:json as text) as jsonb)) as j(caip19 text, evidence jsonb)
      join deployment d on d.caip19 = j.caip19
      cross join lateral jsonb_array_elements(j.evidence) with ordinality as e(value, ordinality)
      """;

  private final ObjectMapper json;

  AssetStore(ObjectMapper json) {
    this.json = json;
  }

  /** Waits until no other writer is at work; held until the transaction ends. */
  public Uni<Void> lockForWriting(Mutiny.Session session) {
    return session
        .createNativeQuery("select pg_advisory_xact_lock(:lock) is null", Boolean.class)
        .setParameter("lock", WRITE_LOCK)
        .getSingleResult()
        .replaceWithVoid();
  }

  /** How many changes are stored. */
  public Uni<Long> number(Mutiny.Session session) {
    return session
        .createNativeQuery(
            "select coalesce((select max(number) from asset_version), 0)"
                + " + (select count(*) from data_load)",
            Long.class)
        .getSingleResult();
  }

  /** Everything. */
  public Uni<Catalogue> load(Mutiny.Session session) {
    return number(session)
        .chain(
            number ->
                session
                    .createNativeQuery(ASSET_JSON + " order by a.asset_key", String.class)
                    .getResultList()
                    .chain(assets -> loadImpostors(session, number, assets)));
  }

  private Uni<Catalogue> loadImpostors(Mutiny.Session session, long number, List<String> assets) {
    return session
        .createNativeQuery(
            "select cast("
                + DEPLOYMENT_JSON
                + " as text) from deployment d where d.asset_id is null",
            String.class)
        .getResultList()
        .map(impostors -> catalogue(number, assets, impostors));
  }

  private Catalogue catalogue(long number, List<String> assets, List<String> impostors) {
    return new Catalogue(
        number,
        assets.stream().map(this::asset).toList(),
        impostors.stream()
            .map(text -> DeploymentJson.read(new JsonFields(tree(text), ""), "-"))
            .toList());
  }

  /** The state that was recorded until both moments. */
  public Uni<Catalogue> loadAt(Mutiny.Session session, Instant asOf, Instant knownAt) {
    OffsetDateTime until =
        (asOf.isBefore(knownAt) ? asOf : knownAt).atOffset(java.time.ZoneOffset.UTC);
    return session
        .createNativeQuery(RECORDS_UNTIL, String.class)
        .setParameter("until", until)
        .getResultList()
        .chain(
            records ->
                session
                    .createNativeQuery(
                        "select cast("
                            + DEPLOYMENT_JSON
                            + " as text) from deployment d where d.asset_id is null"
                            + " and d.first_seen <= :until",
                        String.class)
                    .setParameter("until", until)
                    .getResultList()
                    .map(impostors -> catalogue(records.size(), records, impostors)));
  }

  /** The stored asset of a key. */
  public Uni<Optional<Asset>> find(Mutiny.Session session, String key) {
    return session
        .createNativeQuery(ASSET_JSON + " where a.asset_key = :key", String.class)
        .setParameter("key", key)
        .getResultList()
        .map(rows -> rows.stream().map(this::asset).findFirst());
  }

  /** The stored assets of some keys, by key. */
  public Uni<Map<String, Asset>> findAll(Mutiny.Session session, List<String> keys) {
    return session
        .createNativeQuery(
            ASSET_JSON + " where a.asset_key = any(string_to_array(:keys, chr(10)))", String.class)
        .setParameter("keys", String.join("\n", keys))
        .getResultList()
        .map(
            rows ->
                rows.stream()
                    .map(this::asset)
                    .collect(Collectors.toMap(a -> a.content().key(), a -> a)));
  }

  /** Records the underlying where it is new, fills in what was not known; what is stored now. */
  Uni<StoredUnderlying> saveUnderlying(Mutiny.Session session, Underlying underlying) {
    Isin isin = underlying.isin();
    return session
        .createNativeQuery(UPSERT_UNDERLYING, String.class)
        .setParameter("ticker", underlying.ticker())
        .setParameter("isin", isin == null ? "" : isin.value())
        .setParameter("name", underlying.name())
        .setParameter("mic", underlying.mic() == null ? "" : underlying.mic())
        .getSingleResult()
        .map(this::storedUnderlying);
  }

  /** An underlying with its row's id. */
  record StoredUnderlying(long id, Underlying underlying) {}

  /** Writes the asset and its deployments; the asset's row id. */
  Uni<Long> saveAsset(
      Mutiny.Session session,
      AssetContent content,
      long underlyingId,
      int version,
      OffsetDateTime recordedAt) {
    ObjectNode asset = AssetJson.write(content);
    return session
        .createNativeQuery(UPSERT_ASSET, Long.class)
        .setParameter("json", asset.toString())
        .setParameter("underlying", underlyingId)
        .setParameter("version", version)
        .setParameter("recordedAt", recordedAt)
        .getSingleResult()
        .call(id -> saveDeployments(session, id, content.deployments(), recordedAt));
  }

  /** Writes impostors, which belong to no asset. */
  public Uni<Void> saveImpostors(
      Mutiny.Session session, List<Deployment> impostors, OffsetDateTime recordedAt) {
    return saveDeployments(session, null, impostors, recordedAt);
  }

  private Uni<Void> saveDeployments(
      Mutiny.Session session,
      @Nullable Long assetId,
      List<Deployment> deployments,
      OffsetDateTime recordedAt) {
    ArrayNode rows = json.createArrayNode();
    deployments.forEach(deployment -> rows.add(AssetJson.write(deployment)));
    String text = rows.toString();
    return session
        .createNativeQuery(UPSERT_DEPLOYMENTS)
        .setParameter("asset", assetId == null ? "" : Long.toString(assetId))
        .setParameter("json", text)
        .setParameter("recordedAt", recordedAt)
        .executeUpdate()
        .invoke(
            written -> {
              if (written != deployments.size()) {
                throw new InvalidAssetException(
                    "deployments", "a token is already known as another asset's or an impostor");
              }
            })
        .chain(() -> execute(session, DELETE_EVIDENCE, text))
        .chain(() -> execute(session, INSERT_EVIDENCE, text))
        .replaceWithVoid();
  }

  private static Uni<Integer> execute(Mutiny.Session session, String sql, String json) {
    return session.createNativeQuery(sql).setParameter("json", json).executeUpdate();
  }

  private Asset asset(String text) {
    JsonNode row = tree(text);
    return new Asset(
        AssetJson.read(row),
        row.get("version").intValue(),
        OffsetDateTime.parse(row.get("recordedAt").textValue()).toInstant());
  }

  private StoredUnderlying storedUnderlying(String text) {
    JsonFields row = new JsonFields(tree(text), "underlying");
    Underlying underlying =
        new Underlying(
            row.text("ticker"),
            row.parseOrNull("isin", Isin::of),
            row.text("name"),
            row.textOrNull("mic"));
    return new StoredUnderlying(row.node("id").longValue(), underlying);
  }

  private JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database answered no JSON", e);
    }
  }
}
