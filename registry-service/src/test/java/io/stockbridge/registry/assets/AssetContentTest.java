package io.stockbridge.registry.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.Multiplier;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssetContentTest {

  private static final Caip2 CHAIN = Caip2.of("eip155:412346");
  private static final Deployment OLD = own("0x" + "1".repeat(40), LocalDate.of(2026, 1, 1));
  private static final Deployment NEXT = own("0x" + "2".repeat(40), LocalDate.of(2026, 2, 2));

  @Test
  void retiresAnOwnTokenWhenItsAddressChanges() {
    AssetContent changed = asset(OLD).withOwnDeployments(List.of(NEXT));

    assertThat(changed.deploymentOf(NEXT.token())).contains(NEXT);
    Deployment retired = changed.deploymentOf(OLD.token()).orElseThrow();
    assertThat(retired.status()).isEqualTo(DeploymentStatus.RETIRED);
    assertThat(retired.successor()).isEqualTo(NEXT.token().caip19());
  }

  @Test
  void isTheSameWhenOnlyTheDateOfTheEvidenceDiffers() {
    Deployment again = own(OLD.token().address(), LocalDate.of(2026, 3, 3));

    assertThat(asset(OLD).withOwnDeployments(List.of(again))).isEqualTo(asset(OLD));
  }

  @Test
  void keepsOneActiveOwnTokenPerChainAndNoTokenTwice() {
    assertThatThrownBy(() -> asset(OLD, NEXT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two own active tokens on one chain: eip155:412346");
    assertThatThrownBy(() -> asset(OLD, OLD.retiredFor(NEXT.token().caip19())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("token named twice");
  }

  @Test
  void isNotNamedByTheIsinOfItsUnderlying() {
    Isin apple = Isin.of("US0378331005");
    Underlying underlying = new Underlying("AAPL", apple, "Apple Inc.", "XNAS");

    assertThatThrownBy(() -> content(apple, underlying, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not its underlying's");
  }

  private static AssetContent asset(Deployment... deployments) {
    Underlying underlying = new Underlying("AAPL", Isin.of("US0378331005"), "Apple Inc.", "XNAS");
    return content(Isin.of("CH1436219187"), underlying, List.of(deployments));
  }

  private static AssetContent content(
      Isin isin, Underlying underlying, List<Deployment> deployments) {
    return new AssetContent(
        isin.value(),
        isin,
        "Backed Assets",
        "AAPLx",
        "Apple xStock",
        null,
        AssetStatus.ACTIVE,
        underlying,
        Multiplier.ONE,
        ActionEpoch.ZERO,
        deployments);
  }

  private static Deployment own(String address, LocalDate notedOn) {
    return new Deployment(
        TokenId.at(CHAIN, address),
        "AAPLx",
        18,
        TokenForm.token(UnitModel.ERC8056, "erc20"),
        DeploymentStatus.ACTIVE,
        null,
        true,
        null,
        1,
        List.of(new Evidence("deployment of local", notedOn)));
  }
}
