package io.stockbridge.registry.drift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.stockbridge.chains.CanonicalRecord;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.reactive.mutiny.Mutiny;

/** The tables of drift. */
@ApplicationScoped
public class DriftStore {

  private static final String KNOW =
      """
      insert into drift_chain (chain, due_at)
      select unnest(string_to_array(:chains, ' ')), :now on conflict (chain) do nothing
      """;

  private static final String CLAIM =
      """
      update drift_chain set due_at = :leaseEnd where chain in (
        select chain from drift_chain where due_at <= :now
          and chain = any (string_to_array(:chains, ' '))
        order by due_at limit 1 for update skip locked)
      returning chain
      """;

  private static final String ALL =
      """
      select cast(jsonb_build_object('chain', chain, 'number', number,
        'cursorHeight', cursor_height, 'cursorHash', cursor_hash,
        'findings', cast(findings as jsonb), 'stored', findings, 'height', height,
        'comparedAt', to_char(compared_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'failure', failure,
        'failedAt', to_char(failed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        as text)
      from drift_chain where :chain in ('', chain) order by chain
      """;

  private static final String SAVE_LINES =
      """
      insert into canonical_line (chain, isin, domain)
      select :chain, split_part(line, ' ', 1), cast(split_part(line, ' ', 2) as bigint)
      from unnest(string_to_array(nullif(:lines, ''), ',')) as line on conflict do nothing
      """;

  private static final String SAVE_CURSOR =
      "update drift_chain set cursor_height = :height, cursor_hash = :hash where chain = :chain";

  private static final String SAVE_FINDINGS =
      """
      update drift_chain set findings = :findings, height = :height, compared_at = :now,
        due_at = :due, failure = null, failed_at = null, number = number + 1
      where chain = :chain
      """;

  private static final String SAVE_FAILURE =
      """
      update drift_chain set failure = :failure, failed_at = :now, due_at = :due,
        number = number + 1
      where chain = :chain
      """;

  private final ObjectMapper json;

  DriftStore(ObjectMapper json) {
    this.json = json;
  }

  /** Gives one chain that is due to this replica until {@code leaseEnd}, if there is one. */
  Uni<List<String>> claim(
      Mutiny.Session session, List<String> chains, Instant now, Instant leaseEnd) {
    String names = String.join(" ", chains);
    return session
        .createNativeQuery(KNOW)
        .setParameter("chains", names)
        .setParameter("now", now.atOffset(ZoneOffset.UTC))
        .executeUpdate()
        .chain(
            () ->
                session
                    .createNativeQuery(CLAIM, String.class)
                    .setParameter("now", now.atOffset(ZoneOffset.UTC))
                    .setParameter("leaseEnd", leaseEnd.atOffset(ZoneOffset.UTC))
                    .setParameter("chains", names)
                    .getResultList());
  }

  /** The rows of all chains. */
  Uni<List<JsonNode>> all(Mutiny.Session session) {
    return rows(session, "");
  }

  /** A chain's row, locked to the end of the transaction. */
  Uni<JsonNode> lock(Mutiny.Session session, String chain) {
    return session
        .createNativeQuery(
            "select chain from drift_chain where chain = :chain for update", String.class)
        .setParameter("chain", chain)
        .getSingleResult()
        .chain(() -> rows(session, chain))
        .map(rows -> rows.get(0));
  }

  private Uni<List<JsonNode>> rows(Mutiny.Session session, String chain) {
    return session
        .createNativeQuery(ALL, String.class)
        .setParameter("chain", chain)
        .getResultList()
        .map(rows -> rows.stream().map(this::tree).toList());
  }

  /** Every line that the chain's contract ever wrote, as far as its log was read. */
  Uni<Set<CanonicalRecord.Key>> lines(Mutiny.Session session, String chain) {
    return session
        .createNativeQuery(
            "select isin || ' ' || domain from canonical_line where chain = :chain", String.class)
        .setParameter("chain", chain)
        .getResultList()
        .map(
            lines -> {
              Set<CanonicalRecord.Key> keys = new TreeSet<>();
              for (String line : lines) {
                int space = line.indexOf(' ');
                keys.add(
                    new CanonicalRecord.Key(
                        Isin.of(line.substring(0, space)), DomainId.of(line.substring(space + 1))));
              }
              return keys;
            });
  }

  /** Lines and the position up to which the log was read, together. */
  Uni<Void> saveLines(
      Mutiny.Session session, String chain, Set<CanonicalRecord.Key> keys, ChainPosition upTo) {
    List<String> lines = keys.stream().map(key -> key.isin() + " " + key.domain()).toList();
    return session
        .createNativeQuery(SAVE_LINES)
        .setParameter("chain", chain)
        .setParameter("lines", String.join(",", lines))
        .executeUpdate()
        .chain(
            () ->
                session
                    .createNativeQuery(SAVE_CURSOR)
                    .setParameter("chain", chain)
                    .setParameter("height", upTo.height())
                    .setParameter("hash", upTo.hash().toString())
                    .executeUpdate())
        .replaceWithVoid();
  }

  Uni<Void> saveFindings(Mutiny.Session session, String chain, Found compared) {
    return session
        .createNativeQuery(SAVE_FINDINGS)
        .setParameter("chain", chain)
        .setParameter("findings", compared.findings())
        .setParameter("height", compared.height())
        .setParameter("now", compared.at().atOffset(ZoneOffset.UTC))
        .setParameter("due", compared.due().atOffset(ZoneOffset.UTC))
        .executeUpdate()
        .replaceWithVoid();
  }

  /** What a comparison found. */
  record Found(String findings, long height, Instant at, Instant due) {}

  Uni<Void> saveFailure(
      Mutiny.Session session, String chain, String failure, Instant now, Instant due) {
    return session
        .createNativeQuery(SAVE_FAILURE)
        .setParameter("chain", chain)
        .setParameter("failure", failure)
        .setParameter("now", now.atOffset(ZoneOffset.UTC))
        .setParameter("due", due.atOffset(ZoneOffset.UTC))
        .executeUpdate()
        .replaceWithVoid();
  }

  private JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database answered no JSON", e);
    }
  }
}
