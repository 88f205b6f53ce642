package io.stockbridge.devnet.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.EvmCall;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.EvmReceipt;
import io.stockbridge.chains.EvmSimulation;
import io.stockbridge.chains.EvmSubmitter;
import io.stockbridge.chains.Finality;
import io.stockbridge.chains.RpcSettings;
import io.stockbridge.chains.SendOutcome;
import io.stockbridge.chains.SignedEvmTransaction;
import io.stockbridge.chains.evm.EvmChainSubmitter;
import io.stockbridge.devnet.stack.Waiting;
import io.stockbridge.protocol.crypto.EvmKey;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.identifiers.Caip10;
import io.stockbridge.protocol.identifiers.EvmAddress;
import java.time.Duration;
import java.util.Optional;

/** A test account on one EVM chain. Sends one transaction after the other. */
public final class EvmWallet implements Wallet {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final EvmChain chain;
  private final EvmSubmitter submitter;
  private final EvmKey key;

  /** A wallet of that key; asks no node yet. */
  public EvmWallet(EvmChain chain, String rpcUrl, EvmKey key) {
    this.chain = chain;
    this.submitter = EvmChainSubmitter.open(chain, RpcSettings.of(rpcUrl, 1));
    this.key = key;
  }

  @Override
  public Caip10 account() {
    return new Caip10(chain.caip2(), key.address().toString());
  }

  @Override
  public String sendPrepared(JsonNode prepared) {
    EvmCall call =
        new EvmCall(
            EvmAddress.of(prepared.path("to").asText()),
            Hex.decode(prepared.path("data").asText()));
    EvmReceipt receipt = sendAndWait(call, gasLimit(call));
    if (!receipt.success()) {
      throw new IllegalStateException("the transaction failed: " + receipt);
    }
    return receipt.transactionHash().toString();
  }

  /** What the chain would answer to a call. */
  public EvmSimulation simulate(EvmCall call) {
    return submitter.simulate(key.address(), call);
  }

  /** Sends a call even if it will fail, and waits until it is in a block. */
  public synchronized EvmReceipt sendAndWait(EvmCall call, long gasLimit) {
    long nonce = submitter.nonce(key.address(), Finality.LATEST);
    SignedEvmTransaction signed = submitter.sign(call, nonce, submitter.fees(), gasLimit, key);
    SendOutcome outcome = submitter.send(signed);
    if (!(outcome instanceof SendOutcome.Accepted)) {
      throw new IllegalStateException("the node did not take the transaction: " + outcome);
    }
    if (!Waiting.until(() -> submitter.receipt(signed.hash()).isPresent(), LIMIT, PAUSE)) {
      throw new IllegalStateException("no receipt in time for " + signed.hash());
    }
    Optional<EvmReceipt> receipt = submitter.receipt(signed.hash());
    return receipt.orElseThrow();
  }

  private long gasLimit(EvmCall call) {
    return switch (simulate(call)) {
      case EvmSimulation.Passes passes -> passes.gas() * 12 / 10;
      case EvmSimulation.Reverts reverts ->
          throw new IllegalStateException("the chain refuses: " + reverts.error().describe());
    };
  }
}
