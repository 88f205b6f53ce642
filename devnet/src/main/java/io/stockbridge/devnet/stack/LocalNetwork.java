package io.stockbridge.devnet.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.devnet.state.Holders;
import io.stockbridge.devnet.state.Json;
import io.stockbridge.devnet.state.KeyRing;
import io.stockbridge.devnet.state.ListedAsset;
import io.stockbridge.protocol.crypto.Ed25519Key;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The facts of the local network, and the two files that tell them to the services. */
final class LocalNetwork {

  static final String ENVIRONMENT = "local";
  static final int THRESHOLD = 2;
  static final long SOLANA_DOMAIN = 900;

  /** Every chain; custody needs no route. */
  static final List<Long> CHAIN_DOMAINS =
      List.of(Infrastructure.ARBITRUM_CHAIN_ID, Infrastructure.BASE_CHAIN_ID, SOLANA_DOMAIN);

  static final String CUSTODIAN_ID = "custodian-local";
  static final String REGISTRAR_ID = "registrar-local";

  /**
   * The key of the operator of corporate actions: the tokens' issuer role, the mints' authority.
   */
  static final String ACTIONS = "actions";

  /** What the deployments wrote. */
  record Deployed(JsonNode arbitrum, JsonNode base, JsonNode solana) {}

  private final KeyRing keys;

  LocalNetwork(KeyRing keys) {
    this.keys = keys;
  }

  /** Accounts that pay fees on the EVM chains. */
  List<String> evmAccountsWithMoney() {
    var accounts = new ArrayList<>(Holders.NAMES);
    accounts.addAll(List.of("deployer", "relayer", "guardian", "registrar", "governance", ACTIONS));
    ServiceCatalogue.ATTESTERS.stream().map(ServiceCatalogue::guardianOf).forEach(accounts::add);
    return accounts;
  }

  /** Accounts that pay fees on Solana. */
  List<String> solanaAccountsWithMoney() {
    var accounts = new ArrayList<>(Holders.NAMES);
    accounts.addAll(List.of("deployer", "relayer", ACTIONS));
    return accounts;
  }

  /** The network description of docs/interfaces.md §1. */
  ObjectNode describe(Deployed deployed) {
    ObjectNode network = Json.object();
    network.put("schema", 1).put("environment", ENVIRONMENT).put("threshold", THRESHOLD);
    ArrayNode attesters = network.putArray("attesters");
    for (String name : ServiceCatalogue.ATTESTERS) {
      attesters
          .addObject()
          .put("id", name)
          .put("evm", keys.evm(name).address().toString())
          .put("solana", keys.solana(name).solanaAddress().toString())
          .put("log", base64(keys.seed(name + "-log")));
    }
    network
        .putArray("custodians")
        .addObject()
        .put("id", CUSTODIAN_ID)
        .put("ed25519", base64(keys.seed(ServiceCatalogue.CUSTODIAN)));
    network
        .putObject("registrar")
        .put("id", REGISTRAR_ID)
        .put("ed25519", base64(keys.seed("registrar")));
    ArrayNode chains = network.putArray("chains");
    chains.add(evmChain("arbitrum", Infrastructure.ARBITRUM_CHAIN_ID, deployed.arbitrum()));
    chains.add(evmChain("base", Infrastructure.BASE_CHAIN_ID, deployed.base()));
    chains.add(solanaChain(deployed.solana()));
    return network;
  }

  private static ObjectNode evmChain(String name, long chainId, JsonNode output) {
    ObjectNode chain = Json.object();
    chain.put("domain", chainId).put("name", name).put("kind", "evm");
    chain.put("caip2", "eip155:" + chainId);
    chain.put("gateway", output.path("gateway").asText());
    chain.put("snapshotOracle", output.path("snapshotOracle").asText());
    chain.put("canonicalRegistry", output.path("registry").asText());
    chain.put("deployedAtBlock", output.path("deployedAtBlock").asLong());
    return chain;
  }

  private ObjectNode solanaChain(JsonNode output) {
    ObjectNode chain = Json.object();
    chain.put("domain", SOLANA_DOMAIN).put("name", "solana").put("kind", "solana");
    chain.put("caip2", output.path("caip2").asText());
    chain.put("tokenProgram", "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb");
    chain.put("memoProgram", "MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr");
    chain.put("multisig", output.path("multisig").asText());
    chain.put("replayAuthority", keys.solana("replay-authority").solanaAddress().toString());
    chain.put("groupMint", output.path("groupMint").asText());
    chain.put("deployedAtSlot", output.path("deployedAtSlot").asLong());
    return chain;
  }

  /** The assets for the registry, docs/interfaces.md §6. */
  ObjectNode assets(Deployed deployed) {
    Map<String, String> arbitrum = byIsin(deployed.arbitrum().path("assets"), "token");
    Map<String, String> base = byIsin(deployed.base().path("assets"), "token");
    Map<String, String> solana = byIsin(deployed.solana().path("assets"), "mint");
    String solanaChain = deployed.solana().path("caip2").asText();
    ObjectNode file = Json.object();
    ArrayNode assets = file.putArray("assets");
    for (ListedAsset listed : ListedAsset.all()) {
      String isin = listed.isin().value();
      ObjectNode asset = assets.addObject();
      asset.put("isin", isin).put("symbol", listed.symbol()).put("name", listed.name());
      asset.put("issuer", ListedAsset.ISSUER);
      asset
          .putObject("underlying")
          .put("ticker", listed.ticker())
          .put("isin", listed.underlyingIsin().orElse(null))
          .put("name", listed.underlyingName())
          .put("mic", listed.mic());
      ArrayNode deployments = asset.putArray("deployments");
      deployments.add(evmToken(Infrastructure.ARBITRUM_CHAIN_ID, require(arbitrum, isin)));
      deployments.add(evmToken(Infrastructure.BASE_CHAIN_ID, require(base, isin)));
      String mint = require(solana, isin);
      deployments
          .addObject()
          .put("domain", SOLANA_DOMAIN)
          .put("caip19", solanaChain + "/token:" + mint)
          .put("address", mint)
          .put("decimals", 8);
    }
    return file;
  }

  private static ObjectNode evmToken(long chainId, String token) {
    ObjectNode deployment = Json.object();
    deployment.put("domain", chainId);
    deployment.put("caip19", "eip155:%d/erc20:%s".formatted(chainId, token));
    return deployment.put("address", token).put("decimals", 18);
  }

  /** One field of a deployment's assets, by ISIN, sorted. */
  static Map<String, String> byIsin(JsonNode list, String field) {
    JsonNode entries = list.isTextual() ? Json.parse(list.asText()) : list;
    var byIsin = new TreeMap<String, String>();
    for (JsonNode entry : entries) {
      byIsin.put(entry.path("isin").asText(), entry.path(field).asText());
    }
    return byIsin;
  }

  private static String require(Map<String, String> tokens, String isin) {
    String token = tokens.get(isin);
    if (token == null) {
      throw new StackException("the deployment did not list " + isin);
    }
    return token;
  }

  private static String base64(Ed25519Key key) {
    return Base64.getEncoder().encodeToString(key.publicKey().bytes());
  }
}
