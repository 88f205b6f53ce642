package io.stockbridge.registry.writes;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.stockbridge.testsupport.TokenIssuer;
import org.jspecify.annotations.Nullable;

/** What registrars do with proposals in tests. */
final class Proposers {

  private static final TokenIssuer TOKENS = TokenIssuer.ofThisJvm();
  static final String ALICE = TOKENS.token("alice", "registrar");
  static final String BOB = TOKENS.token("bob", "registrar");
  static final String CAROL = TOKENS.token("carol", "registrar");

  private Proposers() {}

  static void approve(Response proposed, int status) {
    proposed.then().statusCode(202);
    as(BOB).post(pathOf(proposed) + "/approval").then().statusCode(status);
  }

  static Response reject(String token, String path) {
    return as(token).body("{\"reason\":\"not like this\"}").post(path + "/rejection");
  }

  static void refused(Response answer, int status, String code) {
    answer.then().statusCode(status).body("code", equalTo(code));
  }

  static String pathOf(Response proposed) {
    String location = proposed.header("Location");
    assertThat(location).as(proposed.asString()).isNotNull();
    return location.substring(location.indexOf("/v1/"));
  }

  static Response putPolicy(
      String token, String name, String description, @Nullable String ifMatch) {
    RequestSpecification request = as(token);
    if (ifMatch != null) {
      request = request.header("If-Match", ifMatch);
    }
    return request
        .body(
            """
            {"description":"%s","order":["OWN_BRIDGED","ISSUER_PREFERENCE"],
             "required":[],"issuerPreference":["Dinari"],"minimumSources":1,
             "observationsFreshForS":3600,"reason":"a test of four eyes"}
            """
                .formatted(description))
        .put("/v1/policies/" + name);
  }

  static RequestSpecification as(String token) {
    return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
  }
}
