package io.stockbridge.registry.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Calls every operation of the OpenAPI document with values that fit and values that do not. No
 * answer may be a fault, every refusal must be a problem with a code, every read must have a tag.
 */
@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(RegistryFiles.class)
class ApiFuzzTest {

  private static final int ROUNDS = 40;

  /** Beyond, the HTTP server answers 414 before anything of the service is asked. */
  private static final int MAX_TARGET = 4_000;

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final List<String> PLAUSIBLE =
      List.of(
          "AAPL",
          "TSLA",
          "US0378331005",
          "CH1436219187",
          "eip155:42161",
          "eip155:412346",
          "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp",
          "1",
          "2",
          "1000",
          "default",
          "eip155:42161/erc20:0x9d275685dC284C8eB1C79f6ABA7a63Dc75ec890a",
          "0x9d275685dC284C8eB1C79f6ABA7a63Dc75ec890a",
          "XsbEhLAtcf6HdfpFZ5xEMdqW8nfAvcsP5bdudRLJzJp",
          "2026-11-23T00:00:00Z",
          "2999-01-01T00:00:00Z",
          "arbitrum-one",
          "solana",
          "QUFQTA",
          "aple");
  private static final List<String> HOSTILE =
      List.of(
          "",
          " ",
          "0",
          "-1",
          "99999999999999999999",
          "1e9",
          "null",
          "true",
          "[]",
          "{}",
          "%",
          "%00",
          "'; drop table asset; --",
          "../../etc/passwd",
          "<script>",
          "\u0000",
          "\u200B",
          "\uFEFF",
          "eip155:",
          ":",
          "/",
          "eip155:1/erc20:",
          "eip155:99999999999999999999999999999999/erc20:0x0",
          "+999999999-12-31T23:59:59Z",
          "-999999999-01-01T00:00:00Z",
          "2026-13-01T00:00:00Z",
          "0000-01-01T00:00:00Z",
          "9999-12-31T23:59:59.999999999+18:00",
          "ÄÖÜß",
          "😀",
          "٣",
          "default@",
          "default@0",
          "default@999999999999",
          "a@b@c",
          "NaN",
          "x".repeat(1_500));

  @TestHTTPResource URI base;
  @Inject ObjectMapper json;
  private DescribedAnswers described;
  private Random random = new Random();

