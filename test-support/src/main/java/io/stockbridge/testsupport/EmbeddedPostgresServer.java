package io.stockbridge.testsupport;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/** PostgreSQL from packaged binaries, a child of this JVM, on loopback. */
public final class EmbeddedPostgresServer implements PostgresServer {

  private static final Duration STARTUP_LIMIT = Duration.ofSeconds(60);
  private static final String SUPERUSER = "postgres";

  private final EmbeddedPostgres postgres;

  private EmbeddedPostgresServer(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  /**
   * Starts a server on a free port with data that is deleted at the end.
   *
   * @throws UncheckedIOException if it does not start
   */
  public static EmbeddedPostgresServer startTemporary() {
    return start(settings());
  }

  /**
   * Starts a server whose data stays in a folder. The caller ends it: no shutdown hook is
   * registered, so that services can be ended before their database.
   *
   * @param dataDirectory folder of the cluster, created and initialised when empty
   * @param port loopback port
   * @param logFile receives what the server prints
   * @throws UncheckedIOException if it does not start
   */
  public static EmbeddedPostgresServer startIn(Path dataDirectory, int port, Path logFile) {
    var log = ProcessBuilder.Redirect.appendTo(logFile.toFile());
    return start(
        settings()
            .setDataDirectory(dataDirectory)
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            // What a service was told is committed survives a kill of the server's processes.
            .setServerConfig("synchronous_commit", "on")
            .setOutputRedirector(log)
            .setErrorRedirector(log)
            .setPort(port));
  }

  private static EmbeddedPostgres.Builder settings() {
    return EmbeddedPostgres.builder()
        .setPGStartupWait(STARTUP_LIMIT)
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("unix_socket_directories", "''")
        .setServerConfig("max_connections", "200")
        .setServerConfig("shared_buffers", "48MB")
        .setServerConfig("jit", "off");
  }

  private static EmbeddedPostgresServer start(EmbeddedPostgres.Builder builder) {
    try {
      return new EmbeddedPostgresServer(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("embedded PostgreSQL did not start", e);
    }
  }

  @Override
  public Database administration() {
    return new Database("127.0.0.1", postgres.getPort(), "postgres", SUPERUSER, "");
  }

  @Override
  public String kind() {
    return "embedded";
  }

  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException("embedded PostgreSQL did not stop", e);
    }
  }
}
