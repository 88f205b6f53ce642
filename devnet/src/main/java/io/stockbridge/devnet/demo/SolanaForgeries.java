package io.stockbridge.devnet.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.BlockhashLease;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.RpcSettings;
import io.stockbridge.chains.SolanaChain;
import io.stockbridge.chains.SolanaMintPlan;
import io.stockbridge.chains.SolanaSubmitter;
import io.stockbridge.chains.solana.SolanaChainSubmitter;
import io.stockbridge.chains.solana.SolanaMintTransaction;
import io.stockbridge.chains.solana.SolanaTransaction;
import io.stockbridge.devnet.client.SolanaWallet;
import io.stockbridge.devnet.client.TransferView;
import io.stockbridge.devnet.client.Wallet;
import io.stockbridge.devnet.state.Json;
import io.stockbridge.devnet.state.KeyRing;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageCodec;
import java.util.List;

/** Mints that the Solana programs themselves refuse. */
final class SolanaForgeries implements DemoStep {

  private static final int COMPUTE_UNITS = 200_000;

  @Override
  public String title() {
    return "On Solana, with the keys of the relayer, of attester-1 and of the replay authority:";
  }

  @Override
  public void run(DemoContext context) {
    SolanaChain chain = context.client().network().solanaChain().orElseThrow();
    SolanaWallet wallet = solanaWallet(context, chain);
    EvmChain source = context.evmChain();
    Message invented = Forgeries.inventedTransfer(context, source.domain(), chain.domain());

    SolanaTransaction alone = build(context, chain, invented, List.of("attester-1"));
    refused(context, wallet, "an invented burn with one signature", alone, "");

    TransferView before = Forgeries.completedTo(context, chain);
    Message done = completedMessage(context, chain, before);
    SolanaTransaction again = build(context, chain, done, List.of("attester-1", "attester-2"));
    refused(
        context, wallet, "a completed mint again, signed even by two attesters", again, "in use");
  }

  private static void refused(
      DemoContext context,
      SolanaWallet wallet,
      String what,
      SolanaTransaction transaction,
      String hint) {
    JsonNode result = wallet.simulate(transaction.base64());
    context.require(result.hasNonNull("err"), "would go through: " + what + " " + result);
    String logs = Json.line(result.path("logs"));
    context.require(logs.contains(hint), what + " fails for another reason: " + logs);
    try {
      wallet.sendAndWait(transaction.base64());
    } catch (IllegalStateException refused) {
      context.output().held(what + " → " + Json.line(result.path("err")));
      return;
    }
    throw new DemoFailedException("went through: " + what);
  }

  private static SolanaTransaction build(
      DemoContext context, SolanaChain chain, Message message, List<String> signers) {
    KeyRing keys = context.stack().keys();
    SolanaSubmitter node =
        SolanaChainSubmitter.open(chain, RpcSettings.of(context.client().rpcUrl(chain), 1));
    BlockhashLease lease = node.latestBlockhash();
    SolanaMintPlan plan =
        new SolanaMintPlan(
            lease.blockhash(),
            lease.lastValidBlockHeight(),
            keys.solana("relayer").solanaAddress(),
            signers.stream().map(name -> keys.solana(name).solanaAddress()).toList(),
            0,
            COMPUTE_UNITS,
            node.rentExemption(0));
    SolanaTransaction transaction =
        SolanaMintTransaction.build(chain, plan, message, mintOf(context, chain, message))
            .signedBy(keys.solana("relayer"))
            .signedBy(keys.solana("replay-authority"));
    for (String signer : signers) {
      transaction = transaction.signedBy(keys.solana(signer));
    }
    return transaction;
  }

  private static SolanaAddress mintOf(DemoContext context, SolanaChain chain, Message message) {
    for (JsonNode deployment :
        context.client().registry().asset(message.isin()).path("deployments")) {
      if (deployment.path("domain").asLong() == chain.domain().value()) {
        return SolanaAddress.of(deployment.path("address").asText());
      }
    }
    throw new DemoFailedException("the registry knows no mint of " + message.isin());
  }

  /** The message of a completed mint; its bytes are public in the bridge's answer. */
  private static Message completedMessage(
      DemoContext context, SolanaChain chain, TransferView view) {
    String encoded = view.json().path("message").asText();
    context.require(encoded.length() == 262, "the bridge shows the message of " + view.messageId());
    Message message = MessageCodec.decode(Hex.decode(encoded));
    context.require(
        message.destinationDomain().equals(chain.domain()), "the message goes to Solana");
    return message;
  }

  private static SolanaWallet solanaWallet(DemoContext context, SolanaChain chain) {
    Wallet wallet = context.wallet("dave", chain.domain());
    if (wallet instanceof SolanaWallet solana) {
      return solana;
    }
    throw new DemoFailedException("no Solana wallet for " + chain.name());
  }
}
