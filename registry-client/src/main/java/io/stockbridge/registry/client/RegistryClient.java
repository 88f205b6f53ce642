package io.stockbridge.registry.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads of a registry. What did not change is not sent again; a registry that is busy is asked
 * again when it says. Safe for use by many threads; every method throws {@link RegistryException}.
 */
public final class RegistryClient {

  private static final int PAGE = 1_000;

  private final ObjectMapper json = new ObjectMapper();
  private final Transport transport;

  private RegistryClient(URI base, Duration timeout) {
    transport = new Transport(base, timeout, json);
  }

  /** A client of the registry at {@code base}, for instance {@code http://127.0.0.1:8081}. */
  public static RegistryClient of(URI base) {
    return of(base, Duration.ofSeconds(10));
  }

  /** A client that waits so long for each answer. */
  public static RegistryClient of(URI base, Duration timeout) {
    return new RegistryClient(base, timeout);
  }

  /**
   * The canonical token of a stock on a chain.
   *
   * @param query ticker, ISIN, symbol, asset key or CAIP-19 name
   * @param chain CAIP-2 name, null for all chains
   */
  public Answer.Resolution resolve(String query, @Nullable String chain) {
    String on = chain == null ? "" : "&chain=" + encode(chain);
    JsonNode answer = transport.get("/v1/resolve?underlying=" + encode(query) + on);
    List<Token> alternatives = new ArrayList<>();
    answer.path("alternatives").forEach(token -> alternatives.add(token(token)));
    return new Answer.Resolution(
        optional(answer.path("canonical")).map(this::token),
        alternatives,
        answer.path("rule").asText(),
        answer);
  }

  /** What the token of a CAIP-19 name is. */
  public Answer.Verdict verify(String caip19) {
    JsonNode answer = transport.get("/v1/verify/" + encode(caip19).replace("%2F", "/"));
    return new Answer.Verdict(
        answer.path("verdict").asText(),
        answer.path("reason").textValue(),
        answer.path("checksum").asText(),
        answer.path("successor").textValue(),
        optional(answer.path("token")).map(this::token).orElse(null),
        answer);
  }

  /** The instrument with that ISIN or key; empty when there is none. */
  public Optional<JsonNode> asset(String key) {
    try {
      return Optional.of(transport.get("/v1/assets/" + encode(key)));
    } catch (RegistryException e) {
      if (e.code().equals("UNKNOWN_ASSET")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** All instruments, page by page while the stream is read. */
  public Stream<JsonNode> assets() {
    return all("/v1/assets");
  }

  /** All listed securities, page by page while the stream is read. */
  public Stream<JsonNode> underlyings() {
    return all("/v1/underlyings");
  }

  /** What a person's words find, best first; at most 100. */
  public List<JsonNode> search(String words) {
    List<JsonNode> items = new ArrayList<>();
    transport.get("/v1/search?limit=100&q=" + encode(words)).path("items").forEach(items::add);
    return items;
  }

  /** Everything that ever changed and what changes from now on, for mirrors. */
  public ChangeFeed changes() {
    return new ChangeFeed(transport, json);
  }

  private Stream<JsonNode> all(String path) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(
            new Paged(path), Spliterator.ORDERED | Spliterator.NONNULL),
        false);
  }

  private Token token(JsonNode node) {
    try {
      return json.treeToValue(node, Token.class);
    } catch (JsonProcessingException e) {
      throw new RegistryException(200, "NO_TOKEN", null, "a token of another form: " + node);
    }
  }

  private static Optional<JsonNode> optional(JsonNode node) {
    return node.isObject() ? Optional.of(node) : Optional.empty();
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Goes from page to page by cursor. */
  private final class Paged implements Iterator<JsonNode> {

    private final String path;
    private Iterator<JsonNode> page;
    private @Nullable String cursor;

    Paged(String path) {
      this.path = path;
      this.page = fetch("");
    }

    private Iterator<JsonNode> fetch(String more) {
      JsonNode answer = transport.get(path + "?limit=" + PAGE + more);
      cursor = answer.path("nextCursor").textValue();
      return answer.path("items").elements();
    }

    @Override
    public boolean hasNext() {
      while (!page.hasNext() && cursor != null) {
        page = fetch("&cursor=" + encode(cursor));
      }
      return page.hasNext();
    }

    @Override
    public JsonNode next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no more items");
      }
      return page.next();
    }
  }
}
