package io.stockbridge.devnet.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.ChainDescription;
import io.stockbridge.chains.proof.ProofFile;
import io.stockbridge.devnet.client.AssetAccount;
import io.stockbridge.devnet.client.AttesterClient;
import io.stockbridge.devnet.client.HttpAnswer;
import io.stockbridge.devnet.state.Json;
import io.stockbridge.devnet.state.ListedAsset;
import io.stockbridge.protocol.proof.ProofCheck;
import io.stockbridge.protocol.proof.ProofVerifier;
import io.stockbridge.protocol.units.ShareAmount;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * For every asset supply equals custody, and the attesters' signed report of it verifies offline.
 */
final class AccountsStep implements DemoStep {

  @Override
  public String title() {
    return "Accounts: supply on all chains against custody, as the attesters signed it";
  }

  @Override
  public void run(DemoContext context) {
    AttesterClient attester = context.client().attesters().getFirst();
    JsonNode snapshot =
        context.eventually(
            "a snapshot in which nothing is in flight and supply equals custody",
            () -> Optional.of(attester.latestSnapshot()).filter(AccountsStep::isSettled));
    showAssets(context, snapshot);
    showSignatures(context, snapshot);
    verifyOffline(context, attester);
  }

  private static boolean isSettled(JsonNode snapshot) {
    List<AssetAccount> accounts = accounts(snapshot);
    return !accounts.isEmpty() && accounts.stream().allMatch(AssetAccount::isSettled);
  }

  private static List<AssetAccount> accounts(JsonNode snapshot) {
    var accounts = new ArrayList<AssetAccount>();
    snapshot.path("leaves").forEach(leaf -> accounts.add(new AssetAccount(leaf)));
    return accounts;
  }

  private static String shares(BigInteger su) {
    return su.signum() < 0
        ? "-" + ShareAmount.ofSu(su.negate()).sharesText()
        : ShareAmount.ofSu(su).sharesText();
  }

  private static void showAssets(DemoContext context, JsonNode snapshot) {
    var head = new ArrayList<String>(List.of("asset"));
    context.chains().forEach(chain -> head.add(chain.name()));
    head.addAll(List.of("in flight", "issued", "redeemed", "custody", "difference", "verdict"));
    var rows = new ArrayList<List<String>>();
    for (AssetAccount account : accounts(snapshot)) {
      var row = new ArrayList<String>();
      row.add(symbol(context, account));
      for (ChainDescription chain : context.chains()) {
        row.add(shares(account.supplyOn(chain.domain())));
      }
      row.add(shares(account.inFlight()));
      row.add(shares(account.issued()));
      row.add(shares(account.redeemed()));
      row.add(shares(account.custody()));
      row.add(shares(account.identityDifference().add(account.custodyDifference())));
      row.add(account.verdict());
      context.require(account.verdict().equals("ok"), "the verdict is not ok: " + account);
      rows.add(row);
    }
    context.output().table(head, rows);
    context.require(
        rows.size() == context.assets().size(),
        "the snapshot reports " + rows.size() + " assets, not " + context.assets().size());
    context.output().held("supply equals custody for all " + rows.size() + " assets");
  }

  private static String symbol(DemoContext context, AssetAccount account) {
    return context.assets().stream()
        .filter(asset -> asset.isin().equals(account.isin()))
        .map(ListedAsset::symbol)
        .findFirst()
        .orElse(account.isin().toString());
  }

  private static void showSignatures(DemoContext context, JsonNode snapshot) {
    context
        .output()
        .line(
            "Snapshot %d, digest %s"
                .formatted(
                    snapshot.path("snapshot").path("epoch").asLong(),
                    snapshot.path("digest").asText()));
    int signatures = 0;
    for (JsonNode signature : snapshot.path("signatures")) {
      signatures++;
      String hex = signature.path("signature").asText();
      context.output().line("signed by " + signature.path("attester").asText() + ": " + hex);
    }
    context.require(
        signatures >= context.client().network().threshold(),
        "the snapshot has " + signatures + " signatures");
  }

  private static void verifyOffline(DemoContext context, AttesterClient attester) {
    ListedAsset asset = context.assets().getFirst();
    JsonNode proof =
        context.eventually(
            "a proof of the newest snapshot",
            () ->
                Optional.of(attester.proof(asset.isin()))
                    .filter(HttpAnswer::isSuccess)
                    .map(HttpAnswer::body));
    Path file = context.stack().state().root().resolve(asset.symbol() + "-proof.json");
    Json.write(file, proof);
    List<ProofCheck> checks =
        ProofVerifier.verify(
            ProofFile.read(ProofFile.load(file)),
            ProofFile.trustedKeys(context.client().network()));
    for (ProofCheck check : checks) {
      context.require(check.passed(), check.name() + ": " + check.detail());
      context.output().held(check.name() + ": " + check.detail());
    }
    context.output().line("./stockbridge verify " + file + " shows the same");
  }
}
