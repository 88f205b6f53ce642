package io.stockbridge.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the client treats answers that a healthy registry seldom gives. */
class TransportTest {

  private record Scripted(int status, String tag, String retryAfter, String body) {}

  private final Deque<Scripted> script = new ArrayDeque<>();
  private final List<String> seen = new ArrayList<>();
  private HttpServer server;
  private RegistryClient client;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    client =
        RegistryClient.of(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()), Duration.ofSeconds(5));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void waitsAsLongAsItIsToldAndTriesAgain() {
    script.add(new Scripted(429, null, "0", "{\"code\":\"RATE_LIMITED\"}"));
    script.add(new Scripted(503, null, "0", "{\"code\":\"UNAVAILABLE\"}"));
    script.add(new Scripted(200, "\"a\"", null, "{\"rule\":\"TIE\"}"));

    assertThat(client.resolve("A&B", null).rule()).isEqualTo("TIE");
    assertThat(seen)
        .containsExactly(
            "/v1/resolve?underlying=A%26B null",
            "/v1/resolve?underlying=A%26B null", "/v1/resolve?underlying=A%26B null");
  }

  @Test
  void givesUpAfterSomeTriesWithTheProblemItGot() {
    for (int i = 0; i < 4; i++) {
      script.add(new Scripted(429, null, "0", "{\"code\":\"RATE_LIMITED\",\"detail\":\"slowly\"}"));
    }
    assertThatThrownBy(() -> client.search("a"))
        .isInstanceOf(RegistryException.class)
        .hasMessage("RATE_LIMITED: slowly");
    assertThat(seen).hasSize(4);
  }

  @Test
  void asksWithTheTagItHasAndUsesWhatItKnows() {
    script.add(new Scripted(200, "\"a\"", null, "{\"key\":\"X\"}"));
    script.add(new Scripted(304, "\"a\"", null, ""));
    script.add(new Scripted(200, "\"b\"", null, "{\"key\":\"Y\"}"));

    assertThat(client.asset("X").orElseThrow().path("key").asText()).isEqualTo("X");
    assertThat(client.asset("X").orElseThrow().path("key").asText()).isEqualTo("X");
    assertThat(client.asset("X").orElseThrow().path("key").asText()).isEqualTo("Y");
    assertThat(seen)
        .containsExactly("/v1/assets/X null", "/v1/assets/X \"a\"", "/v1/assets/X \"a\"");
  }

  @Test
  void refusalsCarryCodeAndFieldAndOtherAnswersAreNamed() {
    script.add(
        new Scripted(
            400,
            null,
            null,
            "{\"code\":\"INVALID_TOKEN\",\"field\":\"caip19\",\"detail\":\"no\"}"));
    script.add(new Scripted(404, null, null, "{\"code\":\"UNKNOWN_ASSET\",\"detail\":\"none\"}"));
    script.add(new Scripted(200, null, null, "<html>"));

    assertThatThrownBy(() -> client.verify("x/y:z"))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> {
              assertThat(e.status()).isEqualTo(400);
              assertThat(e.code()).isEqualTo("INVALID_TOKEN");
              assertThat(e.field()).contains("caip19");
            });
    assertThat(client.asset("none")).isEmpty();
    assertThatThrownBy(() -> client.asset("x")).hasMessageContaining("NO_JSON");
    assertThat(seen.get(0)).isEqualTo("/v1/verify/x/y%3Az null");
  }

  @Test
  void saysWhenNobodyAnswers() {
    server.stop(0);
    assertThatThrownBy(() -> client.asset("x"))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.code()).isEqualTo("NO_ANSWER"));
  }

  private void answer(HttpExchange exchange) throws IOException {
    seen.add(
        exchange.getRequestURI().toString()
            + " "
            + exchange.getRequestHeaders().getFirst("If-None-Match"));
    Scripted next = script.remove();
    if (next.tag() != null) {
      exchange.getResponseHeaders().set("ETag", next.tag());
    }
    if (next.retryAfter() != null) {
      exchange.getResponseHeaders().set("Retry-After", next.retryAfter());
    }
    byte[] body = next.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(next.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
