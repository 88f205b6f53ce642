package io.stockbridge.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.ChainDescription;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.SolanaChain;
import io.stockbridge.chains.solana.AssociatedTokenAccount;
import io.stockbridge.devnet.client.StockbridgeClient;
import io.stockbridge.devnet.state.Json;
import io.stockbridge.devnet.state.ListedAsset;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.units.ShareAmount;
import io.stockbridge.testsupport.JsonRpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.util.Locale;

/** Token balances as the chains themselves answer them. */
final class Balances {

  private final StockbridgeClient client;

  Balances(StockbridgeClient client) {
    this.client = client;
  }

  /** Balance in share units. */
  BigInteger of(String holder, ChainDescription chain, ListedAsset asset) {
    String token = token(asset, chain);
    String account = client.wallet(holder, chain.domain()).account().account();
    return switch (chain) {
      case EvmChain evm -> onEvm(evm, token, account);
      case SolanaChain solana -> onSolana(solana, token, account);
    };
  }

  private BigInteger onEvm(EvmChain chain, String token, String account) {
    String data = "0x70a08231" + "0".repeat(24) + account.substring(2).toLowerCase(Locale.ROOT);
    String params = "[{\"to\":\"%s\",\"data\":\"%s\"},\"latest\"]".formatted(token, data);
    String hex = call(chain, "eth_call", params).asText();
    return ShareAmount.ofWei(new BigInteger(hex.substring(2), 16)).toBigInteger();
  }

  private BigInteger onSolana(SolanaChain chain, String token, String account) {
    SolanaAddress holding =
        AssociatedTokenAccount.address(
            SolanaAddress.of(account), SolanaAddress.of(token), chain.tokenProgram());
    String params = "[[\"%s\"],{\"encoding\":\"jsonParsed\"}]".formatted(holding);
    JsonNode value = call(chain, "getMultipleAccounts", params).path("value").path(0);
    if (value.isNull()) {
      return BigInteger.ZERO;
    }
    return new BigInteger(
        value.path("data").path("parsed").path("info").path("tokenAmount").path("amount").asText());
  }

  /** The asset's token on a chain, as the registry says. */
  String token(ListedAsset asset, ChainDescription chain) {
    for (JsonNode deployment : client.registry().asset(asset.isin()).path("deployments")) {
      if (deployment.path("domain").asLong() == chain.domain().value()) {
        return deployment.path("address").asText();
      }
    }
    throw new AssertionError(asset.symbol() + " is not deployed on " + chain.name());
  }

  private JsonNode call(ChainDescription chain, String method, String params) {
    try {
      JsonNode answer = Json.parse(JsonRpc.call(URI.create(client.rpcUrl(chain)), method, params));
      return answer.has("result") ? answer.path("result") : answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
