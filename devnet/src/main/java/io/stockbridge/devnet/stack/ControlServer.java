package io.stockbridge.devnet.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.stockbridge.devnet.state.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The supervisor's control on loopback: health of the services, stop, kill and start them, go down.
 */
final class ControlServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads;
  private final Supervisor supervisor;
  private final byte[] authorization;

  private ControlServer(HttpServer server, Supervisor supervisor, String token) {
    this.server = server;
    this.supervisor = supervisor;
    this.authorization = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    this.threads = Executors.newFixedThreadPool(8, daemon -> daemonThread(daemon));
  }

  private static Thread daemonThread(Runnable work) {
    return Thread.ofPlatform().daemon().name("control").unstarted(work);
  }

  static ControlServer start(Supervisor supervisor, String token) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var control = new ControlServer(HttpServer.create(address, 16), supervisor, token);
      control.server.createContext("/", control::handle);
      control.server.setExecutor(control.threads);
      control.server.start();
      return control;
    } catch (IOException e) {
      throw new UncheckedIOException("the control cannot listen on loopback", e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String given = exchange.getRequestHeaders().getFirst("Authorization");
      byte[] bytes = (given == null ? "" : given).getBytes(StandardCharsets.UTF_8);
      if (!MessageDigest.isEqual(bytes, authorization)) {
        answer(exchange, 401, Map.of("error", "wrong control token"));
        return;
      }
      try {
        Object result = route(exchange.getRequestMethod(), exchange.getRequestURI().getPath());
        answer(exchange, 200, result);
      } catch (StackException e) {
        answer(exchange, 409, Map.of("error", String.valueOf(e.getMessage())));
      } catch (RuntimeException e) {
        answer(exchange, 500, Map.of("error", e.toString()));
      }
    }
  }

  private Object route(String method, String path) {
    String[] parts = path.split("/", -1);
    if (method.equals("GET") && path.equals("/health")) {
      return supervisor.services().health();
    }
    if (method.equals("POST") && path.equals("/down")) {
      Thread.ofPlatform().name("down").start(supervisor::shutDown);
      return Map.of("stopping", true);
    }
    if (method.equals("POST") && parts.length == 4 && parts[1].equals("services")) {
      return changeService(parts[2], parts[3]);
    }
    throw new StackException("the control knows no " + method + " " + path);
  }

  private Object changeService(String name, String action) {
    switch (action) {
      case "start" -> supervisor.startService(name);
      case "stop" -> supervisor.services().stop(name);
      case "kill" -> supervisor.services().kill(name);
      default -> throw new StackException("a service can be started, stopped or killed");
    }
    return Map.of(name, action);
  }

  private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] bytes = Json.line(Json.tree(body)).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
