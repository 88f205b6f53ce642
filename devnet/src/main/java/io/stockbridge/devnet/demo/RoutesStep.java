package io.stockbridge.devnet.demo;

import io.stockbridge.chains.ChainDescription;
import io.stockbridge.devnet.client.TransferView;
import io.stockbridge.devnet.client.Wallet;
import io.stockbridge.devnet.state.Holders;
import io.stockbridge.devnet.state.ListedAsset;
import java.util.ArrayList;
import java.util.List;

/** Shares move over all six routes, several assets and holders at the same time. */
final class RoutesStep implements DemoStep {

  private static final int PER_ROUTE = 2;

  /** A planned transfer. */
  private record Move(ListedAsset asset, Wallet from, Wallet to, String shares) {}

  @Override
  public String title() {
    return "Transfers over all six routes, at the same time";
  }

  @Override
  public void run(DemoContext context) {
    List<Move> moves = plan(context);
    List<String> transactions =
        Parallel.map(
            moves, move -> context.burn(move.asset(), move.shares(), move.from(), move.to()));
    List<TransferView> done =
        transactions.stream()
            .map(context::transferOf)
            .map(seen -> context.await(seen.messageId(), "completed"))
            .toList();
    context.showTransfers(done);
    context.output().held(done.size() + " transfers over six routes are completed");
  }

  /** Two per route; assets differ, so that holders' transactions do not wait for each other. */
  private static List<Move> plan(DemoContext context) {
    var moves = new ArrayList<Move>();
    for (ChainDescription from : context.chains()) {
      List<ListedAsset> issuedThere =
          context.assets().stream().filter(asset -> context.home(asset).equals(from)).toList();
      int next = 0;
      for (ChainDescription to : context.chains()) {
        for (int i = 0; i < PER_ROUTE && !to.equals(from); i++) {
          ListedAsset asset = issuedThere.get(next);
          next++;
          String receiver = Holders.NAMES.get(next % Holders.NAMES.size());
          moves.add(
              new Move(
                  asset,
                  context.wallet(context.holder(asset), from.domain()),
                  context.wallet(receiver, to.domain()),
                  (10 + next) + ".25"));
        }
      }
    }
    return moves;
  }
}
