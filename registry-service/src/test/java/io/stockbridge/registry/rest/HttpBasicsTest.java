package io.stockbridge.registry.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What every path has in common: entity tags, compression, CORS, methods, parameters, limits. */
@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(RegistryFiles.class)
class HttpBasicsTest {

  private static final int REQUESTS_AT_ONCE = 40;
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TestHTTPResource URI base;
  @Inject ObjectMapper json;

  @Test
  void eachFormOfAnAnswerHasItsOwnStrongTagAndIsNotSentTwice() throws Exception {
    HttpResponse<byte[]> plain = get("/v1/chains");
    String tag = plain.headers().firstValue("etag").orElseThrow();
    assertThat(plain.statusCode()).isEqualTo(200);
    assertThat(tag).matches("\"[0-9a-f]{16}\"");
    assertThat(plain.headers().firstValue("vary").orElseThrow()).contains("Accept-Encoding");

    HttpResponse<byte[]> gzip = get("/v1/chains", "Accept-Encoding", "gzip");
    assertThat(gzip.headers().firstValue("content-encoding")).contains("gzip");
    assertThat(gunzip(gzip.body())).isEqualTo(plain.body());
    String gzipTag = gzip.headers().firstValue("etag").orElseThrow();
    assertThat(gzipTag).isEqualTo(tag.substring(0, tag.length() - 1) + "-gzip\"");

    HttpResponse<byte[]> brotli = get("/v1/chains", "Accept-Encoding", "gzip, br");
    assertThat(brotli.headers().firstValue("content-encoding")).contains("br");
    assertThat(brotli.headers().firstValue("etag").orElseThrow()).endsWith("-br\"");

    assertThat(get("/v1/chains", "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(get("/v1/chains", "If-None-Match", "\"other\", W/" + tag).statusCode())
        .isEqualTo(304);
    assertThat(get("/v1/chains", "If-None-Match", gzipTag).statusCode()).isEqualTo(200);
    HttpResponse<byte[]> unchanged =
        get("/v1/chains", "If-None-Match", gzipTag, "Accept-Encoding", "gzip");
    assertThat(unchanged.statusCode()).isEqualTo(304);
    assertThat(unchanged.headers().firstValue("etag")).contains(gzipTag);
    assertThat(unchanged.body()).isEmpty();
    assertThat(get("/v1/chains", "If-None-Match", tag, "Accept-Encoding", "gzip").statusCode())
        .isEqualTo(200);
    assertThat(get("/v1/chains", "Accept-Encoding", "identity").headers().firstValue("etag"))
        .contains(tag);
  }

  @Test
  void browsersOfAnyOriginMayReadAnswersAndTheirFields() throws Exception {
    HttpResponse<byte[]> answer = get("/v1/chains", "Origin", "https://wallet.example");
    assertThat(answer.headers().firstValue("access-control-allow-origin"))
        .isPresent()
        .get()
        .isIn("*", "https://wallet.example");
    assertThat(answer.headers().firstValue("access-control-expose-headers").orElseThrow())
        .contains("ETag", "Retry-After", "RateLimit", "RateLimit-Policy");
    assertThat(answer.headers().firstValue("access-control-allow-credentials"))
        .isNotEqualTo(Optional.of("true"));

    HttpResponse<byte[]> preflight =
        send(
            "OPTIONS",
            "/v1/assets/CH1436219187",
            "Origin",
            "https://wallet.example",
            "Access-Control-Request-Method",
            "PUT",
            "Access-Control-Request-Headers",
            "authorization,content-type,if-match");
    assertThat(preflight.statusCode()).isEqualTo(200);
    assertThat(preflight.headers().firstValue("access-control-allow-methods").orElseThrow())
        .contains("GET", "PUT", "POST");
    assertThat(preflight.headers().firstValue("access-control-allow-headers").orElseThrow())
        .contains("if-match");
    assertThat(preflight.headers().firstValue("access-control-max-age")).contains("86400");
  }