  @Test
  void everyOperationAnswersAnyInputWithAnAnswerOrAProblem() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    random = new Random(seed);
    String document = send("GET", "/q/openapi?format=json", null, false).body();
    described = new DescribedAnswers(document);
    JsonNode api = json.readTree(document);
    int calls = 0;
    for (Map.Entry<String, JsonNode> path : api.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        String method = operation.getKey().toUpperCase(Locale.ROOT);
        if (!List.of("GET", "POST", "PUT", "DELETE").contains(method)) {
          continue;
        }
        for (int round = 0; round < ROUNDS; round++) {
          call(seed, method, path.getKey(), operation.getValue());
          calls++;
        }
      }
    }
    assertThat(calls).isGreaterThan(15 * ROUNDS);
  }

  private void call(long seed, String method, String path, JsonNode operation) throws Exception {
    String url = path;
    List<String> query = new ArrayList<>();
    for (JsonNode parameter : operation.path("parameters")) {
      String name = parameter.get("name").textValue();
      String value = value(parameter);
      if (parameter.get("in").textValue().equals("path")) {
        url = url.replace("{" + name + "}", encode(value.isBlank() ? "-" : value));
      } else if (parameter.get("in").textValue().equals("query") && random.nextInt(3) > 0) {
        query.add(name + "=" + encode(value));
      }
    }
    if (random.nextInt(10) == 0) {
      query.add("colour=red");
    }
    String target = url + (query.isEmpty() ? "" : "?" + String.join("&", query));
    if (target.length() > MAX_TARGET) {
      return;
    }
    String body = operation.has("requestBody") ? body(operation.get("requestBody")) : null;
    Reply response = send(method, target, body, body != null && random.nextBoolean());
    check("seed %d: %s %s %s".formatted(seed, method, target, body), method, path, response);
  }

  private void check(String call, String method, String path, Reply response) throws IOException {
    int status = response.statusCode();
    String type = response.headers().firstValue("content-type").orElse("");
    assertThat(status).as(call + " " + response.body()).isLessThan(500);
    assertThat(described.faultsOfAnswer(method, path, status, type, response.body()))
        .as(call + " " + response.body())
        .isEmpty();
    if (status >= 400) {
      assertThat(type).as(call).startsWith("application/problem+json");
      JsonNode problem = json.readTree(response.body());
      assertThat(problem.path("code").asText()).as(call).matches("[A-Z][A-Z0-9_]+");
      assertThat(problem.path("status").intValue()).as(call).isEqualTo(status);
      assertThat(problem.path("detail").asText()).as(call).isNotBlank();
    } else if (method.equals("GET") && !type.startsWith("text/event-stream")) {
      assertThat(response.headers().firstValue("etag")).as(call).isPresent();
    }
  }

  private String value(JsonNode parameter) {
    JsonNode example = parameter.path("example");
    return switch (random.nextInt(5)) {
      case 0 -> HOSTILE.get(random.nextInt(HOSTILE.size()));
      case 1 -> noise();
      case 2 -> example.isMissingNode() ? plausible() : example.asText();
      case 3 -> mutated(example.isMissingNode() ? plausible() : example.asText());
      default -> plausible();
    };
  }

  private String plausible() {
    return PLAUSIBLE.get(random.nextInt(PLAUSIBLE.size()));
  }

  private String noise() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1 + random.nextInt(30); i++) {
      int codePoint = random.nextBoolean() ? ' ' + random.nextInt(95) : random.nextInt(0x10000);
      text.appendCodePoint(Character.isSurrogate((char) codePoint) ? '?' : codePoint);
    }
    return text.toString();
  }

  private String mutated(String text) {
    StringBuilder other = new StringBuilder(text);
    int at = other.isEmpty() ? 0 : random.nextInt(other.length());
    switch (random.nextInt(3)) {
      case 0 -> other.insert(at, HOSTILE.get(random.nextInt(HOSTILE.size() - 1)));
      case 1 -> other.setLength(at);
      default -> other.append(text);
    }
    return other.toString();
  }

  /** A body that no operation takes as it is, so that nothing is written. */
  private String body(JsonNode requestBody) {
    String example = requestBody.at("/content/application~1json/examples").toString();
    return switch (random.nextInt(6)) {
      case 0 -> "";
      case 1 -> "{";
      case 2 ->
          List.of("null", "7", "\"text\"", "[]", "[null]", "{}", "[[]]").get(random.nextInt(7));
      case 3 -> "{\"items\":" + "[".repeat(50) + "]".repeat(50) + "}";
      case 4 -> example.substring(0, example.length() / 2);
      default -> "{\"colour\":\"red\",\"issuer\":7,\"items\":[{\"x\":1}]}";
    };
  }

  private Reply send(String method, String target, String body, boolean token) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(target))
            .timeout(Duration.ofSeconds(60))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (token) {
      request.header("Authorization", "Bearer " + RegistryFiles.TOKEN);
    }
    HttpResponse<InputStream> response =
        CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    boolean endless =
        response.headers().firstValue("content-type").orElse("").startsWith("text/event-stream");
    try (InputStream stream = response.body()) {
      // Of a stream without an end it is enough that it began.
      byte[] bytes = endless ? new byte[0] : stream.readAllBytes();
      return new Reply(
          response.statusCode(), response.headers(), new String(bytes, StandardCharsets.UTF_8));
    }
  }

  /** What a call came to. */
  private record Reply(int statusCode, HttpHeaders headers, String body) {}

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
