package io.stockbridge.devnet.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.devnet.client.TransferView;
import io.stockbridge.devnet.client.Wallet;
import io.stockbridge.devnet.state.ListedAsset;
import io.stockbridge.protocol.units.ShareAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shares are issued only against settled custody. */
final class IssueStep implements DemoStep {

  static final String SHARES = "250.5";

  @Override
  public String title() {
    return "Issue: refused until custody has settled, then every asset";
  }

  @Override
  public void run(DemoContext context) {
    ListedAsset first = context.assets().getFirst();
    order(context, first);
    TransferView early = issue(context, first);
    TransferView held = context.await(early.messageId(), "held");
    showRefusals(context, held);
    context.require(
        held.reasonCode().equals(Optional.of("UNBACKED")),
        "the issue is held for another reason: " + held.json());
    context.output().held(first.symbol() + ": no mint before custody has settled");

    List<ListedAsset> others = context.assets().subList(1, context.assets().size());
    others.forEach(asset -> order(context, asset));
    context.client().custodian().settle(context.assets().stream().map(context::orderId).toList());
    JsonNode statement = context.client().custodian().statement();
    context
        .output()
        .line(
            "The custodian's statement %d arrives: %d positions, all orders settled"
                .formatted(
                    statement.path("sequence").asLong(), statement.path("positions").size()));
    var issues = new ArrayList<TransferView>();
    issues.add(held);
    others.forEach(asset -> issues.add(issue(context, asset)));
    List<TransferView> done =
        issues.stream().map(view -> context.await(view.messageId(), "completed")).toList();
    context.showTransfers(done);
    context.output().held("all " + done.size() + " assets are issued, " + SHARES + " shares each");
  }

  private static void showRefusals(DemoContext context, TransferView held) {
    for (JsonNode attester : held.json().path("attesters")) {
      context
          .output()
          .line(
              "%s: %s %s — %s"
                  .formatted(
                      attester.path("id").asText(),
                      attester.path("outcome").asText(),
                      attester.path("code").asText(),
                      attester.path("detail").asText()));
    }
  }

  private static void order(DemoContext context, ListedAsset asset) {
    Wallet to = context.wallet(context.holder(asset), context.home(asset).domain());
    context
        .client()
        .custodian()
        .order(context.orderId(asset), asset.isin(), ShareAmount.ofShares(SHARES), to.account());
  }

  private static TransferView issue(DemoContext context, ListedAsset asset) {
    Wallet to = context.wallet(context.holder(asset), context.home(asset).domain());
    return context
        .bridge()
        .issue(context.orderId(asset), asset.isin(), ShareAmount.ofShares(SHARES), to.account());
  }
}
