package io.stockbridge.registry.policies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.stockbridge.registry.resolution.Criterion;
import io.stockbridge.registry.resolution.ResolutionPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** The table of policies' versions. */
@ApplicationScoped
public class PolicyStore {

  /** Writers take turns, so that each sees the version before its own. */
  private static final long WRITE_LOCK = 0x5b_706f6c69_6379L;

  private static final String VERSIONS =
      """
      select cast(jsonb_build_object('name', name, 'version', version, 'description', description,
        'order', to_jsonb(criteria), 'required', to_jsonb(required),
        'issuerPreference', to_jsonb(issuer_preference), 'minimumSources', minimum_sources,
        'freshForS', observations_fresh_for_s, 'inForceFrom', in_force_from,
        'recordedAt', recorded_at, 'subject', subject, 'reason', reason, 'record', record,
        'signature', signature, 'keyId', key_id) as text)
      from resolution_policy_version
      """;

  private static final String INSERT =
      """
      insert into resolution_policy_version (name, version, description, criteria, required,
        issuer_preference, minimum_sources, observations_fresh_for_s, in_force_from, record,
        signature, key_id, subject, reason, recorded_at)
      values (:name, :version, :description, array(select jsonb_array_elements_text(cast(cast(:criteria as text) as jsonb))),
        array(select jsonb_array_elements_text(cast(cast(:required as text) as jsonb))),
        array(select jsonb_array_elements_text(cast(cast(:issuers as text) as jsonb))),
        :sources, :freshForS, :inForceFrom, :record, :signature, :keyId, :subject, :reason,
        :recordedAt)
      """;

  private final ObjectMapper json;

  PolicyStore(ObjectMapper json) {
    this.json = json;
  }

  /** Waits until no other writer of policies is at work; held until the transaction ends. */
  Uni<Void> lockForWriting(Mutiny.Session session) {
    return session
        .createNativeQuery("select pg_advisory_xact_lock(:lock) is null", Boolean.class)
        .setParameter("lock", WRITE_LOCK)
        .getSingleResult()
        .replaceWithVoid();
  }

  /** How many versions are stored. */
  public Uni<Long> number(Mutiny.Session session) {
    return session
        .createNativeQuery(
            "select coalesce(max(number), 0) from resolution_policy_version", Long.class)
        .getSingleResult();
  }

  /** All versions of all policies. */
  public Uni<PolicyBook> load(Mutiny.Session session) {
    return number(session)
        .chain(
            number ->
                session
                    .createNativeQuery(VERSIONS + " order by name, version", String.class)
                    .getResultList()
                    .map(rows -> new PolicyBook(number, rows.stream().map(this::read).toList())));
  }

  /** The newest version of a policy. */
  Uni<Optional<PolicyVersion>> newest(Mutiny.Session session, String name) {
    return session
        .createNativeQuery(
            VERSIONS + " where name = :name order by version desc limit 1", String.class)
        .setParameter("name", name)
        .getResultList()
        .map(rows -> rows.stream().findFirst().map(this::read));
  }

  Uni<Integer> insert(Mutiny.Session session, PolicyVersion version) {
    ResolutionPolicy policy = version.policy();
    JsonNode rules = PolicyJson.write(policy);
    return session
        .createNativeQuery(INSERT)
        .setParameter("name", policy.name())
        .setParameter("version", policy.version())
        .setParameter("description", policy.description())
        .setParameter("criteria", rules.get("order").toString())
        .setParameter("required", rules.get("required").toString())
        .setParameter("issuers", rules.get("issuerPreference").toString())
        .setParameter("sources", policy.minimumSources())
        .setParameter("freshForS", (int) policy.observationsFreshFor().toSeconds())
        .setParameter("inForceFrom", version.inForceFrom().atOffset(ZoneOffset.UTC))
        .setParameter("record", version.proof().record())
        .setParameter("signature", version.proof().signature())
        .setParameter("keyId", version.proof().keyId())
        .setParameter("subject", version.subject())
        .setParameter("reason", version.reason())
        .setParameter("recordedAt", version.recordedAt().atOffset(ZoneOffset.UTC))
        .executeUpdate();
  }

  private PolicyVersion read(String text) {
    JsonNode row;
    try {
      row = json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database answered no JSON", e);
    }
    ResolutionPolicy policy =
        new ResolutionPolicy(
            row.get("name").textValue(),
            row.get("version").intValue(),
            row.get("description").textValue(),
            texts(row.get("order"), Criterion::valueOf),
            texts(row.get("required"), Criterion::valueOf),
            texts(row.get("issuerPreference"), issuer -> issuer),
            row.get("minimumSources").intValue(),
            Duration.ofSeconds(row.get("freshForS").longValue()));
    return new PolicyVersion(
        policy,
        OffsetDateTime.parse(row.get("inForceFrom").textValue()).toInstant(),
        OffsetDateTime.parse(row.get("recordedAt").textValue()).toInstant(),
        row.get("subject").textValue(),
        row.get("reason").textValue(),
        new PolicyVersion.Proof(
            row.get("record").textValue(),
            row.get("signature").textValue(),
            row.get("keyId").textValue()));
  }

  private static <T> List<T> texts(JsonNode array, Function<String, T> parser) {
    List<T> items = new ArrayList<>();
    array.forEach(item -> items.add(parser.apply(item.textValue())));
    return items;
  }
}
