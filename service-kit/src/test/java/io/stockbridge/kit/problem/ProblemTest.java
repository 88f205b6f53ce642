package io.stockbridge.kit.problem;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import io.stockbridge.testsupport.TokenIssuer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
class ProblemTest {

  @Test
  void carriesCodeFieldAndExtensions() {
    problem(given().get("/probe/problem").then(), 400, "INVALID_FIELD")
        .body("type", equalTo("urn:stockbridge:problem:invalid-field"))
        .body("title", equalTo("An input is not valid"))
        .body("status", equalTo(400))
        .body("detail", equalTo("not an ISIN"))
        .body("field", equalTo("isin"))
        .body("retryAt", equalTo("2026-11-23T00:00:00.000Z"));
  }

  @Test
  void namesTheFieldOfAViolatedConstraint() {
    problem(post("{\"name\":\" \",\"count\":1,\"lines\":[]}"), 400, "INVALID_FIELD")
        .body("field", equalTo("name"));
    problem(
            post("{\"name\":\"a\",\"count\":1,\"lines\":[{\"text\":\"a\"},{\"text\":\"\"}]}"),
            400,
            "INVALID_FIELD")
        .body("field", equalTo("lines[1].text"));
    problem(given().get("/probe?limit=11").then(), 400, "INVALID_FIELD")
        .body("field", equalTo("limit"));
  }

  @Test
  void namesTheFieldOfJsonThatDoesNotFit() {
    problem(post("{\"name\":\"a\",\"count\":\"many\"}"), 400, "MALFORMED_JSON")
        .body("field", equalTo("count"));
    problem(post("{\"name\":5,\"count\":1}"), 400, "MALFORMED_JSON").body("field", equalTo("name"));
    problem(post("{\"name\":"), 400, "MALFORMED_JSON");
    problem(post("{\"name\":\"a\",\"name\":\"b\"}"), 400, "MALFORMED_JSON")
        .body("detail", containsString("Duplicate"));
    problem(post("{\"name\":\"a\",\"count\":1} x"), 400, "MALFORMED_JSON");
  }

  @Test
  void answersWhatTheHttpLayerRefuses() {
    problem(given().get("/nothing/here").then(), 404, "NOT_FOUND");
    problem(given().get("/probe/none").then(), 404, "NOT_FOUND");
    problem(given().delete("/probe").then(), 405, "METHOD_NOT_ALLOWED");
    problem(
        given().contentType("text/plain").body("a").post("/probe").then(),
        415,
        "UNSUPPORTED_MEDIA_TYPE");
    problem(given().accept("image/png").get("/probe").then(), 406, "NOT_ACCEPTABLE");
    problem(given().get("/probe?limit=many").then(), 400, "BAD_REQUEST")
        .body("detail", containsString("many"));
  }

  @Test
  void hidesTheInsideOfAFault() {
    problem(given().get("/probe/fault").then(), 500, "INTERNAL")
        .body("detail", not(containsString("secret")))
        .body("field", nullValue());
  }

  @Test
  void refusesATextThatTheDatabaseCannotHold() {
    problem(
        given().queryParam("name", "a\u0000b").get("/probe/effects").then(), 400, "BAD_REQUEST");
    given().queryParam("name", "a b").get("/probe/effects").then().statusCode(200).body(is("0"));
  }

  @Test
  void saysWhenToComeBackWhileAPartIsAway() {
    problem(given().get("/probe/away").then(), 503, "UNAVAILABLE").header("Retry-After", "1");
  }

  @Test
  void asksForTheRoleOfAProtectedCall() {
    problem(given().post("/probe/protected").then(), 401, "UNAUTHENTICATED")
        .header("WWW-Authenticate", "Bearer");
    problem(bearer("wrong"), 401, "UNAUTHENTICATED").header("WWW-Authenticate", "Bearer");
    TokenIssuer issuer = TokenIssuer.ofThisJvm();
    String ended = issuer.token("registrar-1", -5, "registrar");
    problem(bearer(ended), 401, "UNAUTHENTICATED");
    String stranger = new TokenIssuer(TokenIssuer.newKey()).token("registrar-1", "registrar");
    problem(bearer(stranger), 401, "UNAUTHENTICATED");
    problem(bearer(issuer.token("guardian-1", "guardian")), 403, "FORBIDDEN");
    bearer(issuer.token("registrar-1", "registrar")).statusCode(200).body(is("\"registrar-1\""));
  }

  private static ValidatableResponse bearer(String token) {
    return given().header("Authorization", "Bearer " + token).post("/probe/protected").then();
  }

  private static ValidatableResponse post(String body) {
    return given().contentType(ContentType.JSON).body(body).post("/probe").then();
  }

  private static ValidatableResponse problem(
      ValidatableResponse response, int status, String code) {
    return response
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code));
  }
}