  @Test
  void headSaysWhatGetWouldAndOptionsWhatIsOffered() throws Exception {
    HttpResponse<byte[]> get = get("/v1/chains");
    HttpResponse<byte[]> head = send("HEAD", "/v1/chains");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("etag")).isEqualTo(get.headers().firstValue("etag"));
    assertThat(head.headers().firstValue("content-type"))
        .isEqualTo(get.headers().firstValue("content-type"));
    assertThat(send("HEAD", "/v1/assets/CH0000000000").statusCode()).isEqualTo(404);

    HttpResponse<byte[]> options = send("OPTIONS", "/v1/chains");
    assertThat(options.statusCode()).isEqualTo(200);
    assertThat(options.headers().firstValue("allow").orElseThrow())
        .contains("GET", "HEAD", "OPTIONS");
    HttpResponse<byte[]> delete = send("DELETE", "/v1/chains");
    assertThat(delete.statusCode()).isEqualTo(405);
    assertThat(problem(delete).get("code").textValue()).isEqualTo("METHOD_NOT_ALLOWED");
  }

  @Test
  void refusesParametersThatAPathDoesNotHaveAndOnesGivenTwice() throws Exception {
    JsonNode misspelled = problem(get("/v1/resolve?underlying=AAPL&chian=eip155:1"));
    assertThat(misspelled.get("code").textValue()).isEqualTo("UNKNOWN_PARAMETER");
    assertThat(misspelled.get("field").textValue()).isEqualTo("chian");
    assertThat(misspelled.get("detail").textValue()).contains("chain", "underlying");
    assertThat(problem(get("/v1/assets?limit=1&limit=2")).get("field").textValue())
        .isEqualTo("limit");
    assertThat(problem(get("/v1/chains?x=1")).get("code").textValue())
        .isEqualTo("UNKNOWN_PARAMETER");
    assertThat(get("/v1/assets?limit=1").statusCode()).isEqualTo(200);
  }

  @Test
  void limitsEachClientByItselfAndSaysSo() throws Exception {
    String client = "198.51.100.7";
    HttpResponse<byte[]> first = get("/v1/chains", "X-Forwarded-For", client);
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.headers().firstValue("ratelimit-policy")).contains("\"client\";q=5;w=5");
    assertThat(first.headers().firstValue("ratelimit")).contains("\"client\";r=4;t=1");
    HttpResponse<byte[]> last = refusedOfManyAtOnce(client);
    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(last.headers().firstValue("retry-after")).contains("1");
    assertThat(last.headers().firstValue("access-control-allow-origin")).isPresent();
    assertThat(problem(last).get("code").textValue()).isEqualTo("RATE_LIMITED");

    assertThat(get("/v1/chains", "X-Forwarded-For", "198.51.100.8").statusCode()).isEqualTo(200);
    assertThat(get("/q/health/live", "X-Forwarded-For", client).statusCode()).isEqualTo(200);
    HttpResponse<byte[]> exempt = get("/v1/chains");
    assertThat(exempt.headers().firstValue("ratelimit")).isEmpty();
  }

  /** At once, because one after the other a slow machine asks no faster than it may. */
  private HttpResponse<byte[]> refusedOfManyAtOnce(String client) {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/v1/chains"))
            .headers("X-Forwarded-For", client, "Origin", "https://wallet.example")
            .build();
    List<HttpResponse<byte[]>> answers =
        Stream.generate(() -> CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()))
            .limit(REQUESTS_AT_ONCE)
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    return answers.stream()
        .filter(answer -> answer.statusCode() != 200)
        .findFirst()
        .orElseThrow(() -> new AssertionError("none of " + answers.size() + " was refused"));
  }

  private JsonNode problem(HttpResponse<byte[]> response) throws IOException {
    assertThat(response.statusCode()).isBetween(400, 499);
    return json.readTree(response.body());
  }

  private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    return send("GET", path, headers);
  }

  private HttpResponse<byte[]> send(String method, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static byte[] gunzip(byte[] body) throws IOException {
    try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return stream.readAllBytes();
    }
  }
}
