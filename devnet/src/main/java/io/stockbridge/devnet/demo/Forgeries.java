package io.stockbridge.devnet.demo;

import io.stockbridge.chains.ChainDescription;
import io.stockbridge.devnet.client.TransferView;
import io.stockbridge.devnet.client.Wallet;
import io.stockbridge.protocol.identifiers.Caip10;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageKind;
import io.stockbridge.protocol.message.SourceRef;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.ShareAmount;

/** What the attempts to cheat have in common. */
final class Forgeries {

  /** A sequence number that no gateway has reached. */
  private static final long INVENTED_SEQUENCE = 1_000_000;

  private Forgeries() {}

  /** A transfer of 1,000 shares that nobody burned, to the attacker. */
  static Message inventedTransfer(DemoContext context, DomainId source, DomainId destination) {
    Wallet attacker = context.wallet("dave", destination);
    return new Message(
        MessageKind.TRANSFER,
        source,
        destination,
        SourceRef.evmSequence(INVENTED_SEQUENCE),
        context.assets().getFirst().isin(),
        ShareAmount.ofShares("1000"),
        ActionEpoch.of(0),
        context.wallet("dave", source).account().toUniversal(),
        attacker.account().toUniversal());
  }

  /** A transfer that was completed on a chain. */
  static TransferView completedTo(DemoContext context, ChainDescription chain) {
    return context.bridge().inState("completed").stream()
        .filter(view -> chain.caip2().toString().equals(destination(view)))
        .findFirst()
        .orElseThrow(() -> new DemoFailedException("no transfer was completed on " + chain.name()));
  }

  private static String destination(TransferView view) {
    return view.json().path("destination").path("chain").asText();
  }

  /** The account at one end of a transfer. */
  static Caip10 accountOf(TransferView view, String end) {
    return Caip10.of(view.json().path(end).path("account").asText());
  }
}
