package io.stockbridge.devnet.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.Finality;
import io.stockbridge.chains.RpcSettings;
import io.stockbridge.chains.evm.EvmChainReader;
import io.stockbridge.chains.evm.EvmChainSubmitter;
import io.stockbridge.devnet.client.HttpAnswer;
import io.stockbridge.devnet.state.Json;
import io.stockbridge.devnet.state.PortName;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.testsupport.JsonRpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;

/**
 * A contract that is not the gateway emits a perfect {@code Burned} event, and the attacker, who
 * owns the relayer, asks the attesters to sign the mint.
 */
final class ForgedBurn implements DemoStep {

  private static final BigInteger GAS_LIMIT = BigInteger.valueOf(400_000);

  @Override
  public String title() {
    return "A burn event from a contract that is not the gateway, requested by the relayer:";
  }

  @Override
  public void run(DemoContext context) {
    EvmChain source = context.evmChain();
    DomainId destination = context.client().network().evmChains().getLast().domain();
    Message message = Forgeries.inventedTransfer(context, source.domain(), destination);
    String transaction = emit(context, source, message);
    awaitFinality(context, source, transaction);

    HttpAnswer observed = context.bridge().observe(source.caip2(), transaction);
    context.require(
        observed.code().equals("NO_BURN_IN_TX"), "the bridge took it for a burn: " + observed);
    context.output().held("the bridge looks at the transaction → " + observed.code());

    String kafka = "127.0.0.1:" + context.stack().ports().of(PortName.KAFKA);
    List<JsonNode> answers =
        AttestationWire.ask(
            kafka,
            request(message, source, transaction),
            message.messageId().toString(),
            context.client().attesters().size());
    for (JsonNode answer : answers) {
      JsonNode refusal = answer.path("refusal");
      String code = refusal.path("code").asText();
      context.require(
          answer.path("outcome").asText().equals("refused") && code.equals("UNVERIFIED_SOURCE"),
          "an attester did not refuse as it must: " + answer);
      context
          .output()
          .held(
              answer.path("attester").asText()
                  + " → "
                  + code
                  + ": "
                  + refusal.path("detail").asText());
    }
  }

  private static ObjectNode request(Message message, EvmChain source, String transaction) {
    ObjectNode data = Json.object();
    data.put("messageId", message.messageId().toString());
    data.put("message", Hex.encode(message.encode()));
    data.put("purpose", "mint");
    data.putObject("emittedAt")
        .put("domain", source.domain().value())
        .put("txId", transaction)
        .put("index", 0);
    data.put("round", 1);
    data.putNull("solana");
    return data;
  }

  private static String emit(DemoContext context, EvmChain chain, Message message) {
    EvmAddress attacker = context.stack().keys().evm("dave").address();
    var submitter =
        EvmChainSubmitter.open(chain, RpcSettings.of(context.client().rpcUrl(chain), 1));
    long nonce = submitter.nonce(attacker, Finality.LATEST);
    RawTransaction creation =
        RawTransaction.createTransaction(
            chain.domain().value(),
            BigInteger.valueOf(nonce),
            GAS_LIMIT,
            "",
            BigInteger.ZERO,
            Hex.encode(BurnEmitter.creationCode(message)),
            submitter.fees().maxPriorityFeePerGas(),
            submitter.fees().maxFeePerGas());
    String secret = context.stack().keys().evmSecret("dave").toString();
    byte[] signed = TransactionEncoder.signMessage(creation, Credentials.create(secret));
    JsonNode sent =
        rpc(context, chain, "eth_sendRawTransaction", "[\"" + Hex.encode(signed) + "\"]");
    return sent.asText();
  }

  private static void awaitFinality(DemoContext context, EvmChain chain, String transaction) {
    var reader = EvmChainReader.open(chain, RpcSettings.of(context.client().rpcUrl(chain), 1));
    context.eventually(
        "the forged burn is final",
        () -> {
          JsonNode receipt =
              rpc(context, chain, "eth_getTransactionReceipt", "[\"" + transaction + "\"]");
          boolean isFinal =
              receipt.isObject()
                  && reader.finalizedHead().height()
                      >= Long.decode(receipt.path("blockNumber").asText());
          return isFinal ? Optional.of(receipt) : Optional.empty();
        });
  }

  private static JsonNode rpc(DemoContext context, EvmChain chain, String method, String params) {
    try {
      JsonNode answer =
          Json.parse(JsonRpc.call(URI.create(context.client().rpcUrl(chain)), method, params));
      context.require(!answer.has("error"), method + " failed: " + answer);
      return answer.has("result") ? answer.path("result") : answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
