package io.stockbridge.testsupport;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The little JSON-RPC that readiness checks and test controls of a local node need. */
public final class JsonRpc {

  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private JsonRpc() {}

  /**
   * Calls a method and returns the whole answer as text.
   *
   * @param parameters the JSON array of parameters, for example {@code []}
   * @throws IOException if the node does not answer in 5 s, or not with status 200
   */
  public static String call(URI node, String method, String parameters) throws IOException {
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":%s}"
            .formatted(method, parameters);
    HttpRequest request =
        HttpRequest.newBuilder(node)
            .timeout(LIMIT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(node + " answers " + method + " with status " + answer.statusCode());
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while calling " + node, e);
    }
  }

  /** True if the node answers the method with a result; anything else is "not yet". */
  public static boolean answers(URI node, String method) {
    try {
      return call(node, method, "[]").contains("\"result\"");
    } catch (IOException notYet) {
      return false;
    }
  }
}
