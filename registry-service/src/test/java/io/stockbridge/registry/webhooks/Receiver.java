package io.stockbridge.registry.webhooks;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;

/** A subscriber: an HTTP server that remembers what it was sent and answers as it is told. */
final class Receiver implements AutoCloseable {

  private final HttpServer server;
  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private volatile ToIntFunction<Message> answer = message -> 204;

  /** What was sent, whatever was answered. */
  record Message(String path, String id, String timestamp, String signature, String body) {}

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          var headers = exchange.getRequestHeaders();
          Message message =
              new Message(
                  exchange.getRequestURI().toString(),
                  headers.getFirst("webhook-id"),
                  headers.getFirst("webhook-timestamp"),
                  headers.getFirst("webhook-signature"),
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          messages.add(message);
          int status = answer.applyAsInt(message);
          exchange.getResponseHeaders().add("location", "/elsewhere");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook?of=test";
  }

  void answers(ToIntFunction<Message> status) {
    answer = status;
  }

  List<Message> messages() {
    return messages;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
