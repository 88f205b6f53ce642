package io.stockbridge.devnet.demo;

import io.stockbridge.chains.ChainDescription;
import io.stockbridge.devnet.client.TransferView;
import io.stockbridge.devnet.client.Wallet;
import io.stockbridge.devnet.state.ListedAsset;
import io.stockbridge.protocol.units.ShareAmount;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Shares go back to custody, from each chain. */
final class RedeemStep implements DemoStep {

  private static final String ACCOUNT = "BROKER-0042";
  private static final String SHARES = "20.125";

  @Override
  public String title() {
    return "Redeem: shares go back to custody and the custodian releases them";
  }

  @Override
  public void run(DemoContext context) {
    context.client().custodian().openAccount(ACCOUNT);
    var done = new ArrayList<TransferView>();
    for (String transaction : Parallel.map(context.chains(), chain -> burn(context, chain))) {
      TransferView seen = context.transferOf(transaction);
      done.add(context.await(seen.messageId(), "completed"));
    }
    context.showTransfers(done);
    var released = new HashSet<String>();
    context
        .client()
        .custodian()
        .statement()
        .path("releases")
        .forEach(release -> released.add(release.path("messageId").asText()));
    for (TransferView view : done) {
      context.require(
          released.contains(view.messageId().toString()),
          "the custodian's statement does not list the release of " + view.messageId());
    }
    context.output().held(done.size() + " redemptions are released to account " + ACCOUNT);
  }

  private static String burn(DemoContext context, ChainDescription chain) {
    // The last asset issued on the chain has not moved yet.
    List<ListedAsset> there =
        context.assets().stream().filter(asset -> context.home(asset).equals(chain)).toList();
    ListedAsset asset = there.getLast();
    Wallet wallet = context.wallet(context.holder(asset), chain.domain());
    return wallet.sendPrepared(
        context
            .bridge()
            .prepareRedeem(asset.isin(), ShareAmount.ofShares(SHARES), wallet.account(), ACCOUNT));
  }
}
