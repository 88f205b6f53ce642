package io.stockbridge.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockbridge.devnet.client.AssetAccount;
import io.stockbridge.devnet.demo.Demo;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The main job, and the main job while the bridge is killed; on one stack, in this order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class WholeSystemTest {

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
}
