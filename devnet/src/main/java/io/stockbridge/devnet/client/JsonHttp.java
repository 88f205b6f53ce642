package io.stockbridge.devnet.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.devnet.state.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/**
 * JSON over HTTP to one service, with an optional bearer token. Every call ends within 20 seconds.
 */
public final class JsonHttp {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final String baseUrl;
  private final Optional<String> token;

  /** A caller without a role. */
  public JsonHttp(String baseUrl) {
    this(baseUrl, Optional.empty());
  }

  private JsonHttp(String baseUrl, Optional<String> token) {
    this.baseUrl = baseUrl;
    this.token = token;
  }

  /** The same service, called with a role's bearer token. */
  public JsonHttp withToken(String secret) {
    return new JsonHttp(baseUrl, Optional.of(secret));
  }

  /**
   * Gets a resource, whatever the status.
   *
   * @throws UnexpectedAnswerException when there is no answer or it is not JSON
   */
  public HttpAnswer get(String path) {
    return send(request(path).GET().build());
  }

  /**
   * Posts a body; the answer may be a problem.
   *
   * @throws UnexpectedAnswerException when there is no answer or it is not JSON
   */
  public HttpAnswer post(String path, JsonNode body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Json.line(body)))
            .build());
  }

  /**
   * Body of a resource that must be there.
   *
   * @throws UnexpectedAnswerException when the status is not 2xx
   */
  public JsonNode read(String path) {
    return successful("GET " + path, get(path));
  }

  /**
   * Body of the answer to a post that must succeed.
   *
   * @throws UnexpectedAnswerException when the status is not 2xx
   */
  public JsonNode create(String path, JsonNode body) {
    return successful("POST " + path, post(path, body));
  }

  private JsonNode successful(String call, HttpAnswer answer) {
    if (!answer.isSuccess()) {
      throw new UnexpectedAnswerException(
          "%s at %s answered %d %s".formatted(call, baseUrl, answer.status(), answer.body()));
    }
    return answer.body();
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(baseUrl + path))
            .timeout(LIMIT)
            .header("Accept", "application/json");
    token.ifPresent(secret -> builder.header("Authorization", "Bearer " + secret));
    return builder;
  }

  private static HttpAnswer send(HttpRequest request) {
    String called = request.method() + " " + request.uri();
    try {
      HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
      String body = answer.body();
      return new HttpAnswer(
          answer.statusCode(), body.isBlank() ? Json.object().missingNode() : Json.parse(body));
    } catch (IOException e) {
      throw new UnexpectedAnswerException(called + " has no answer: " + e, e);
    } catch (IllegalArgumentException e) {
      throw new UnexpectedAnswerException(called + " answered with something else than JSON", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnexpectedAnswerException(called + " was interrupted", e);
    }
  }
}
