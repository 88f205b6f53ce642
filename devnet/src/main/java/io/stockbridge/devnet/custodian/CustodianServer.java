package io.stockbridge.devnet.custodian;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.stockbridge.devnet.state.Json;
import io.stockbridge.protocol.identifiers.Caip10;
import io.stockbridge.protocol.identifiers.CustodyAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.Executors;

/**
 * What the custodian's clients may do: {@code POST /v1/orders}, {@code POST
 * /v1/orders/{id}/settle}, {@code POST /v1/accounts}, {@code GET /v1/statement}, {@code GET
 * /health}.
 */
final class CustodianServer {

  private static final int MAX_BODY_BYTES = 65_536;

  private final Custodian custodian;

  private record Reply(int status, JsonNode body) {}

  private CustodianServer(Custodian custodian) {
    this.custodian = custodian;
  }

  static void start(Custodian custodian, int port) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      HttpServer server = HttpServer.create(address, 16);
      server.createContext("/", new CustodianServer(custodian)::handle);
      server.setExecutor(Executors.newFixedThreadPool(4));
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException("the custodian cannot listen on port " + port, e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        Reply reply = route(exchange);
        answer(exchange, reply.status(), reply.body());
      } catch (IllegalArgumentException e) {
        answer(exchange, 400, problem("INVALID_REQUEST", String.valueOf(e.getMessage())));
      }
    }
  }

  private Reply route(HttpExchange exchange) throws IOException {
    String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    return switch (call) {
      case "GET /health" -> new Reply(200, Json.object().put("status", "UP"));
      case "GET /statements/latest" -> new Reply(200, custodian.statement());
      case "POST /orders" -> place(body(exchange));
      case "POST /orders/settle" -> settle(body(exchange));
      case "POST /accounts" -> openAccount(body(exchange));
      default -> new Reply(404, problem("NOT_FOUND", "the custodian knows no " + call));
    };
  }

  private Reply place(JsonNode order) {
    if (!order.path("orderId").asText().matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException("orderId: 1 to 64 letters, digits, dots and dashes");
    }
    Caip10.of(order.path("destination").asText());
    boolean placed = custodian.place(order);
    custodian.publish();
    return new Reply(placed ? 201 : 200, order);
  }

  private Reply settle(JsonNode request) {
    var orderIds = new ArrayList<String>();
    request.path("orderIds").forEach(id -> orderIds.add(id.asText()));
    if (orderIds.isEmpty()) {
      throw new IllegalArgumentException("orderIds: a list of at least one order id");
    }
    custodian.settle(orderIds);
    custodian.publish();
    return new Reply(200, request);
  }

  private Reply openAccount(JsonNode request) {
    String account = CustodyAccount.of(request.path("account").asText()).name();
    custodian.openAccount(account);
    return new Reply(201, Json.object().put("account", account));
  }

  private static JsonNode body(HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES);
    return Json.parse(new String(bytes, StandardCharsets.UTF_8));
  }

  private static JsonNode problem(String code, String detail) {
    return Json.object().put("code", code).put("detail", detail);
  }

  private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = Json.line(body).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
