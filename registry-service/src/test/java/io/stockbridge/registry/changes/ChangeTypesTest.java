package io.stockbridge.registry.changes;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.Multiplier;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.AssetStatus;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.DeploymentStatus;
import io.stockbridge.registry.assets.EntryContent;
import io.stockbridge.registry.assets.Evidence;
import io.stockbridge.registry.assets.Impostor;
import io.stockbridge.registry.assets.MultiplierPlan;
import io.stockbridge.registry.assets.PriceFeed;
import io.stockbridge.registry.assets.TokenForm;
import io.stockbridge.registry.assets.TokenId;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.assets.UnderlyingStatus;
import io.stockbridge.registry.assets.UnitModel;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeTypesTest {

  private static final Caip2 BASE = Caip2.of("eip155:8453");
  private static final Underlying APPLE =
      new Underlying("AAPL", Isin.of("US0378331005"), "Apple Inc.", "XNAS");
  private static final Deployment FIRST = token("1", DeploymentStatus.ACTIVE);
  private static final Deployment SECOND = token("2", DeploymentStatus.ACTIVE);
  private static final MultiplierPlan SPLIT =
      new MultiplierPlan(
          new MultiplierPlan.Pending(Multiplier.of("2"), Instant.parse("2027-01-04T14:30:00Z")),
          List.of());

  @Test
  void namesNothingWhereNothingDiffers() {
    assertThat(ChangeTypes.between(asset(FIRST), asset(FIRST))).isEmpty();
    assertThat(ChangeTypes.between(null, null)).isEmpty();
  }

  @Test
  void followsAnInstrumentFromListingToRetirement() {
    AssetContent listed = asset(FIRST);
    AssetContent scheduled = multiplier(listed, "1", 0, SPLIT);
    AssetContent split = multiplier(listed, "2", 1, MultiplierPlan.NONE);

    types(null, listed, ChangeType.LISTED);
    types(null, scheduled, ChangeType.LISTED, ChangeType.MULTIPLIER_SCHEDULED);
    types(listed, scheduled, ChangeType.MULTIPLIER_SCHEDULED);
    types(scheduled, listed, ChangeType.MULTIPLIER_CANCELLED);
    types(scheduled, split, ChangeType.MULTIPLIER_EFFECTIVE);
    types(listed, status(AssetStatus.PAUSED), ChangeType.PAUSED);
    types(status(AssetStatus.PAUSED), listed, ChangeType.RESUMED);
    types(listed, status(AssetStatus.RETIRED), ChangeType.RETIRED);
    types(listed, null, ChangeType.RETIRED);
  }

  @Test
  void tellsAReplacedTokenFromAFurtherOne() {
    Deployment retired = FIRST.retiredFor(SECOND.token().caip19());

    types(asset(FIRST), asset(FIRST, SECOND), ChangeType.LISTED);
    types(asset(FIRST), asset(retired, SECOND), ChangeType.REDEPLOYED, ChangeType.RETIRED);
    types(asset(FIRST), asset(token("1", DeploymentStatus.PAUSED)), ChangeType.PAUSED);
  }

  @Test
  void tellsAReplacedWrapper() {
    Deployment old = wrapper("3", 1, DeploymentStatus.ACTIVE);
    Deployment next = wrapper("4", 2, DeploymentStatus.ACTIVE);
    Deployment legacy = wrapper("3", 1, DeploymentStatus.LEGACY_WRAPPER);

    types(asset(FIRST, old), asset(FIRST, legacy, next), ChangeType.WRAPPER_REPLACED);
  }

  @Test
  void tellsNamesEvidenceAndEverythingElse() {
    Deployment seenTwice =
        with(2, List.of(evidence("one"), evidence("two")), FIRST.priceFeeds(), 18);
    Deployment withFeed =
        with(1, FIRST.evidence(), List.of(new PriceFeed("0x1", PriceFeed.Basis.SHARE)), 18);
    Underlying renamed = new Underlying("AAPL", APPLE.isin(), "Apple & Co.", "XNAS");

    types(asset(FIRST), asset(seenTwice), ChangeType.EVIDENCE_UPDATED);
    types(asset(FIRST), asset(withFeed), ChangeType.AMENDED);
    types(asset(FIRST), asset(with(1, FIRST.evidence(), List.of(), 6)), ChangeType.AMENDED);
    types(asset(FIRST), asset(FIRST).withUnderlying(renamed), ChangeType.UNDERLYING_CHANGED);
    types(APPLE, renamed, ChangeType.RENAMED);
    types(APPLE, APPLE.withStatus(UnderlyingStatus.DELISTED), ChangeType.DELISTED);
    types(APPLE, APPLE.withStatus(UnderlyingStatus.LISTED), ChangeType.AMENDED);
    types(
        new Underlying("AAPL", null, "Apple & Co.", null),
        APPLE,
        ChangeType.RENAMED,
        ChangeType.AMENDED);
  }

  @Test
  void tellsImpostors() {
    Impostor impostor = new Impostor(token("9", DeploymentStatus.IMPOSTOR));

    types(null, impostor, ChangeType.IMPOSTOR_FOUND);
    types(impostor, null, ChangeType.IMPOSTOR_CLEARED);
  }

  private static void types(
      @Nullable EntryContent before, @Nullable EntryContent after, ChangeType... expected) {
    assertThat(ChangeTypes.between(before, after)).isEqualTo(Set.of(expected));
  }

  private static AssetContent asset(Deployment... deployments) {
    return content(AssetStatus.ACTIVE, "1", 0, List.of(deployments), MultiplierPlan.NONE);
  }

  private static AssetContent status(AssetStatus status) {
    return content(status, "1", 0, List.of(FIRST), MultiplierPlan.NONE);
  }

  private static AssetContent multiplier(
      AssetContent asset, String value, int epoch, MultiplierPlan plan) {
    return content(AssetStatus.ACTIVE, value, epoch, asset.deployments(), plan);
  }

  private static AssetContent content(
      AssetStatus status,
      String multiplier,
      int epoch,
      List<Deployment> deployments,
      MultiplierPlan plan) {
    return new AssetContent(
        "st0x:tAAPL",
        null,
        "ST0x",
        "tAAPL",
        "Apple Inc. ST0x",
        null,
        status,
        APPLE,
        Multiplier.of(multiplier),
        ActionEpoch.of(epoch),
        deployments,
        List.of(),
        plan);
  }

  private static Deployment token(String digit, DeploymentStatus status) {
    return new Deployment(
        TokenId.at(BASE, "0x" + digit.repeat(40)),
        "tAAPL",
        18,
        TokenForm.token(UnitModel.PLAIN, "erc20"),
        status,
        null,
        false,
        1,
        List.of(evidence("one")),
        List.of());
  }

  private static Deployment with(
      int sources, List<Evidence> evidence, List<PriceFeed> feeds, int decimals) {
    return new Deployment(
        FIRST.token(),
        "tAAPL",
        decimals,
        FIRST.form(),
        FIRST.status(),
        null,
        false,
        sources,
        evidence,
        feeds);
  }

  private static Deployment wrapper(String digit, int generation, DeploymentStatus status) {
    return new Deployment(
        TokenId.at(BASE, "0x" + digit.repeat(40)),
        "wtAAPL",
        18,
        TokenForm.wrapperOf(FIRST.token(), generation),
        status,
        null,
        false,
        1,
        List.of(),
        List.of());
  }

  private static Evidence evidence(String source) {
    return new Evidence(source, LocalDate.of(2026, 11, 1));
  }
}
