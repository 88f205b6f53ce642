package io.stockbridge.devnet.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.devnet.stack.Waiting;
import io.stockbridge.devnet.state.Json;
import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.identifiers.Caip10;
import io.stockbridge.protocol.identifiers.Caip2;
import java.time.Duration;
import java.util.Base64;
import org.sol4k.Keypair;
import org.sol4k.VersionedTransaction;

/** A test account on Solana: an ordinary wallet built on sol4k. */
public final class SolanaWallet implements Wallet {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Caip2 chain;
  private final JsonHttp rpc;
  private final Keypair keys;

  SolanaWallet(Caip2 chain, String rpcUrl, String secretKeyBase58) {
    this.chain = chain;
    this.rpc = new JsonHttp(rpcUrl);
    this.keys = Keypair.fromSecretKey(Base58.decode(secretKeyBase58));
  }

  @Override
  public Caip10 account() {
    return new Caip10(chain, keys.getPublicKey().toBase58());
  }

  @Override
  public String sendPrepared(JsonNode prepared) {
    VersionedTransaction transaction =
        VersionedTransaction.from(prepared.path("transaction").asText());
    transaction.sign(keys);
    return sendAndWait(Base64.getEncoder().encodeToString(transaction.serialize()));
  }

  /** Sends a signed transaction and waits until it is confirmed. */
  public String sendAndWait(String base64) {
    JsonNode sent = call("sendTransaction", base64, "preflightCommitment");
    if (sent.has("error")) {
      throw new IllegalStateException("the node refuses: " + Json.line(sent.path("error")));
    }
    String signature = sent.path("result").asText();
    if (!Waiting.until(() -> isConfirmed(signature), LIMIT, PAUSE)) {
      throw new IllegalStateException("not confirmed in time: " + signature);
    }
    return signature;
  }

  /** Simulates a signed transaction; the node's {@code value} with {@code err} and {@code logs}. */
  public JsonNode simulate(String base64) {
    return call("simulateTransaction", base64, "commitment").path("result").path("value");
  }

  private boolean isConfirmed(String signature) {
    ObjectNode request = request("getSignatureStatuses");
    request.putArray("params").addArray().add(signature);
    JsonNode status = rpc.create("", request).path("result").path("value").path(0);
    if (status.hasNonNull("err")) {
      throw new IllegalStateException("the transaction failed: " + Json.line(status.path("err")));
    }
    String level = status.path("confirmationStatus").asText();
    return level.equals("confirmed") || level.equals("finalized");
  }

  /**
   * At the level of the prepared blockhash: a node's default is finalized, which lags behind it.
   */
  private JsonNode call(String method, String base64, String commitmentOption) {
    ObjectNode request = request(method);
    ArrayNode params = request.putArray("params");
    params.add(base64);
    // A prepared transaction's blockhash is of a confirmed block, which may not be final yet.
    params.addObject().put("encoding", "base64").put(commitmentOption, "confirmed");
    return rpc.create("", request);
  }

  private static ObjectNode request(String method) {
    ObjectNode request = Json.object();
    request.put("jsonrpc", "2.0");
    request.put("id", 1);
    request.put("method", method);
    return request;
  }
}
