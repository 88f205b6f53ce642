package io.stockbridge.registry.tokenlist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Computation;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.network.KnownChain;
import io.stockbridge.registry.network.Network;
import io.stockbridge.registry.recording.AssetStore;
import io.stockbridge.registry.resolution.ResolutionPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Gives each state's token lists their versions; replicas agree through the database. */
@ApplicationScoped
public class TokenListStore {

  private static final String VERSION =
      " cast(jsonb_build_object('list', list, 'major', major, 'minor', minor, 'patch', patch,"
          + " 'createdAt', created_at) as text)"
          + " from token_list_version";
  private static final String NEWEST_OF_EACH =
      "select distinct on (list)" + VERSION + " order by list, major desc, minor desc, patch desc";
  private static final String NEWEST_AT =
      "select"
          + VERSION
          + " where list = :list and created_at <= :at"
          + " order by major desc, minor desc, patch desc limit 1";
  private static final String TOKENS =
      "select tokens from token_list_version"
          + " where list = :list and major = :major and minor = :minor and patch = :patch";

  private final AssetStore store;
  private final Network network;
  private final ObjectMapper json;

  TokenListStore(AssetStore store, Network network, ObjectMapper json) {
    this.store = store;
    this.network = network;
    this.json = json;
  }

  private record Published(String list, ListVersion version, Instant createdAt) {}

  /**
   * The lists of {@code catalogue}, each with a new version when it differs from its newest.
   *
   * @param present lists that were published before and need not be read again
   */
  public Uni<TokenLists> publish(
      Mutiny.Session session, Catalogue catalogue, ResolutionPolicy policy, TokenLists present) {
    return Computation.of(() -> TokenListWriter.byList(catalogue, policy, network))
        .call(() -> store.lockForWriting(session))
        .chain(
            wanted ->
                newest(session, present)
                    .chain(newest -> Computation.of(() -> next(newest, wanted))))
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
        .chain(
            rows ->
                rows.isEmpty()
                    ? Uni.createFrom().item(Optional.<VersionedTokenList>empty())
                    : read(session, published(rows.get(0))).map(Optional::of));
  }

  /** The newest of each list; what is not among {@code present} is read. */
  private Uni<Map<String, VersionedTokenList>> newest(Mutiny.Session session, TokenLists present) {
    return session
        .createNativeQuery(NEWEST_OF_EACH, String.class)
        .getResultList()
        .chain(
            rows -> {
              Map<String, VersionedTokenList> newest = new HashMap<>();
              Uni<Void> read = Uni.createFrom().voidItem();
              for (String row : rows) {
                Published published = published(row);
                VersionedTokenList known = present.of(published.list()).orElse(null);
                if (known != null && known.version().equals(published.version())) {
                  newest.put(published.list(), known);
                } else {
                  read =
                      read.chain(() -> read(session, published))
                          .invoke(list -> newest.put(published.list(), list))
                          .replaceWithVoid();
                }
              }
              return read.replaceWith(newest);
            });
  }

  private Uni<VersionedTokenList> read(Mutiny.Session session, Published published) {
    return session
        .createNativeQuery(TOKENS, String.class)
        .setParameter("list", published.list())
        .setParameter("major", published.version().major())
        .setParameter("minor", published.version().minor())
        .setParameter("patch", published.version().patch())
        .getSingleResult()
        .chain(
            tokens ->
                Computation.of(() -> list(published, tokens.getBytes(StandardCharsets.UTF_8))));
  }

  /**
   * A list as it shall be.
   *
   * @param addition what is new about it, null where it stays
   */
  private record Next(String name, @Nullable Addition addition, VersionedTokenList list) {}

  /** A version that is to be kept, and the text of its tokens. */
  private record Addition(Published published, String tokens) {}

  private List<Next> next(Map<String, VersionedTokenList> newest, Map<String, byte[]> wanted) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    List<Next> lists = new ArrayList<>();
    wanted.forEach(
        (name, tokens) -> {
          VersionedTokenList before = newest.get(name);
          if (before != null && before.lists(tokens)) {
            lists.add(new Next(name, null, before));
          } else {
            ListVersion version =
                before == null
                    ? ListVersion.FIRST
                    : before.version().after(before.tokens(), tokens);
            Published published = new Published(name, version, now);
            String text = new String(tokens, StandardCharsets.UTF_8);
            lists.add(new Next(name, new Addition(published, text), list(published, tokens)));
          }
        });
    return lists;
  }

  private static TokenLists lists(List<Next> all) {
    return new TokenLists(all.stream().collect(Collectors.toMap(Next::name, Next::list)));
  }

  private static Uni<Void> insert(Mutiny.Session session, List<Next> lists) {
    Uni<Void> inserted = Uni.createFrom().voidItem();
    for (Next next : lists) {
      Addition addition = next.addition();
      if (addition != null) {
        inserted = inserted.chain(() -> insert(session, addition));
      }
    }
    return inserted;
  }

  private static Uni<Void> insert(Mutiny.Session session, Addition addition) {
    Published next = addition.published();
    return session
        .createNativeQuery(
            "insert into token_list_version (list, major, minor, patch, tokens, created_at)"
                + " values (:list, :major, :minor, :patch, :tokens, :now)")
        .setParameter("list", next.list())
        .setParameter("major", next.version().major())
        .setParameter("minor", next.version().minor())
        .setParameter("patch", next.version().patch())
        .setParameter("tokens", addition.tokens())
        .setParameter("now", next.createdAt().atOffset(ZoneOffset.UTC))
        .executeUpdate()
        .replaceWithVoid();
  }

  private VersionedTokenList list(Published published, byte[] tokens) {
    String name =
        network.chains().values().stream()
            .filter(chain -> chain.caip2().toString().equals(published.list()))
            .findFirst()
            .map(KnownChain::name)
            .map(TokenListWriter::nameOf)
            .orElse(TokenListWriter.NAME);
    return new VersionedTokenList(
        published.version(),
        TokenListWriter.head(name, published.version(), published.createdAt()),
        tokens);
  }

  private Published published(String row) {
    try {
      JsonNode node = json.readTree(row);
      ListVersion version =
          new ListVersion(
              node.get("major").intValue(),
              node.get("minor").intValue(),
              node.get("patch").intValue());
      Instant createdAt = OffsetDateTime.parse(node.get("createdAt").textValue()).toInstant();
      return new Published(node.get("list").textValue(), version, createdAt);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database answered no JSON", e);
    }
  }
}
