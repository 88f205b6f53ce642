package io.stockbridge.devnet.bench;

import io.stockbridge.devnet.stack.StackException;
import io.stockbridge.devnet.state.Json;
import io.stockbridge.testsupport.ChildProcess;
import io.stockbridge.testsupport.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** nginx that serves a folder's files, on loopback, without a log of requests. */
final class Nginx implements AutoCloseable {

  private static final String CONFIGURATION =
      """
      daemon off;
      worker_processes auto;
      pid FOLDER/nginx.pid;
      error_log FOLDER/nginx-error.log;
      events { worker_connections 1024; }
      http {
        access_log off;
        sendfile on;
        tcp_nopush on;
        keepalive_requests 1000000000;
        open_file_cache max=100;
        default_type application/json;
        client_body_temp_path FOLDER/nginx-body;
        proxy_temp_path FOLDER/nginx-proxy;
        fastcgi_temp_path FOLDER/nginx-fastcgi;
        uwsgi_temp_path FOLDER/nginx-uwsgi;
        scgi_temp_path FOLDER/nginx-scgi;
        server { listen 127.0.0.1:PORT; root FOLDER; }
      }
      """;

  private final ChildProcess process;
  private final int port;

  private Nginx(ChildProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  static Nginx start(Path program, Path folder) {
    int port = FreePorts.next();
    Path file = folder.resolve("nginx.conf");
    Json.writeText(
        file,
        CONFIGURATION.replace("FOLDER", folder.toString()).replace("PORT", Integer.toString(port)));
    // Its workers must be able to read the folder, whoever runs this.
    String user = System.getProperty("user.name");
    ChildProcess process =
        ChildProcess.start(
            "nginx",
            List.of(program.toString(), "-c", file.toString(), "-g", "user " + user + ";"),
            Map.of(),
            folder.resolve("nginx.log"),
            Duration.ofSeconds(10));
    process.awaitReady(() -> listens(port), Duration.ofSeconds(30));
    return new Nginx(process, port);
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  static String version(Path program) {
    return Tool.output(List.of(program.toString(), "-v"), Duration.ofSeconds(10)).strip();
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      process.close();
    } catch (IllegalStateException e) {
      throw new StackException("nginx did not stop", e);
    }
  }
}
