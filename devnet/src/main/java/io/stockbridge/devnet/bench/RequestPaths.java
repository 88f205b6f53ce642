package io.stockbridge.devnet.bench;

import io.stockbridge.devnet.stack.StackException;
import io.stockbridge.devnet.state.Json;
import io.stockbridge.testsupport.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What is asked for: names drawn over all that a registry has loaded, not one hot key. */
final class RequestPaths {

  /** Far more than the caches of a processor hold the answers of. */
  private static final int MOST = 200_000;

  private static final String CHAIN = "eip155:42161";

  private RequestPaths() {}

  /** Resolutions by ticker and by ISIN. */
  static Path resolutions(Database database, Path folder) {
    List<String> names = names(database, "kind = 'underlying' and category in ('ticker', 'isin')");
    List<String> paths =
        names.stream().map(name -> "/v1/resolve?underlying=" + name + "&chain=" + CHAIN).toList();
    return write(folder.resolve("resolve-" + database.name() + ".txt"), paths);
  }

  /** Verdicts by chain and address. */
  static Path verdicts(Database database, Path folder) {
    List<String> paths =
        names(database, "category = 'token'").stream().map(RequestPaths::verdict).toList();
    return write(folder.resolve("verify-" + database.name() + ".txt"), paths);
  }

  /** The same path for each request. */
  static Path one(String path, Path file) {
    return write(file, List.of(path));
  }

  /** How many paths a file has. */
  static int count(Path file) {
    try (var lines = Files.lines(file)) {
      return Math.toIntExact(lines.count());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of a token's key: chain, slash, address. */
  static String verdict(String tokenKey) {
    int slash = tokenKey.indexOf('/');
    return "/v1/verify?chain="
        + tokenKey.substring(0, slash)
        + "&address="
        + tokenKey.substring(slash + 1);
  }

  private static Path write(Path file, List<String> paths) {
    Json.writeText(file, String.join("\n", paths) + "\n");
    return file;
  }

  private static List<String> names(Database database, String which) {
    String sql = "select name from entry_name where " + which + " order by md5(name) limit " + MOST;
    List<String> names = new ArrayList<>();
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    } catch (SQLException e) {
      throw new StackException("the loaded names cannot be read: " + e.getMessage(), e);
    }
    if (names.isEmpty()) {
      throw new StackException("nothing is loaded in " + database.name());
    }
    return names;
  }
}
