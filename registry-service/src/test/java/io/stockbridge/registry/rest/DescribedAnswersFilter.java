package io.stockbridge.registry.rest;

import static io.restassured.RestAssured.given;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges every answer that any test is given: one that the OpenAPI document does not describe fails
 * it.
 */
public final class DescribedAnswersFilter implements QuarkusTestBeforeEachCallback, Filter {

  private static final int MOST_SHOWN = 3_000;

  /** Of many questions in one body each has its own problem. */
  private static final Set<String> BULK =
      Set.of("/v1/resolve", "/v1/verify", "/v1/openfigi/v3/mapping");

  private static @Nullable DescribedAnswers described;

  @Override
  public void beforeEach(QuarkusTestMethodContext context) {
    if (RestAssured.filters().stream().noneMatch(DescribedAnswersFilter.class::isInstance)) {
      RestAssured.filters(new DescribedAnswersFilter());
    }
  }

  @Override
  public Response filter(
      FilterableRequestSpecification request,
      FilterableResponseSpecification expected,
      FilterContext context) {
    Response response = context.next(request, expected);
    String path = URI.create(request.getURI()).getPath();
    if (path.startsWith("/v1/")) {
      check(request, path, response);
    }
    return response;
  }

  private static void check(
      FilterableRequestSpecification request, String path, Response response) {
    String type = response.contentType();
    if (type == null || !type.contains("json") || type.contains("ndjson")) {
      return;
    }
    int status = response.statusCode();
    List<String> faults =
        new ArrayList<>(
            described()
                .faultsOfAnswer(request.getMethod(), path, status, type, response.asString()));
    if (status < 300 && !BULK.contains(path) && request.getBody() instanceof String body) {
      described()
          .faultsOfBody(request.getMethod(), path, body)
          .forEach(f -> faults.add("body " + f));
    }
    if (!faults.isEmpty()) {
      String all = faults + "\n" + response.asString();
      throw new AssertionError(
          "%s %s %d is not as the OpenAPI document says: %s"
              .formatted(
                  request.getMethod(),
                  path,
                  status,
                  all.substring(0, Math.min(all.length(), MOST_SHOWN))));
    }
  }

  /** The judge of this run's document. */
  static synchronized DescribedAnswers described() {
    DescribedAnswers known = described;
    if (known == null) {
      known = new DescribedAnswers(given().accept("application/json").get("/q/openapi").asString());
      described = known;
    }
    return known;
  }
}
