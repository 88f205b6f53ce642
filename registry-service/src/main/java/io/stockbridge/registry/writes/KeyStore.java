package io.stockbridge.registry.writes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.stockbridge.registry.audit.Caller;
import io.stockbridge.registry.rest.Answers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** The table of keys and the answers that they got. */
@ApplicationScoped
class KeyStore {

  private static final String LOCK =
      "select pg_try_advisory_xact_lock(hashtextextended(:name, 7070))";

  private static final String FIND =
      """
      select cast(jsonb_build_object('fingerprint', fingerprint, 'status', status, 'body', body,
        'location', location) as text)
      from idempotency_key where issuer = :issuer and subject = :subject and key = :key
      """;

  private static final String INSERT =
      """
      insert into idempotency_key (issuer, subject, key, fingerprint, status, body, location,
        recorded_at)
      select issuer, subject, key, fingerprint, status, body, location, now()
      from jsonb_to_record(cast(cast(:json as text) as jsonb)) as j(issuer text, subject text,
        key text, fingerprint text, status integer, body text, location text)
      """;

  private static final String PURGE = "delete from idempotency_key where recorded_at < :before";

  private final ObjectMapper json;

  KeyStore(ObjectMapper json) {
    this.json = json;
  }

  /** A key is its caller's own: nobody finds or blocks another's. */
  record Name(Caller caller, IdempotencyKey key) {}

  /** The answer that a request with this fingerprint got. */
  record Kept(String fingerprint, WriteAnswer answer) {}

  /** Whether no other transaction has this key under way; held until the transaction ends. */
  Uni<Boolean> tryLock(Mutiny.Session session, Name name) {
    Caller caller = name.caller();
    return session
        .createNativeQuery(LOCK, Boolean.class)
        .setParameter("name", caller.issuer() + '\n' + caller.subject() + '\n' + name.key().value())
        .getSingleResult();
  }

  Uni<Optional<Kept>> find(Mutiny.Session session, Name name) {
    return session
        .createNativeQuery(FIND, String.class)
        .setParameter("issuer", name.caller().issuer())
        .setParameter("subject", name.caller().subject())
        .setParameter("key", name.key().value())
        .getResultList()
        .map(rows -> rows.stream().findFirst().map(this::read));
  }

  Uni<Void> insert(Mutiny.Session session, Name name, Kept kept) {
    ObjectNode row = json.createObjectNode();
    row.put("issuer", name.caller().issuer()).put("subject", name.caller().subject());
    row.put("key", name.key().value()).put("fingerprint", kept.fingerprint());
    row.put("status", kept.answer().status()).put("body", kept.answer().body());
    row.put("location", kept.answer().location());
    return session
        .createNativeQuery(INSERT)
        .setParameter("json", row.toString())
        .executeUpdate()
        .replaceWithVoid();
  }

  Uni<Integer> purge(Mutiny.Session session, Instant before) {
    return session
        .createNativeQuery(PURGE)
        .setParameter("before", before.atOffset(ZoneOffset.UTC))
        .executeUpdate();
  }

  private Kept read(String text) {
    try {
      JsonNode row = json.readTree(text);
      String body = row.get("body").textValue();
      return new Kept(
          row.get("fingerprint").textValue(),
          new WriteAnswer(
              row.get("status").intValue(),
              body,
              body == null ? null : Answers.versionOf(json.readTree(body)),
              row.get("location").textValue(),
              null,
              null));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database answered no JSON", e);
    }
  }
}
