package io.stockbridge.devnet.custodian;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.stockbridge.devnet.state.Json;
import io.stockbridge.protocol.identifiers.CustodyAccount;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.units.Multiplier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.Executors;

/**
 * What the custodian's clients may do: {@code POST /orders}, {@code POST /orders/settle}, {@code
 * POST /accounts}, {@code POST /multipliers}, {@code GET /statements/latest}, {@code GET /health}.
 * A refused request is answered with 400 and the field at fault, other terms for a known order with
 * 409, a body of more than 64 KiB with 413.
 */
final class CustodianServer {

  private static final System.Logger LOG = System.getLogger(CustodianServer.class.getName());
  private static final int MAX_BODY_BYTES = 65_536;

  private final Custodian custodian;

  private record Reply(int status, JsonNode body) {}

  private static final class BodyTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private CustodianServer(Custodian custodian) {
    this.custodian = custodian;
  }

  /**
   * Listens on loopback until the answer is stopped.
   *
   * @param port 0 for any free one
   */
  static HttpServer start(Custodian custodian, int port) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      HttpServer server = HttpServer.create(address, 16);
      server.createContext("/", new CustodianServer(custodian)::handle);
      server.setExecutor(Executors.newFixedThreadPool(4));
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("the custodian cannot listen on port " + port, e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply = reply(exchange);
      answer(exchange, reply.status(), reply.body());
    }
  }

  private Reply reply(HttpExchange exchange) {
    try {
      return route(exchange);
    } catch (InvalidRequestException e) {
      String detail = String.valueOf(e.getMessage());
      return new Reply(400, problem("INVALID_REQUEST", detail).put("field", e.field()));
    } catch (OtherTermsException e) {
      return new Reply(409, problem("OTHER_TERMS", String.valueOf(e.getMessage())));
    } catch (BodyTooLargeException e) {
      return new Reply(
          413, problem("TOO_LARGE", "the body has more than " + MAX_BODY_BYTES + " bytes"));
    } catch (IOException | RuntimeException e) {
      String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      LOG.log(System.Logger.Level.ERROR, call + " failed", e);
      return new Reply(500, problem("INTERNAL", "the custodian's log tells what failed"));
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
      case "POST /multipliers" -> restate(body(exchange));
      default -> new Reply(404, problem("NOT_FOUND", "the custodian knows no " + call));
    };
  }

  private Reply place(JsonNode order) {
    boolean placed = custodian.place(order);
    custodian.publish();
    return new Reply(placed ? 201 : 200, order);
  }

  private Reply settle(JsonNode request) {
    var orderIds = new ArrayList<String>();
    request.path("orderIds").forEach(id -> orderIds.add(id.asText()));
    if (orderIds.isEmpty()) {
      throw new InvalidRequestException("orderIds", "a list of at least one order id");
    }
    custodian.settle(orderIds);
    custodian.publish();
    return new Reply(200, request);
  }

  private Reply openAccount(JsonNode request) {
    String account = OrderReader.value(request, "account", CustodyAccount::of).name();
    custodian.openAccount(account);
    return new Reply(201, Json.object().put("account", account));
  }

  private Reply restate(JsonNode request) {
    custodian.restate(
        OrderReader.value(request, "isin", Isin::of),
        OrderReader.value(request, "multiplier", Multiplier::of));
    custodian.publish();
    return new Reply(200, request);
  }

  private static JsonNode body(HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (bytes.length > MAX_BODY_BYTES) {
      throw new BodyTooLargeException();
    }
    JsonNode body;
    try {
      body = Json.parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException("$", String.valueOf(e.getMessage()), e);
    }
    if (!body.isObject()) {
      throw new InvalidRequestException("$", "not a JSON object");
    }
    return body;
  }

  private static ObjectNode problem(String code, String detail) {
    return Json.object().put("code", code).put("detail", detail);
  }

  private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = Json.line(body).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
