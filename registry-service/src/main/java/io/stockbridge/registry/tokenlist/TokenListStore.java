package io.stockbridge.registry.tokenlist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.smallrye.mutiny.Uni;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.network.Network;
import io.stockbridge.registry.recording.AssetStore;
import io.stockbridge.registry.resolution.ResolutionPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Gives each state's token list its version; replicas agree through the database. */
@ApplicationScoped
public class TokenListStore {

  private static final String NEWEST =
      "select cast(jsonb_build_object('major', major, 'minor', minor, 'patch', patch, 'tokens',"
          + " cast(tokens as jsonb), 'createdAt', created_at) as text) from token_list_version"
          + " order by major desc, minor desc, patch desc limit 1";

  private final AssetStore store;
  private final Network network;
  private final ObjectMapper json;

  TokenListStore(AssetStore store, Network network, ObjectMapper json) {
    this.store = store;
    this.network = network;
    this.json = json;
  }

  /** The list of {@code catalogue}, with a new version when it differs from the newest. */
  public Uni<VersionedTokenList> publish(
      Mutiny.Session session, Catalogue catalogue, ResolutionPolicy policy) {
    ArrayNode tokens = TokenListWriter.tokens(catalogue, policy, network);
    return store
        .lockForWriting(session)
        .chain(() -> session.createNativeQuery(NEWEST, String.class).getResultList())
        .chain(rows -> publishAfter(session, rows, tokens));
  }

  private Uni<VersionedTokenList> publishAfter(
      Mutiny.Session session, List<String> rows, ArrayNode tokens) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    if (rows.isEmpty()) {
      return insert(session, ListVersion.FIRST, tokens, now);
    }
    JsonNode newest = tree(rows.get(0));
    ListVersion current =
        new ListVersion(
            newest.get("major").intValue(),
            newest.get("minor").intValue(),
            newest.get("patch").intValue());
    // Read back, so that both sides have the same kinds of number nodes.
    ListVersion next = current.after(newest.get("tokens"), tree(tokens.toString()));
    if (!next.equals(current)) {
      return insert(session, next, tokens, now);
    }
    Instant createdAt = OffsetDateTime.parse(newest.get("createdAt").textValue()).toInstant();
    return Uni.createFrom().item(list(current, tokens, createdAt));
  }

  private static Uni<VersionedTokenList> insert(
      Mutiny.Session session, ListVersion version, ArrayNode tokens, Instant now) {
    return session
        .createNativeQuery(
            "insert into token_list_version (major, minor, patch, tokens, created_at)"
                + " values (:major, :minor, :patch, :tokens, :now)")
        .setParameter("major", version.major())
        .setParameter("minor", version.minor())
        .setParameter("patch", version.patch())
        .setParameter("tokens", tokens.toString())
        .setParameter("now", now.atOffset(ZoneOffset.UTC))
        .executeUpdate()
        .replaceWith(() -> list(version, tokens, now));
  }

  private static VersionedTokenList list(ListVersion version, ArrayNode tokens, Instant createdAt) {
    return new VersionedTokenList(version, TokenListWriter.document(tokens, version, createdAt));
  }

  private JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database answered no JSON", e);
    }
  }
}
