package io.stockbridge.chains.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP server in this process that answers JSON-RPC as a test wants it, also wrongly. */
public final class FakeNode implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger requests = new AtomicInteger();

  /** Handles one HTTP request, whose body has been read. */
  @FunctionalInterface
  public interface Handler {
    void handle(JsonNode request, HttpExchange exchange) throws IOException;
  }

  /** Gives the result of one method, or throws {@link Refusal}. */
  @FunctionalInterface
  public interface Methods {
    Object result(String method, JsonNode params);
  }

  /** The node's own error. */
  public static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int code;

    public Refusal(int code, String message) {
      super(message);
      this.code = code;
    }
  }

  private FakeNode(HttpServer server) {
    this.server = server;
  }

  /** A node that does anything at all with a request. */
  public static FakeNode raw(Handler handler) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      FakeNode node = new FakeNode(server);
      server.createContext(
          "/",
          exchange -> {
            node.requests.incrementAndGet();
            try (exchange) {
              handler.handle(JSON.readTree(exchange.getRequestBody()), exchange);
            }
          });
      server.setExecutor(node.threads);
      server.start();
      return node;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A node that answers every request with that text. */
  public static FakeNode text(int status, String body) {
    return raw((request, exchange) -> send(exchange, status, body));
  }

  /** A well-behaved JSON-RPC server. */
  public static FakeNode methods(Methods methods) {
    return raw((request, exchange) -> send(exchange, 200, answer(methods, request).toString()));
  }

  private static JsonNode answer(Methods methods, JsonNode request) {
    if (request.isArray()) {
      ArrayNode answers = JSON.createArrayNode();
      // In reverse: a batch may be answered in any order.
      for (int i = request.size() - 1; i >= 0; i--) {
        answers.add(answer(methods, request.get(i)));
      }
      return answers;
    }
    ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0");
    answer.set("id", request.path("id"));
    try {
      Object result = methods.result(request.path("method").asText(), request.path("params"));
      answer.set("result", JSON.valueToTree(result));
    } catch (Refusal e) {
      answer.putObject("error").put("code", e.code).put("message", e.getMessage());
    }
    return answer;
  }

  public static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
