package io.stockbridge.registry.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Calls that several tests make, and waiting for what comes beside an answer. */
public final class Calls {

  /** Far longer than anything takes on a machine that has little else to do. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private Calls() {}

  /** A request of the registrar. */
  public static RequestSpecification registrar() {
    return given().header("Authorization", "Bearer " + RegistryFiles.TOKEN);
  }

  /** Puts as the registrar. */
  public static Response put(String path, String body, @Nullable String ifMatch) {
    RequestSpecification request = registrar().contentType(ContentType.JSON).body(body);
    return (ifMatch == null ? request : request.header("If-Match", ifMatch)).put(path);
  }

  /** Whether the newest signed state has an entry with that text. */
  static boolean isInTheSignedState(String entry, String text) {
    Response proof = given().get("/v1/proofs/" + entry);
    return proof.statusCode() == 200 && proof.jsonPath().getString("entry").contains(text);
  }

  /** Waits until it is so. */
  public static void until(BooleanSupplier condition) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(100);
    }
  }
}
