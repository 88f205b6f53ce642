package io.stockbridge.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A reader of the feed whose connection breaks after each event. */
class ChangeFeedTest {

  private static final int LAST = 7;

  private final List<String> seen = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private ChangeFeed feed;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/changes", this::page);
    server.createContext("/v1/changes/stream", this::stream);
    server.start();
    feed =
        RegistryClient.of(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                Duration.ofSeconds(20))
            .changes();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void missesNothingAndTakesNothingTwiceWhenLinesBreak() {
    List<Long> numbers = new ArrayList<>();

    IllegalStateException end =
        catchThrowableOfType(
            IllegalStateException.class,
            () ->
                feed.follow(
                    "0",
                    change -> {
                      numbers.add(change.number());
                      if (change.number() == LAST) {
                        throw new IllegalStateException("enough");
                      }
                    }));

    assertThat(end).hasMessage("enough");
    assertThat(numbers).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(seen).startsWith("/v1/changes?limit=1000&after=0", "/v1/changes/stream?after=3");
  }

  @Test
  void tellsWhatAChangeSays() {
    Change change = feed.page("0").changes().get(0);

    assertThat(change.isEffective()).isTrue();
    assertThat(change.types()).containsExactly("listed");
    assertThat(change.content().orElseThrow().path("name").asText()).isEqualTo("One");
    assertThat(change.cursor()).isEqualTo("1");
    assertThat(feed.page("3").changes()).isEmpty();
    assertThat(catchThrowableOfType(RegistryException.class, () -> feed.page("99")).code())
        .isEqualTo("CURSOR_AHEAD");
  }

  /** The first three changes at once, then none until the stream was read. */
  private void page(HttpExchange exchange) throws IOException {
    seen.add(exchange.getRequestURI().toString());
    int after = after(exchange);
    if (after == 99) {
      send(exchange, 409, "application/problem+json", "{\"code\":\"CURSOR_AHEAD\"}");
      return;
    }
    List<String> lines = new ArrayList<>();
    for (int number = after + 1; number <= 3; number++) {
      lines.add(line(number));
    }
    int next = Math.max(after, 3);
    send(
        exchange,
        200,
        "application/json",
        "{\"items\":[%s],\"next\":\"%d\",\"more\":false}".formatted(String.join(",", lines), next));
  }

  /** One whole event and half of the next, then the line breaks. */
  private void stream(HttpExchange exchange) throws IOException {
    seen.add(exchange.getRequestURI().toString());
    int after = after(exchange);
    send(
        exchange,
        200,
        "text/event-stream",
        ": connected\n\nid: %d\nevent: change\ndata: %s\n\nid: %d\ndata: {\"num"
            .formatted(after + 1, line(after + 1), after + 2));
  }

  private static int after(HttpExchange exchange) {
    return Integer.parseInt(exchange.getRequestURI().getQuery().replaceAll(".*after=", ""));
  }

  private static String line(int number) {
    return """
        {"number":%d,"kind":"underlying","key":"ONE","version":%d,"phase":"effective",\
        "types":["listed"],"content":{"name":"One"}}"""
        .formatted(number, number);
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("content-type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
