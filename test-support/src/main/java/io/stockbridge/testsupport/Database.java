package io.stockbridge.testsupport;

/**
 * One PostgreSQL database with the user that owns it.
 *
 * @param host address of the server
 * @param port TCP port of the server
 * @param name name of the database
 * @param user role that owns the database
 * @param password password of that role
 */
public record Database(String host, int port, String name, String user, String password) {

  /** The address in the form of Quarkus's reactive client. */
  public String reactiveUrl() {
    return "postgresql://%s:%d/%s".formatted(host, port, name);
  }

  /** The address in the form of JDBC. */
  public String jdbcUrl() {
    return "jdbc:postgresql://%s:%d/%s".formatted(host, port, name);
  }
}
