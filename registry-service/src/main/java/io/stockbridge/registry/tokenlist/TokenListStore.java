package io.stockbridge.registry.tokenlist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Computation;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.network.KnownChain;
import io.stockbridge.registry.network.Network;
import io.stockbridge.registry.recording.AssetStore;
import io.stockbridge.registry.resolution.ResolutionPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Gives each state's token lists their versions; replicas agree through the database. */
@ApplicationScoped
public class TokenListStore {

  private static final String COLUMNS =
      " cast(jsonb_build_object('list', list, 'major', major, 'minor', minor, 'patch', patch,"
          + " 'tokens', tokens, 'createdAt', created_at) as text)"
          + " from token_list_version";
  private static final String NEWEST_OF_EACH =
      "select distinct on (list)" + COLUMNS + " order by list, major desc, minor desc, patch desc";
  private static final String NEWEST_AT =
      "select"
          + COLUMNS
          + " where list = :list and created_at <= :at"
          + " order by major desc, minor desc, patch desc limit 1";

  private final AssetStore store;
  private final Network network;
  private final ObjectMapper json;

  TokenListStore(AssetStore store, Network network, ObjectMapper json) {
    this.store = store;
    this.network = network;
    this.json = json;
  }

  private record Published(ListVersion version, JsonNode tokens, Instant createdAt) {}

  /** The lists of {@code catalogue}, each with a new version when it differs from its newest. */
  public Uni<TokenLists> publish(
      Mutiny.Session session, Catalogue catalogue, ResolutionPolicy policy) {
    return Computation.of(
            () ->
                TokenListWriter.byList(TokenListWriter.tokens(catalogue, policy, network), network))
        .call(() -> store.lockForWriting(session))
        .chain(
            wanted ->
                session
                    .createNativeQuery(NEWEST_OF_EACH, String.class)
                    .getResultList()
                    .chain(rows -> Computation.of(() -> next(newestOf(rows), wanted))))
        .call(next -> insert(session, next))
        .map(TokenListStore::lists);
  }

  /** The list as it was published at a time, empty where there was none. */
  public Uni<Optional<VersionedTokenList>> at(Mutiny.Session session, String list, Instant at) {
    return session
        .createNativeQuery(NEWEST_AT, String.class)
        .setParameter("list", list)
        .setParameter("at", at.atOffset(ZoneOffset.UTC))
        .getResultList()
        .map(rows -> newestOf(rows).values().stream().findFirst())
        .map(found -> found.map(published -> document(list, published)));
  }

  /**
   * A list as it shall be.
   *
   * @param text its tokens where that is a new version, else null
   */
  private record Next(
      String list, Published published, @Nullable String text, VersionedTokenList document) {}

  private List<Next> next(Map<String, Published> newest, Map<String, ArrayNode> wanted) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    List<Next> lists = new ArrayList<>();
    wanted.forEach(
        (list, tokens) -> {
          Published before = newest.get(list);
          Published next = next(before, tokens, now);
          String text = next.equals(before) ? null : next.tokens().toString();
          lists.add(new Next(list, next, text, document(list, next)));
        });
    return lists;
  }

  private static TokenLists lists(List<Next> all) {
    return new TokenLists(all.stream().collect(Collectors.toMap(Next::list, Next::document)));
  }

  private static Uni<Void> insert(Mutiny.Session session, List<Next> lists) {
    Uni<Void> inserted = Uni.createFrom().voidItem();
    for (Next next : lists) {
      String text = next.text();
      if (text != null) {
        inserted = inserted.chain(() -> insert(session, next, text));
      }
    }
    return inserted;
  }

  private Published next(@Nullable Published before, ArrayNode tokens, Instant now) {
    if (before == null) {
      return new Published(ListVersion.FIRST, tokens, now);
    }
    // Read back, so that both sides have the same kinds of number nodes.
    ListVersion version = before.version().after(before.tokens(), tree(tokens.toString()));
    return version.equals(before.version()) ? before : new Published(version, tokens, now);
  }

  private static Uni<Void> insert(Mutiny.Session session, Next list, String tokens) {
    Published next = list.published();
    return session
        .createNativeQuery(
            "insert into token_list_version (list, major, minor, patch, tokens, created_at)"
                + " values (:list, :major, :minor, :patch, :tokens, :now)")
        .setParameter("list", list.list())
        .setParameter("major", next.version().major())
        .setParameter("minor", next.version().minor())
        .setParameter("patch", next.version().patch())
        .setParameter("tokens", tokens)
        .setParameter("now", next.createdAt().atOffset(ZoneOffset.UTC))
        .executeUpdate()
        .replaceWithVoid();
  }

  private VersionedTokenList document(String list, Published published) {
    String name =
        network.chains().values().stream()
            .filter(chain -> chain.caip2().toString().equals(list))
            .findFirst()
            .map(KnownChain::name)
            .map(TokenListWriter::nameOf)
            .orElse(TokenListWriter.NAME);
    return new VersionedTokenList(
        published.version(),
        TokenListWriter.document(
            name, published.tokens(), published.version(), published.createdAt()));
  }

  private Map<String, Published> newestOf(List<String> rows) {
    Map<String, Published> newest = new LinkedHashMap<>();
    for (String row : rows) {
      JsonNode node = tree(row);
      ListVersion version =
          new ListVersion(
              node.get("major").intValue(),
              node.get("minor").intValue(),
              node.get("patch").intValue());
      Instant createdAt = OffsetDateTime.parse(node.get("createdAt").textValue()).toInstant();
      newest.put(
          node.get("list").textValue(),
          new Published(version, tree(node.get("tokens").textValue()), createdAt));
    }
    return newest;
  }

  private JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database answered no JSON", e);
    }
  }
}
