package io.stockbridge.testsupport;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A running PostgreSQL server. Closing it ends it; what happens to its data is the
 * implementation's.
 */
public interface PostgresServer extends AutoCloseable {

  /** The maintenance database, as the superuser. */
  Database administration();

  /** How this server runs, for a log line: "embedded" or "container". */
  String kind();

  /**
   * Makes sure that a database exists and belongs to a role of the same name.
   *
   * @param name lower-case letters, digits and underscores; also the name of the role
   * @param password password of the role; an existing role is given this one
   * @throws IllegalArgumentException if the name is of another form
   * @throws IllegalStateException if the server refuses
   */
  default Database ensureDatabase(String name, String password) {
    if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException("not a plain database name: " + name);
    }
    Database admin = administration();
    String literal = "'" + password.replace("'", "''") + "'";
    try (Connection connection =
            DriverManager.getConnection(admin.jdbcUrl(), admin.user(), admin.password());
        var statement = connection.createStatement()) {
      boolean roleExists = exists(connection, "select 1 from pg_roles where rolname = ?", name);
      statement.execute(
          (roleExists ? "alter" : "create") + " role " + name + " login password " + literal);
      if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
        statement.execute("create database " + name + " owner " + name);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL refused to create database " + name, e);
    }
    return new Database(admin.host(), admin.port(), name, name, password);
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (var statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (var rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  @Override
  void close();
}
