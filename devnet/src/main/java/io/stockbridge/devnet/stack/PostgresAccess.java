package io.stockbridge.devnet.stack;

import io.stockbridge.testsupport.Database;
import io.stockbridge.testsupport.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * Who may connect: a service only with its password, so that no service reads another's database.
 */
final class PostgresAccess {

  private static final String RULES =
      """
      # Services authenticate; the superuser is the launcher's, from this machine only.
      host  all  postgres  127.0.0.1/32  trust
      host  all  all       127.0.0.1/32  scram-sha-256
      """;

  private PostgresAccess() {}

  static void requirePasswords(Path data, PostgresServer server) {
    Database admin = server.administration();
    try {
      Files.writeString(data.resolve("pg_hba.conf"), RULES);
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL's access rules cannot be written", e);
    }
    try (var connection =
            DriverManager.getConnection(admin.jdbcUrl(), admin.user(), admin.password());
        var statement = connection.createStatement()) {
      statement.execute("select pg_reload_conf()");
    } catch (SQLException e) {
      throw new StackException("PostgreSQL's access rules cannot be loaded", e);
    }
  }
}
