package io.stockbridge.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.devnet.client.AssetAccount;
import io.stockbridge.devnet.client.AttesterClient;
import io.stockbridge.devnet.client.StockbridgeClient;
import io.stockbridge.devnet.client.TransferView;
import io.stockbridge.devnet.demo.Demo;
import io.stockbridge.devnet.stack.Waiting;
import io.stockbridge.devnet.state.ListedAsset;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.units.ShareAmount;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The main job, the main job while the bridge is killed, a split, and what a mint without a source
 * sets off; on one stack, in this order.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class WholeSystemTest {

  private static final Duration HALT_LIMIT = Duration.ofMinutes(3);

  private static TestStack stack;

  @BeforeAll
  static void startStack() {
    stack = TestStack.start();
  }

  @AfterAll
  static void stopStack() {
    if (stack != null) {
      stack.close();
    }
  }

  @Test
  @Order(1)
  void everyStepOfTheDemoHolds() {
    assertThat(new Demo(stack.stack(), System.out).run()).isTrue();
  }

  @Test
  @Order(2)
  void everyTransferCompletesOnceThoughTheBridgeIsKilledTenTimes() {
    long seed = new Random().nextLong();
    System.out.println("seed of the kill campaign: " + seed);
    KillCampaign campaign = new KillCampaign(stack.stack(), new Random(seed));

    List<AssetAccount> settled = campaign.run();

    assertThat(campaign.kills()).isEqualTo(KillCampaign.KILLS);
    assertThat(campaign.completedTransfers()).isEqualTo(KillCampaign.TRANSFERS);
    assertThat(campaign.balanceChanges()).isEqualTo(campaign.expectedBalanceChanges());
    assertThat(settled).hasSize(23).allMatch(AssetAccount::isSettled);
  }

  @Test
  @Order(3)
  void aSplitTakesEffectOnAllChainsWhileSharesMove() {
    ListedAsset asset = ListedAsset.all().get(4);
    StockbridgeClient client = StockbridgeClient.of(stack.stack());
    AssetAccount before = account(client, asset);
    StockSplit split = new StockSplit(stack.stack(), asset, 3);

    List<TransferView> moved = split.run();

    assertThat(moved).extracting(TransferView::state).containsOnly("completed");
    assertThat(split.reasons()).contains("ACTION_WINDOW");
    assertThat(split.chains().values()).containsExactly("in_force", "in_force", "in_force");
    JsonNode recorded = client.registry().asset(asset.isin());
    assertThat(recorded.path("multiplier").asText()).isEqualTo("3");
    assertThat(recorded.path("actionEpoch").asInt()).isEqualTo(1);
    // No token came or went, and custody holds three shares for each.
    Waiting.until(
        () -> account(client, asset).inFlight().signum() == 0, HALT_LIMIT, Duration.ofMillis(500));
    AssetAccount after = account(client, asset);
    assertThat(after.supply()).isEqualTo(before.supply()).isPositive();
    assertThat(after.identityDifference()).isZero();
    assertThat(after.custody()).isEqualTo(before.custody().multiply(BigInteger.valueOf(3)));
    for (AttesterClient attester : client.attesters()) {
      assertThat(attester.halts()).as(attester.name()).isEmpty();
    }
  }

  private static AssetAccount account(StockbridgeClient client, ListedAsset asset) {
    return client.attesters().getFirst().accounts().stream()
        .filter(account -> account.isin().equals(asset.isin()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @Order(4)
  void aMintWithoutASourceHaltsTheAssetAtEveryAttesterAndOnEveryEvmChain() {
    ForgedMint forged = new ForgedMint(stack.stack());
    NetworkDescription network = StockbridgeClient.of(stack.stack()).network();
    ListedAsset asset = ListedAsset.all().getFirst();
    Isin other = ListedAsset.all().getLast().isin();

    forged.mint(asset, network.evmChains().getFirst(), "carol", ShareAmount.ofShares("1"));

    Set<String> chains =
        network.evmChains().stream().map(EvmChain::name).collect(Collectors.toSet());
    Waiting.until(
        () ->
            forged.attestersThatHalt(asset.isin()).size() == 3
                && forged.chainsThatHalt(asset.isin()).equals(chains),
        HALT_LIMIT,
        Duration.ofMillis(500));
    assertThat(forged.attestersThatHalt(asset.isin()))
        .containsExactly("attester-1", "attester-2", "attester-3");
    assertThat(forged.chainsThatHalt(asset.isin())).isEqualTo(chains);
    assertThat(forged.attestersThatHalt(other)).isEmpty();
    assertThat(forged.chainsThatHalt(other)).isEmpty();
  }
}
