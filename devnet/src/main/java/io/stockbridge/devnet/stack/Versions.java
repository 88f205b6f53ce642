package io.stockbridge.devnet.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.devnet.state.Json;
import io.stockbridge.devnet.state.PortName;
import io.stockbridge.devnet.state.Ports;
import io.stockbridge.devnet.state.ProjectVersion;
import io.stockbridge.testsupport.JsonRpc;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.apache.kafka.common.utils.AppInfoParser;

/** Which version of each part runs, as the parts themselves say. */
final class Versions {

  private Versions() {}

  static ObjectNode of(Ports ports) {
    ObjectNode versions = Json.object();
    versions.put("stockbridge", ProjectVersion.text());
    versions.put("java", Runtime.version().toString());
    versions.put("node", node());
    versions.put("postgres", postgres(ports.of(PortName.POSTGRES)));
    versions.put("kafka", AppInfoParser.getVersion());
    versions.set("arbitrum", ask(ports, PortName.ARBITRUM, "web3_clientVersion"));
    versions.set("base", ask(ports, PortName.BASE, "web3_clientVersion"));
    versions.set("solana", ask(ports, PortName.SOLANA, "getVersion"));
    return versions;
  }

  private static JsonNode ask(Ports ports, PortName chain, String method) {
    try {
      String answer = JsonRpc.call(URI.create(ports.http(chain)), method, "[]");
      return Json.parse(answer).path("result");
    } catch (IOException e) {
      return Json.tree("does not answer: " + e.getMessage());
    }
  }

  private static String postgres(int port) {
    String url =
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres?connectTimeout=3&socketTimeout=5";
    try (var connection = DriverManager.getConnection(url, "postgres", "")) {
      return connection.getMetaData().getDatabaseProductVersion();
    } catch (SQLException e) {
      return "does not answer: " + e.getMessage();
    }
  }

  /** The Node.js on the path, which is the one that runs the Solana node. */
  private static String node() {
    try {
      Process process = new ProcessBuilder("node", "--version").redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return "does not answer: " + e.getMessage();
    }
  }
}
