package io.stockbridge.registry.observation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** The tables of what was read from chains. */
@ApplicationScoped
public class ObservationStore {

  /** Writers take turns, so that numbers grow in the order of commits. */
  private static final long WRITE_LOCK = 0x5b_6f62_7365_7276L;

  private static final String TIME = "'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'";

  private static final String ROW =
      """
      jsonb_build_object('number', number, 'tokenKey', token_key, 'caip19', caip19,
        'status', status, 'differences', cast(differences as jsonb), 'rawSupply', raw_supply,
        'decimals', decimals, 'transferable', transferable, 'height', height,
        'blockHash', block_hash,
        'blockTime', to_char(block_time at time zone 'UTC', %1$s),
        'readAt', to_char(read_at at time zone 'UTC', %1$s),
        'firstSeenAt', to_char(first_seen_at at time zone 'UTC', %1$s),
        'lastVerifiedAt', to_char(last_verified_at at time zone 'UTC', %1$s),
        'keptDigest', kept_digest, 'keptAt', to_char(kept_at at time zone 'UTC', %1$s),
        'failure', failure, 'failureDetail', failure_detail,
        'failedAt', to_char(failed_at at time zone 'UTC', %1$s), 'failures', failures)
      """
          .formatted(TIME);

  private static final String EXPECT =
      """
      insert into observed_token (token_key, caip19, chain, expectation, due_at, number)
      select j."tokenKey", j.caip19, j.chain, j.expectation, :now, nextval('observation_number')
      from jsonb_to_recordset(cast(cast(:json as text) as jsonb)) as j("tokenKey" text,
        caip19 text, chain text, expectation text)
      on conflict (token_key) do update set expectation = excluded.expectation,
        caip19 = excluded.caip19, due_at = excluded.due_at, number = excluded.number
        where observed_token.expectation <> excluded.expectation
      """;

  private static final String CLAIM =
      """
      update observed_token set due_at = :leaseEnd where token_key in (
        select token_key from observed_token where due_at <= :now
          and chain = any (string_to_array(:chains, ' '))
        order by due_at, token_key limit :size for update skip locked)
      returning token_key
      """;

  private static final String SAVE_READING =
      """
      update observed_token t set number = nextval('observation_number'), status = j.status,
        differences = j.differences, facts = j.facts, raw_supply = j."rawSupply",
        decimals = j.decimals, transferable = j.transferable, height = j.height,
        block_hash = j."blockHash", block_time = j."blockTime", read_at = j."readAt",
        first_seen_at = coalesce(t.first_seen_at, case when j.present then j."blockTime" end),
        last_verified_at = case when j.status = 'verified' then j."readAt"
          else t.last_verified_at end,
        failure = null, failure_detail = null, failed_at = null, failures = 0,
        kept_digest = case when j.kept then j.digest else t.kept_digest end,
        kept_at = case when j.kept then j."readAt" else t.kept_at end,
        due_at = case when t.expectation = j.expectation then j."dueAt" else j."readAt" end
      from jsonb_to_record(cast(cast(:json as text) as jsonb)) as j("tokenKey" text, status text,
        differences text, facts text, "rawSupply" text, decimals integer, transferable boolean,
        height bigint, "blockHash" text, "blockTime" timestamptz, "readAt" timestamptz,
        present boolean, kept boolean, digest text, "dueAt" timestamptz, expectation text)
      where t.token_key = j."tokenKey"
      """;

  private static final String KEEP_READING =
      """
      insert into observation (number, token_key, status, differences, facts, height, block_hash,
        block_time, read_at)
      select number, token_key, status, differences, facts, height, block_hash, block_time, read_at
      from observed_token where token_key = :key
      """;

  private static final String SAVE_FAILURE =
      """
      update observed_token set number = nextval('observation_number'), failure = :kind,
        failure_detail = :detail, failed_at = :at, failures = least(failures + 1, 1000),
        due_at = cast(:at as timestamptz) + least(:interval, :retry * power(2, least(failures, 20)))
          * interval '1 second'
      where token_key = :key
      """;

  private static final String HISTORY =
      """
      select cast(jsonb_build_object('number', number, 'status', status,
        'differences', cast(differences as jsonb), 'facts', cast(facts as jsonb),
        'position', jsonb_build_object('height', height, 'hash', block_hash,
          'time', to_char(block_time at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
        'readAt', to_char(read_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as text)
      from observation where token_key = :key and number < :before order by number desc limit :size
      """;

  private static final String KEPT_BY =
      """
      select cast(jsonb_build_object('tokenKey', token_key, 'facts', cast(facts as jsonb),
        'height', height, 'blockHash', block_hash,
        'readAt', to_char(read_at at time zone 'UTC', %s)) as text)
      from (select distinct on (token_key) * from observation
        where token_key = any(string_to_array(:keys, chr(10))) and read_at <= :time
        order by token_key, number desc) o
      """
          .formatted(TIME);

