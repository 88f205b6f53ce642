package io.stockbridge.registry.seed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.registry.recording.ChangeLines;
import io.stockbridge.registry.rest.RegistryFiles;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What ends too much is refused as a whole. */
@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(RegistryFiles.class)
class RemovalGuardTest {

  private static final String ASSET = "/v1/assets/CH99GUARD017";
  private static final int TOKENS = 12;
  private static final int ARBITRUM = 2;
  private static final int RETIRED = 3;

  @Inject KnowledgeLoader loader;
  @Inject Transactions transactions;

  @Test
  void dataThatRetiresTooMuchLeavesEverythingAsItIs() {
    long before = changes();
    DataFiles wrong = withoutDinariOnArbitrum(DataFiles.bundled());

    assertThat(loader.loadUnlessRefused(wrong)).isFalse();

    assertThat(changes()).isEqualTo(before);
    given().get("/v1/data-loads").then().body("items.digest", not(hasItem(wrong.digest())));
    given()
        .get("/v1/assets/dinari:AAPL.d")
        .then()
        .body("deployments.find { it.caip19.contains('0xCe38e140') }.status", equalTo("active"));
  }

  @Test
  void aCallThatEndsTooMuchHasToSayThatItWantsTo() {
    put("", body("active"), null).then().statusCode(201);
    String tag = given().get(ASSET).header("ETag");

    put("", body("retired"), tag)
        .then()
        .statusCode(422)
        .body("code", equalTo("MASS_REMOVAL"))
        .body("field", equalTo("confirmRemovals"))
        .body("removed", equalTo(TOKENS))
        .body("live", greaterThan(1_000));
    put("?confirmRemovals=11", body("retired"), tag).then().statusCode(422);
    given().get(ASSET).then().body("deployments.status", everyItem(equalTo("active")));
    put("?confirmRemovals=12", body("retired"), tag)
        .then()
        .statusCode(200)
        .body("deployments.status", everyItem(equalTo("retired")));
    put("?confirmRemovals=all", body("retired"), tag)
        .then()
        .statusCode(400)
        .body("field", equalTo("confirmRemovals"));
  }

  private long changes() {
    return transactions.await(Duration.ofSeconds(60), ChangeLines::head);
  }

  /** What a column that slipped by one makes of the file. */
  private static DataFiles withoutDinariOnArbitrum(DataFiles files) {
    Map<String, String> texts = new LinkedHashMap<>(files.texts());
    texts.computeIfPresent(
        "dinari-dshares.csv",
        (name, text) ->
            text.lines()
                .map(
                    line -> {
                      String[] cells = line.split(",", -1);
                      if (cells[ARBITRUM].startsWith("0x")) {
                        cells[RETIRED] = cells[ARBITRUM];
                        cells[ARBITRUM] = "";
                      }
                      return String.join(",", Arrays.asList(cells));
                    })
                .collect(Collectors.joining("\n", "", "\n")));
    return new DataFiles(texts);
  }

  private static String body(String status) {
    String tokens =
        IntStream.range(0, TOKENS)
            .mapToObj(
                number ->
                    "{\"caip19\":\"eip155:8453/erc20:0x%040d\",\"decimals\":18,\"status\":\"%s\"}"
                        .formatted(770_000_000L + number, status))
            .collect(Collectors.joining(","));
    return """
        {"issuer":"Guard","symbol":"ZZQx","name":"ZZQ token","status":"active",
         "underlying":{"ticker":"ZZQ","name":"Guard plc"},"deployments":[%s]}
        """
        .formatted(tokens);
  }

  private static Response put(String query, String body, String ifMatch) {
    RequestSpecification request =
        given()
            .header("Authorization", "Bearer " + RegistryFiles.TOKEN)
            .contentType("application/json")
            .body(body);
    return (ifMatch == null ? request : request.header("If-Match", ifMatch)).put(ASSET + query);
  }
}
