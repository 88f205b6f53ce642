package io.stockbridge.registry.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The short way of the most frequent reads gives what the resources give. */
@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(RegistryFiles.class)
class HotReadsTest {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final String RETIRED = "0x2414faE77CF726cC2287B81cf174d9828adc6636";

  @TestHTTPResource URI base;

  @Test
  void plainQuestionsAreAnsweredAsTheResourcesAnswer() throws Exception {
    for (String question :
        List.of(
            "/v1/resolve?underlying=AAPL",
            "/v1/resolve?underlying=AAPL&chain=eip155:42161",
            "/v1/resolve?chain=eip155%3A42161&underlying=US0378331005",
            "/v1/verify?chain=eip155:42161&address=" + RETIRED,
            "/v1/verify?address=" + RETIRED.toLowerCase(java.util.Locale.ROOT) + "&chain=eip155:1",
            "/v1/verify?chain=eip155:412346&address=" + RegistryFiles.LOCAL_APPLE,
            "/v1/verify/eip155:42161/erc20:" + RETIRED,
            "/v1/verify/eip155:412346/erc20:" + RegistryFiles.LOCAL_APPLE)) {
      HttpResponse<String> hot = get(question);
      // A named policy takes the long way.
      String more = question.contains("?") ? "&" : "?";
      HttpResponse<String> resource = get(question + more + "policy=default");
      assertThat(hot.statusCode()).as(question).isEqualTo(200);
      assertThat(hot.body()).as(question).isEqualTo(resource.body());
      assertThat(fields(hot)).as(question).isEqualTo(fields(resource));
    }
  }

  @Test
  void whatIsNotPlainIsLeftToTheResources() throws Exception {
    String known = "/v1/verify?chain=eip155:42161&address=" + RETIRED;
    String tag = get(known).headers().firstValue("etag").orElseThrow();
    assertThat(get(known, "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(get(known, "Accept", "text/html").statusCode()).isEqualTo(406);
    assertThat(get(known + "&color=red").body()).contains("UNKNOWN_PARAMETER");
    assertThat(get(known + "&chain=eip155:1").body()).contains("UNKNOWN_PARAMETER");
    assertThat(get("/v1/verify?address=" + RETIRED).body()).contains("INVALID_FIELD");
    assertThat(get("/v1/verify?chain=eip155:1&address=0x12").body()).contains("INVALID_TOKEN");
    assertThat(get("/v1/resolve?underlying=NOSUCHTHING").body()).contains("UNKNOWN_UNDERLYING");
    assertThat(get("/v1/resolve?underlying=AAPL&chain=eip155:7").body()).contains("UNKNOWN_CHAIN");
    assertThat(get("/v1/resolve").body()).contains("INVALID_FIELD");
    assertThat(get("/v1/resolve?Underlying=AAPL").body()).contains("UNKNOWN_PARAMETER");
    assertThat(get("/v1/verify/nothing").body()).contains("INVALID_TOKEN");
    assertThat(get("/v1/verify/eip155:1/erc20:" + RETIRED + "?color=red").body())
        .contains("UNKNOWN_PARAMETER");
  }

  @Test
  void theEmptyEndpointOfMeasurementsIsNotThere() throws Exception {
    assertThat(get("/bench/empty").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path.substring(1)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static Map<String, List<String>> fields(HttpResponse<String> answer) {
    Map<String, List<String>> fields = new TreeMap<>();
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> fields.put(name, new ArrayList<>(new java.util.TreeSet<>(values))));
    return fields;
  }
}