  private final ObjectMapper json;

  ObservationStore(ObjectMapper json) {
    this.json = json;
  }

  /** Waits until no other transaction writes here; held to the end of this one. */
  Uni<Void> lockForWriting(Mutiny.Session session) {
    return session
        .createNativeQuery("select cast(pg_advisory_xact_lock(:lock) as text)", String.class)
        .setParameter("lock", WRITE_LOCK)
        .getSingleResult()
        .replaceWithVoid();
  }

  /** Makes tokens known; a token of which the registry says something else is due at once. */
  Uni<Integer> expect(Mutiny.Session session, JsonNode tokens, Instant now) {
    return session
        .createNativeQuery(EXPECT)
        .setParameter("json", tokens.toString())
        .setParameter("now", now.atOffset(ZoneOffset.UTC))
        .executeUpdate();
  }

  /** The tokens that are due, the longest due first, for this replica until {@code leaseEnd}. */
  Uni<List<String>> claim(
      Mutiny.Session session, Instant now, Instant leaseEnd, int size, List<String> chains) {
    return session
        .createNativeQuery(CLAIM, String.class)
        .setParameter("now", now.atOffset(ZoneOffset.UTC))
        .setParameter("leaseEnd", leaseEnd.atOffset(ZoneOffset.UTC))
        .setParameter("size", size)
        .setParameter("chains", String.join(" ", chains))
        .getResultList();
  }

  /** A token's row, if it is known. */
  Uni<Optional<JsonNode>> find(Mutiny.Session session, String tokenKey) {
    return session
        .createNativeQuery(
            "select cast(" + ROW + " as text) from observed_token where token_key = :key",
            String.class)
        .setParameter("key", tokenKey)
        .getResultList()
        .map(rows -> rows.stream().findFirst().map(this::tree));
  }

  /** The rows that changed after {@code number}, in their order. */
  Uni<List<JsonNode>> changedAfter(Mutiny.Session session, long number, int size) {
    return session
        .createNativeQuery(
            "select cast("
                + ROW
                + " as text) from observed_token t where number > :number order by t.number"
                + " limit :size",
            String.class)
        .setParameter("number", number)
        .setParameter("size", size)
        .getResultList()
        .map(rows -> rows.stream().map(this::tree).toList());
  }

  Uni<Void> saveReading(Mutiny.Session session, ObjectNode reading) {
    return session
        .createNativeQuery(SAVE_READING)
        .setParameter("json", reading.toString())
        .executeUpdate()
        .replaceWithVoid();
  }

  /** Appends the token's row to the history. */
  Uni<Void> keepReading(Mutiny.Session session, String tokenKey) {
    return session
        .createNativeQuery(KEEP_READING)
        .setParameter("key", tokenKey)
        .executeUpdate()
        .replaceWithVoid();
  }

  Uni<Void> saveFailure(
      Mutiny.Session session,
      String tokenKey,
      Observation.Failure failure,
      ObservationConfiguration times) {
    return session
        .createNativeQuery(SAVE_FAILURE)
        .setParameter("key", tokenKey)
        .setParameter("kind", failure.kind().wire())
        .setParameter("detail", failure.detail())
        .setParameter("at", failure.at().atOffset(ZoneOffset.UTC))
        .setParameter("interval", (double) times.interval().toSeconds())
        .setParameter("retry", (double) times.retry().toSeconds())
        .executeUpdate()
        .replaceWithVoid();
  }

  /** The kept readings of a token before a number, newest first. */
  public Uni<List<JsonNode>> history(
      Mutiny.Session session, String tokenKey, long before, int size) {
    return session
        .createNativeQuery(HISTORY, String.class)
        .setParameter("key", tokenKey)
        .setParameter("before", before)
        .setParameter("size", size)
        .getResultList()
        .map(rows -> rows.stream().map(this::tree).toList());
  }

  /** The newest kept reading of each token at a time. */
  Uni<List<ObservedToken>> keptBy(
      Mutiny.Session session, Instant time, Collection<String> tokenKeys) {
    return session
        .createNativeQuery(KEPT_BY, String.class)
        .setParameter("keys", String.join("\n", tokenKeys))
        .setParameter("time", time.atOffset(ZoneOffset.UTC))
        .getResultList()
        .map(rows -> rows.stream().map(this::tree).map(ObservationRow::kept).toList());
  }

  /** The facts of a token's newest reading. */
  public Uni<Optional<JsonNode>> facts(Mutiny.Session session, String tokenKey) {
    return session
        .createNativeQuery(
            "select facts from observed_token where token_key = :key and facts is not null",
            String.class)
        .setParameter("key", tokenKey)
        .getResultList()
        .map(rows -> rows.stream().findFirst().map(this::tree));
  }

  private JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database answered no JSON", e);
    }
  }
}
