package io.stockbridge.devnet.demo;

import io.stockbridge.chains.ChainDescription;
import io.stockbridge.devnet.client.TransferView;
import io.stockbridge.devnet.client.Wallet;
import io.stockbridge.devnet.stack.Waiting;
import io.stockbridge.devnet.state.ListedAsset;
import java.time.Duration;
import java.util.List;

/** One attester may be gone; without two nothing mints, and nothing is lost. */
final class AttesterLossStep implements DemoStep {

  private static final Duration WATCHED = Duration.ofSeconds(15);

  @Override
  public String title() {
    return "Attesters go away: one is not missed, without two nothing mints";
  }

  @Override
  public void run(DemoContext context) {
    try {
      lose(context);
    } finally {
      // A failed demo must not leave a stack behind that cannot mint.
      context.stack().startService("attester-2");
      context.stack().startService("attester-3");
    }
  }

  private static void lose(DemoContext context) {
    context.stack().stopService("attester-3");
    context.output().line("attester-3 is stopped");
    complete(context, burnOnEveryChain(context, "1.5"));
    context.output().held("with two of three attesters transfers complete");

    context.stack().stopService("attester-2");
    context.output().line("attester-2 is stopped too");
    List<TransferView> waiting =
        burnOnEveryChain(context, "2.5").stream()
            .map(context::transferOf)
            .map(seen -> context.await(seen.messageId(), "attesting"))
            .toList();
    Waiting.pause(WATCHED);
    List<TransferView> still =
        waiting.stream().map(view -> context.bridge().transfer(view.messageId())).toList();
    for (TransferView view : still) {
      context.require(view.state().equals("attesting"), "should wait as attesting: " + view.json());
      context.require(view.reasonDetail().isPresent(), "should say why it waits: " + view.json());
    }
    context.showTransfers(still);
    context.output().line("reason: " + still.getFirst().reasonDetail().orElse(""));
    context
        .output()
        .held("with one attester nothing mints; after " + WATCHED.toSeconds() + " s all wait");

    context.stack().startService("attester-2");
    context.output().line("attester-2 is back");
    context.showTransfers(
        waiting.stream().map(view -> context.await(view.messageId(), "completed")).toList());
    context.output().held("what waited is completed");
  }

  private static void complete(DemoContext context, List<String> transactions) {
    context.showTransfers(
        transactions.stream()
            .map(context::transferOf)
            .map(seen -> context.await(seen.messageId(), "completed"))
            .toList());
  }

  /** From each chain to the next one, an asset that was issued there. */
  private static List<String> burnOnEveryChain(DemoContext context, String shares) {
    List<ChainDescription> chains = context.chains();
    return Parallel.map(
        chains,
        from -> {
          ChainDescription to = chains.get((chains.indexOf(from) + 1) % chains.size());
          ListedAsset asset =
              context.assets().stream()
                  .filter(candidate -> context.home(candidate).equals(from))
                  .findFirst()
                  .orElseThrow();
          Wallet sender = context.wallet(context.holder(asset), from.domain());
          Wallet receiver = context.wallet("dave", to.domain());
          return context.burn(asset, shares, sender, receiver);
        });
  }
}
