package io.stockbridge.registry.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Searches and bulk calls about another moment. */
@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(RegistryFiles.class)
class PastReadsTest {

  private static final String OWN = "eip155:412346/erc20:" + RegistryFiles.LOCAL_APPLE;
  private static final String LONG_AGO = "asOf=2020-06-01T00:00:00Z";
  private static final String FAR_AHEAD = "asOf=2999-01-01T00:00:00Z";

  @Test
  void findsWhatHadTheNameThenAndNotWhatHasItNow() {
    String stock = "{\"ticker\":\"ZZQ\",\"name\":\"Quondamworks Holdings\"}";
    Calls.put("/v1/underlyings/ZZQ?validFrom=2020-01-01T00:00:00Z", stock, null)
        .then()
        .statusCode(200);
    String tag = given().get("/v1/underlyings/ZZQ").header("ETag");
    Calls.put(
            "/v1/underlyings/ZZQ", stock.replace("Quondamworks Holdings", "Nunciatura Group"), tag)
        .then()
        .statusCode(200);

    assertThat(found("quondamworks", "")).doesNotContain("ZZQ");
    assertThat(found("nunciatura", "")).containsExactly("ZZQ");
    assertThat(found("quondamworks", LONG_AGO)).containsExactly("ZZQ");
    assertThat(found("quondamwroks", LONG_AGO)).containsExactly("ZZQ");
    assertThat(found("nunciatura", LONG_AGO)).isEmpty();
    assertThat(found("aapl", LONG_AGO)).isEmpty();
    assertThat(found("aapl", FAR_AHEAD)).contains("AAPL").isEqualTo(found("aapl", ""));
    assertThat(found("quondamworks", LONG_AGO + "&knownAt=2020-06-01T00:00:00Z")).isEmpty();
    given()
        .get("/v1/search?q=aapl&asOf=then")
        .then()
        .statusCode(400)
        .body("field", equalTo("asOf"));
  }

  @Test
  void answersManyQuestionsAboutOneMoment() {
    String questions =
        "{\"items\":[{\"query\":\"AAPL\",\"chain\":\"eip155:412346\"},{\"query\":\"NOSUCH\"},{\"query\":\"a\\u0000b\"}]}";
    many("/v1/resolve?" + LONG_AGO, questions)
        .body("items", hasSize(3))
        .body("items[0].problem.code", equalTo("UNKNOWN_UNDERLYING"));
    many("/v1/resolve?" + FAR_AHEAD, questions)
        .body("items[0].answer.canonical.caip19", equalTo(OWN))
        .body("items[1].problem.code", equalTo("UNKNOWN_UNDERLYING"))
        .body("items[2].problem.field", equalTo("items[2].query"));

    String tokens =
        "{\"items\":[{\"token\":\"%s\"},{\"chain\":\"eip155:412346\",\"address\":\"%s\"}]}"
            .formatted(OWN, RegistryFiles.LOCAL_APPLE);
    many("/v1/verify?" + LONG_AGO, tokens)
        .body("items.answer.verdict", equalTo(List.of("unknown", "unknown")));
    many("/v1/verify?" + FAR_AHEAD, tokens)
        .body("items.answer.verdict", equalTo(List.of("canonical", "canonical")));
    bulk("/v1/verify?knownAt=2999-01-01T00:00:00Z", tokens)
        .statusCode(400)
        .body("field", equalTo("knownAt"));
  }

  private static List<String> found(String text, String moment) {
    return given()
        .get("/v1/search?q=" + text + (moment.isEmpty() ? "" : "&" + moment))
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("items.key");
  }

  private static ValidatableResponse many(String path, String body) {
    return bulk(path, body).statusCode(200);
  }

  private static ValidatableResponse bulk(String path, String body) {
    return given().contentType(ContentType.JSON).body(body).post(path).then();
  }
}
