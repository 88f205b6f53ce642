package io.stockbridge.devnet.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.EvmCall;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.EvmReceipt;
import io.stockbridge.chains.EvmSimulation;
import io.stockbridge.chains.evm.GatewayCalls;
import io.stockbridge.devnet.client.EvmWallet;
import io.stockbridge.devnet.state.Json;
import io.stockbridge.protocol.crypto.EvmKey;
import io.stockbridge.protocol.crypto.EvmSignature;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.eip712.Eip712Digests;
import io.stockbridge.protocol.eip712.Eip712Domain;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.testsupport.JsonRpc;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/** Mints that the gateway itself refuses. */
final class EvmForgeries implements DemoStep {

  private static final long GAS_LIMIT = 400_000;

  @Override
  public String title() {
    return "On an EVM chain, with attester-1's stolen key:";
  }

  @Override
  public void run(DemoContext context) {
    EvmChain chain = context.evmChain();
    EvmWallet attacker = context.client().evmWallet("dave", chain);
    refused(context, attacker, "the same mint again", replay(context, chain), "AlreadyMinted");

    EvmChain source = context.client().network().evmChains().getLast();
    Message invented = Forgeries.inventedTransfer(context, source.domain(), chain.domain());
    byte[] stolen = sign(context, chain, invented, context.stack().keys().evm("attester-1"));
    byte[] own = sign(context, chain, invented, context.stack().keys().evm("dave"));
    refused(
        context,
        attacker,
        "an invented burn with one signature",
        mint(chain, invented, stolen),
        "WrongAttestationLength");
    refused(
        context,
        attacker,
        "the one signature twice",
        mint(chain, invented, join(stolen, stolen)),
        "DuplicateSigner");
    boolean ownFirst =
        context
                .stack()
                .keys()
                .evm("dave")
                .address()
                .compareTo(context.stack().keys().evm("attester-1").address())
            < 0;
    refused(
        context,
        attacker,
        "one signature and the attacker's own",
        mint(chain, invented, ownFirst ? join(own, stolen) : join(stolen, own)),
        "UnknownSigner");
  }

  private static void refused(
      DemoContext context, EvmWallet attacker, String what, EvmCall call, String error) {
    EvmReceipt receipt = attacker.sendAndWait(call, GAS_LIMIT);
    context.require(!receipt.success(), "went through: " + what);
    switch (attacker.simulate(call)) {
      case EvmSimulation.Passes passes ->
          throw new DemoFailedException("would go through now: " + what + " " + passes);
      case EvmSimulation.Reverts reverts -> {
        context.require(
            reverts.error().name().equals(error),
            what + " is refused for another reason: " + reverts.error().describe());
        context.output().held(what + " → " + reverts.error().describe());
      }
    }
  }

  /** The calldata that minted before, as anyone can read it on the chain. */
  private static EvmCall replay(DemoContext context, EvmChain chain) {
    String transaction =
        Forgeries.completedTo(context, chain)
            .destinationTx()
            .orElseThrow(() -> new DemoFailedException("the mint's transaction is not shown"));
    try {
      JsonNode sent =
          Json.parse(
              JsonRpc.call(
                  URI.create(context.client().rpcUrl(chain)),
                  "eth_getTransactionByHash",
                  "[\"" + transaction + "\"]"));
      JsonNode result = sent.has("result") ? sent.path("result") : sent;
      return new EvmCall(
          EvmAddress.of(result.path("to").asText()), Hex.decode(result.path("input").asText()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EvmCall mint(EvmChain chain, Message message, byte[] attestation) {
    return GatewayCalls.mint(chain, message.encode(), attestation);
  }

  private static byte[] sign(DemoContext context, EvmChain chain, Message message, EvmKey key) {
    Eip712Domain domain =
        Eip712Domain.gateway(
            context.client().network().environment(), chain.domain(), chain.gateway());
    Bytes32 digest = Eip712Digests.mint(domain, message.messageId());
    EvmSignature signature = key.sign(digest);
    return signature.bytes();
  }

  private static byte[] join(byte[] first, byte[] second) {
    var joined = new ByteArrayOutputStream();
    joined.writeBytes(first);
    joined.writeBytes(second);
    return joined.toByteArray();
  }
}
