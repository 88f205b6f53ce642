package io.stockbridge.registry.resolution;

import static io.stockbridge.registry.resolution.Criterion.CIRCULATING_SUPPLY;
import static io.stockbridge.registry.resolution.Criterion.INDEPENDENT_SOURCES;
import static io.stockbridge.registry.resolution.Criterion.ISSUER_PREFERENCE;
import static io.stockbridge.registry.resolution.Criterion.OWN_BRIDGED;
import static io.stockbridge.registry.resolution.Criterion.TRANSFERABILITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.registry.assets.DeploymentStatus;
import io.stockbridge.registry.assets.UnitModel;
import io.stockbridge.registry.resolution.Market.Entry;
import io.stockbridge.registry.resolution.Market.Token;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChooserTest {

  private static final Token OWN = new Token(true, 0, DeploymentStatus.ACTIVE, UnitModel.ERC8056);
  private static final Token PLAIN = Token.PLAIN;
  private static final ResolutionPolicy WIDEST = Policies.named("widest-supply");

  private final Market market = new Market();

  @Test
  void takesTheOwnBridgedTokenBeforeThePreferredIssuers() {
    Entry own = market.add("ST0x", OWN);
    market.add("Backed Assets", PLAIN.named(9));

    Resolution answer = market.resolve(Policies.DEFAULT);

    assertThat(answer.rule()).isEqualTo(ResolutionRule.OWN_BRIDGED_TOKEN);
    assertThat(answer.canonical().orElseThrow().deployment().token()).isEqualTo(own.id());
    assertThat(answer.facts())
        .containsExactly(
            Fact.of(FactCode.QUERY_IS_TICKER, "ACME", "Acme Corp."),
            Fact.of(FactCode.OWN_BRIDGED, own.id().caip19(), "ST0x"));
    assertThat(answer.policy().id()).isEqualTo("default@1");
  }

  @Test
  void takesThePreferredIssuerAndSaysWhomItIsPreferredTo() {
    market.add("Dinari", PLAIN.named(5));
    Entry preferred = market.add("Coinbase", PLAIN);
    market.add("ST0x", PLAIN);
    market.add("Backed Assets", PLAIN.named(1));

    Resolution answer = market.resolve(Policies.DEFAULT);

    assertThat(answer.rule()).isEqualTo(ResolutionRule.ISSUER_PREFERENCE);
    assertThat(answer.facts())
        .contains(
            Fact.of(FactCode.PREFERRED_ISSUER, "Coinbase", "Dinari"),
            Fact.of(FactCode.INDEPENDENT_SOURCES, preferred.id().caip19(), 2, 2));
    assertThat(answer.alternatives())
        .extracting(token -> token.owner().orElseThrow().content().issuer())
        .containsExactly("Dinari", "ST0x", "Backed Assets");
  }

  @Test
  void takesTheLargestSupplyInSharesNotInTokens() {
    Entry scaled = market.add("A", new Token(false, 2, DeploymentStatus.ACTIVE, UnitModel.ERC8056));
    Entry plain = market.add("B", PLAIN);
    market.read(scaled, 60L, null);
    market.read(plain, 100L, null);

    Resolution answer = market.resolve(WIDEST);

    assertThat(answer.rule()).isEqualTo(ResolutionRule.LARGEST_SUPPLY);
    assertThat(answer.canonical().orElseThrow().deployment().token()).isEqualTo(scaled.id());
    assertThat(answer.facts().subList(1, 3))
        .extracting(Fact::sentence)
        .containsExactly(
            scaled.id()
                + " stands for 120 shares, read at block 7 0x07 on 2026-11-27T12:00:00.000Z",
            plain.id()
                + " stands for 100 shares, read at block 7 0x07 on 2026-11-27T12:00:00.000Z");
  }

  @Test
  void doesNotTakeAMissingOrOldReadingForASmallSupply() {
    Entry seen = market.add("A", PLAIN);
    Entry unseen = market.add("B", PLAIN);
    market.read(seen, 100L, true);
    Fact lack = Fact.of(FactCode.NOT_OBSERVED, "CIRCULATING_SUPPLY", unseen.id().caip19());

    assertThat(market.resolve(WIDEST).rule()).isEqualTo(ResolutionRule.NOT_ENOUGH_EVIDENCE);
    assertThat(market.resolve(WIDEST).facts()).contains(lack);

    Duration fresh = WIDEST.observationsFreshFor();
    market.readAt(unseen, 1L, true, Market.NOW.minus(fresh).minusMillis(1));
    assertThat(market.resolve(WIDEST).facts()).contains(lack);
    market.readAt(unseen, 1L, true, Market.NOW.minus(fresh));
    assertThat(market.canonical(WIDEST)).contains(seen.id().caip19());
    market.readAt(unseen, 1L, true, Market.NOW.plusSeconds(31));
    assertThat(market.resolve(WIDEST).facts()).contains(lack);
  }

  @Test
  void doesNotLetALaterCriterionDecideWhatAnEarlierCannotJudge() {
    ResolutionPolicy policy = Policies.of(List.of(TRANSFERABILITY, INDEPENDENT_SOURCES));
    Entry first = market.add("A", PLAIN.named(9));
    Entry second = market.add("B", PLAIN);
    market.read(first, 1L, true);

    assertThat(market.resolve(policy).rule()).isEqualTo(ResolutionRule.NOT_ENOUGH_EVIDENCE);
    market.read(second, 1L, true);
    assertThat(market.resolve(policy).rule()).isEqualTo(ResolutionRule.MORE_SOURCES);
    market.read(first, 1L, false);
    assertThat(market.resolve(policy).rule()).isEqualTo(ResolutionRule.ONLY_TRANSFERABLE);
    assertThat(market.canonical(policy)).contains(second.id().caip19());
  }

  @Test
  void saysATieAndBetweenWhom() {
    Entry first = market.add("A", PLAIN);
    Entry second = market.add("B", PLAIN);
    market.read(first, 5L, true);
    market.read(second, 5L, true);

    Resolution answer = market.resolve(Policies.DEFAULT);

    assertThat(answer.rule()).isEqualTo(ResolutionRule.TIE);
    assertThat(answer.canonical()).isEmpty();
    assertThat(answer.facts().get(1))
        .isEqualTo(Fact.of(FactCode.TIED, List.of(first.id().caip19(), second.id().caip19())));
  }

  @Test
  void tellsWhatIsExcludedFromWhatIsNotKnown() {
    Entry token = market.add("A", PLAIN);

    Resolution own = market.resolve(Policies.named("own-only"));
    assertThat(own.rule()).isEqualTo(ResolutionRule.EXCLUDED_BY_POLICY);
    assertThat(own.facts())
        .contains(Fact.of(FactCode.EXCLUDED, "OWN_BRIDGED", token.id().caip19()));
    assertThat(own.alternatives()).hasSize(1);

    ResolutionPolicy transferable = Policies.named("transferable-now");
    assertThat(market.resolve(transferable).rule()).isEqualTo(ResolutionRule.NOT_ENOUGH_EVIDENCE);
    market.read(token, 7L, false);
    assertThat(market.resolve(transferable).rule()).isEqualTo(ResolutionRule.EXCLUDED_BY_POLICY);
    market.read(token, 0L, true);
    assertThat(market.resolve(transferable).rule()).isEqualTo(ResolutionRule.EXCLUDED_BY_POLICY);
    market.read(token, 7L, true);
    assertThat(market.canonical(transferable)).contains(token.id().caip19());
  }

  @Test
  void asksForAsManySourcesAsThePolicySays() {
    Entry token = market.add("A", PLAIN.named(1));

    Resolution answer = market.resolve(Policies.DEFAULT);

    assertThat(answer.rule()).isEqualTo(ResolutionRule.NOT_ENOUGH_EVIDENCE);
    assertThat(answer.facts().get(1).sentence())
        .isEqualTo(token.id() + " is named by 1 independent sources, 2 are needed");
  }

  @Test
  void namesTheChainsWhereSeveralHaveLiveTokens() {
    market.add("A", PLAIN);
    market.add("A", Market.OTHER_CHAIN, PLAIN);

    Resolution answer =
        new Resolver(market.catalogue(null), market.grounds(Policies.DEFAULT))
            .resolve("acme", null)
            .orElseThrow();

    assertThat(answer.rule()).isEqualTo(ResolutionRule.CHAIN_NEEDED);
    assertThat(answer.facts())
        .contains(Fact.of(FactCode.LIVE_ON_CHAINS, List.of("eip155:1", "eip155:8453")));
  }

  @Test
  void refusesPoliciesThatContradictThemselves() {
    assertThatThrownBy(() -> Policies.of(List.of(OWN_BRIDGED, OWN_BRIDGED)))
        .hasMessage("OWN_BRIDGED stands twice in order");
    assertThatThrownBy(() -> Policies.of(List.of(), List.of(INDEPENDENT_SOURCES)))
        .hasMessage("sources are always required: set minimumSources");
    assertThatThrownBy(() -> policy("Default", 2, Duration.ofHours(1)))
        .hasMessageStartingWith("not a policy's name");
    assertThatThrownBy(() -> policy("default", 0, Duration.ofHours(1)))
        .hasMessage("minimumSources out of 1 to 20");
    assertThatThrownBy(() -> policy("default", 2, Duration.ofDays(31)))
        .hasMessage("observations count for 1 second to 30 days");
  }

  private static ResolutionPolicy policy(String name, int sources, Duration fresh) {
    return new ResolutionPolicy(
        name,
        1,
        "a test",
        List.of(ISSUER_PREFERENCE, CIRCULATING_SUPPLY),
        List.of(),
        List.of(),
        sources,
        fresh);
  }
}
