package io.stockbridge.devnet.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.devnet.state.Holders;
import io.stockbridge.devnet.state.Json;
import io.stockbridge.devnet.state.KeyRing;
import io.stockbridge.devnet.state.PortName;
import io.stockbridge.devnet.state.Ports;
import io.stockbridge.devnet.state.StateFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Everything about a running stack in one JSON object. Holds the secrets of the test accounts. */
public final class StatusReport {

  private final ObjectNode json;

  private StatusReport(ObjectNode json) {
    this.json = json;
  }

  /** Reads the stack's files and asks its supervisor. */
  public static StatusReport of(RunningStack stack) {
    Ports ports = stack.ports();
    ObjectNode json = Json.object();
    json.put("state", stack.state().root().toString());
    json.put("supervisorPid", stack.supervisorPid());
    json.set("endpoints", endpoints(ports));
    json.set("services", stack.health());
    JsonNode network = Json.read(stack.state().networkFile());
    json.set("network", network);
    json.set("contracts", contracts(stack.state()));
    json.set("attesters", network.path("attesters"));
    json.set("assets", Json.read(stack.state().localDeploymentFile()).path("assets"));
    json.set("actions", actions(stack.keys()));
    json.set("accounts", accounts(stack.keys()));
    json.set("tokens", tokens(stack.keys()));
    json.set("versions", Versions.of(ports));
    return new StatusReport(json);
  }

  /** The report. */
  public ObjectNode json() {
    return json;
  }

  /** True if every service of a health answer is up. */
  public static boolean allUp(JsonNode health) {
    for (JsonNode service : health) {
      if (!service.path("state").asText().equals("up")) {
        return false;
      }
    }
    return !health.isEmpty();
  }

  private static ObjectNode endpoints(Ports ports) {
    ObjectNode endpoints = Json.object();
    endpoints.put("arbitrum", ports.http(PortName.ARBITRUM));
    endpoints.put("base", ports.http(PortName.BASE));
    endpoints.put("solana", ports.http(PortName.SOLANA));
    endpoints.put("solanaWebSocket", "ws://127.0.0.1:" + ports.of(PortName.SOLANA_WS));
    endpoints.put("kafka", "127.0.0.1:" + ports.of(PortName.KAFKA));
    endpoints.put("postgres", "127.0.0.1:" + ports.of(PortName.POSTGRES));
    endpoints.put("registry", ports.http(PortName.REGISTRY));
    endpoints.put("bridge", ports.http(PortName.BRIDGE));
    endpoints.put("attester-1", ports.http(PortName.ATTESTER_1));
    endpoints.put("attester-2", ports.http(PortName.ATTESTER_2));
    endpoints.put("attester-3", ports.http(PortName.ATTESTER_3));
    endpoints.put("custodian", ports.http(PortName.CUSTODIAN));
    return endpoints;
  }

  /** The operator of corporate actions: its addresses, never its keys. */
  static ObjectNode actions(KeyRing keys) {
    ObjectNode actions = Json.object();
    actions.put("evmAddress", keys.evm(LocalNetwork.ACTIONS).address().toString());
    actions.put("solanaAddress", keys.solana(LocalNetwork.ACTIONS).solanaAddress().toString());
    return actions;
  }

  private static ObjectNode accounts(KeyRing keys) {
    ObjectNode accounts = Json.object();
    for (String holder : Holders.NAMES) {
      ObjectNode account = accounts.putObject(holder);
      account.put("evmAddress", keys.evm(holder).address().toString());
      account.put("evmPrivateKey", keys.evmSecret(holder).toString());
      account.put("solanaAddress", keys.solana(holder).solanaAddress().toString());
      account.put("solanaPrivateKey", keys.solanaSecretBase58(holder));
    }
    return accounts;
  }

  private static ObjectNode tokens(KeyRing keys) {
    ObjectNode tokens = Json.object();
    KeyRing.ROLES.forEach(role -> tokens.put(role, keys.token(role)));
    return tokens;
  }

  /** What network.json does not pin, from the deployment's own results; by chain. */
  static ObjectNode contracts(StateFolder state) {
    ObjectNode contracts = Json.object();
    for (String chain : List.of("arbitrum", "base")) {
      Path result = state.data("deployment").resolve(chain + "-output.json");
      if (Files.exists(result)) {
        JsonNode deployed = Json.read(result);
        ObjectNode entry = contracts.putObject(chain);
        entry.put("accessManager", deployed.path("accessManager").asText());
        ObjectNode feeds = entry.putObject("feeds");
        LocalNetwork.byIsin(deployed.path("assets"), "feed").forEach(feeds::put);
      }
    }
    return contracts;
  }
}
