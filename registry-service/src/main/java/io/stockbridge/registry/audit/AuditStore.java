package io.stockbridge.registry.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.json.CanonicalJson;
import io.stockbridge.kit.json.Rfc3339;
import io.stockbridge.protocol.crypto.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** The table of audit records. */
@ApplicationScoped
class AuditStore {

  /** What the first record names as the one before. */
  static final String NOTHING = "0".repeat(64);

  /**
   * Appending takes turns to the end of the transaction: numbers are dense in the order of commits.
   */
  private static final long APPEND_LOCK = 0x5b_61756469_7400L;

  private static final String LAST =
      """
      select cast(jsonb_build_object('number', number, 'hash', hash) as text)
      from audit_record order by number desc limit 1
      """;

  private static final String INSERT =
      """
      insert into audit_record (number, record, hash, recorded_at)
      values (:number, :record, :hash, :at)
      """;

  private static final String AFTER =
      """
      select cast(jsonb_build_object('number', number, 'record', record, 'hash', hash) as text)
      from audit_record where number > :after order by number limit :limit
      """;

  private final ObjectMapper json;
  private final Clock clock = Clock.systemUTC();

  AuditStore(ObjectMapper json) {
    this.json = json;
  }

  Uni<Void> append(Mutiny.Session session, AuditEntry entry) {
    return session
        .createNativeQuery("select pg_advisory_xact_lock(:lock) is null", Boolean.class)
        .setParameter("lock", APPEND_LOCK)
        .getSingleResult()
        .chain(() -> session.createNativeQuery(LAST, String.class).getResultList())
        .chain(rows -> insert(session, entry, rows));
  }

  private Uni<Void> insert(Mutiny.Session session, AuditEntry entry, List<String> last) {
    JsonNode before = last.isEmpty() ? json.createObjectNode() : tree(last.get(0));
    long number = before.path("number").longValue() + 1;
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    ObjectNode record = entry.toJson();
    record.put("number", number);
    record.put("previous", before.path("hash").asText(NOTHING));
    record.put("at", Rfc3339.format(now));
    String text = CanonicalJson.write(record);
    byte[] digest = Sha256.hash(text.getBytes(StandardCharsets.UTF_8));
    return session
        .createNativeQuery(INSERT)
        .setParameter("number", number)
        .setParameter("record", text)
        .setParameter("hash", HexFormat.of().formatHex(digest))
        .setParameter("at", now.atOffset(ZoneOffset.UTC))
        .executeUpdate()
        .replaceWithVoid();
  }

  /** The records after a number, in order: {@code number}, {@code record} and {@code hash}. */
  Uni<List<JsonNode>> after(Mutiny.Session session, long after, int limit) {
    return session
        .createNativeQuery(AFTER, String.class)
        .setParameter("after", after)
        .setParameter("limit", limit)
        .getResultList()
        .map(rows -> rows.stream().map(this::tree).toList());
  }

  private JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database answered no JSON", e);
    }
  }
}
