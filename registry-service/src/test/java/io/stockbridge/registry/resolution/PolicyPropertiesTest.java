package io.stockbridge.registry.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockbridge.registry.assets.DeploymentStatus;
import io.stockbridge.registry.assets.UnitModel;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.observation.ObservedToken;
import io.stockbridge.registry.resolution.Market.Entry;
import io.stockbridge.registry.resolution.Market.Token;
import io.stockbridge.registry.verification.Verdict;
import io.stockbridge.registry.verification.Verifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds for every market and every policy; a failure prints the seed that shows it again. */
class PolicyPropertiesTest {

  private static final int ROUNDS = 1500;
  private static final List<String> ISSUERS = List.of("Backed Assets", "Coinbase", "Nobody", "X");

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void answersAlikeWhateverTheOrderOfLoading() {
    for (int round = 0; round < ROUNDS; round++) {
      Market market = market();
      ResolutionPolicy policy = policy();
      Resolution expected = market.resolve(policy);

      Catalogue other = market.catalogue(random);
      assertThat(new Resolver(other, market.grounds(policy)).resolve("ACME", Market.CHAIN))
          .as("seed %d round %d %s", seed, round, policy)
          .contains(expected);
    }
  }

  @Test
  void callsCanonicalExactlyWhatResolutionAnswers() {
    int canonical = 0;
    Set<ResolutionRule> rules = EnumSet.noneOf(ResolutionRule.class);
    for (int round = 0; round < ROUNDS; round++) {
      Market market = market();
      ResolutionPolicy policy = policy();
      Catalogue catalogue = market.catalogue(null);
      Resolver resolver = new Resolver(catalogue, market.grounds(policy));
      Verifier verifier = new Verifier(catalogue, market.grounds(policy));
      for (Entry entry : market.entries()) {
        Verdict verdict = verifier.verify(entry.id().caip19());
        Resolution answer = resolver.resolve("ACME", entry.chain()).orElseThrow();
        rules.add(answer.rule());
        Optional<String> chosen =
            answer.canonical().map(token -> token.deployment().token().caip19());
        boolean isCanonical = verdict.kind() == Verdict.Kind.CANONICAL;
        assertThat(isCanonical)
            .as("seed %d round %d %s %s", seed, round, policy, entry)
            .isEqualTo(chosen.equals(Optional.of(entry.id().caip19())));
        assertThat(
                Optional.ofNullable(verdict.canonical()).map(t -> t.deployment().token().caip19()))
            .as("seed %d round %d", seed, round)
            .isEqualTo(chosen);
        canonical += isCanonical ? 1 : 0;
      }
    }
    assertThat(canonical).as("seed %d", seed).isGreaterThan(ROUNDS / 10);
    assertThat(rules)
        .as("seed %d: the generator reaches each rule", seed)
        .containsExactlyInAnyOrder(
            ResolutionRule.OWN_BRIDGED_TOKEN,
            ResolutionRule.ONLY_EVIDENCED_TOKEN,
            ResolutionRule.ISSUER_PREFERENCE,
            ResolutionRule.MORE_SOURCES,
            ResolutionRule.LARGEST_SUPPLY,
            ResolutionRule.ONLY_TRANSFERABLE,
            ResolutionRule.TIE,
            ResolutionRule.NOT_ENOUGH_EVIDENCE,
            ResolutionRule.EXCLUDED_BY_POLICY,
            ResolutionRule.NONE_ON_CHAIN);
  }

  @Test
  void betterEvidenceForOneNeverMakesAnotherCanonical() {
    int changed = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Market before = market();
      ResolutionPolicy policy = policy();
      int index = random.nextInt(before.entries().size());
      String improved = before.entries().get(index).id().caip19();
      Market after = improve(before, index);

      Optional<String> first = before.canonical(policy);
      Optional<String> then = after.canonical(policy);
      changed += first.equals(then) ? 0 : 1;
      assertThat(then.isEmpty() || then.equals(first) || then.get().equals(improved))
          .as("seed %d round %d %s: %s, then %s", seed, round, policy, first, then)
          .isTrue();
      if (first.equals(Optional.of(improved))) {
        assertThat(then).as("seed %d round %d %s", seed, round, policy).isEqualTo(first);
      }
    }
    assertThat(changed).as("seed %d: some improvements matter", seed).isPositive();
  }

  @Test
  void neverMakesATokenCanonicalThatIsNotLiveOrLacksWhatIsRequired() {
    for (int round = 0; round < ROUNDS; round++) {
      Market market = market();
      ResolutionPolicy policy = policy();
      market
          .resolve(policy)
          .canonical()
          .ifPresent(
              token -> {
                assertThat(token.deployment().isLiveToken()).as("seed %d", seed).isTrue();
                assertThat(token.deployment().token().chain()).isEqualTo(Market.CHAIN);
                boolean own = token.deployment().own();
                assertThat(
                        own || token.deployment().independentSources() >= policy.minimumSources())
                    .as("seed %d %s", seed, policy)
                    .isTrue();
                if (policy.required().contains(Criterion.OWN_BRIDGED)) {
                  assertThat(own).as("seed %d", seed).isTrue();
                }
              });
    }
  }

  @Test
  void listsEachOtherTokenOfTheChainOnce() {
    for (int round = 0; round < ROUNDS; round++) {
      Market market = market();
      Resolution answer = market.resolve(policy());
      List<String> named = new ArrayList<>();
      answer.canonical().ifPresent(token -> named.add(token.deployment().token().caip19()));
      answer.alternatives().forEach(token -> named.add(token.deployment().token().caip19()));
      assertThat(named)
          .as("seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(
              market.entries().stream()
                  .filter(entry -> entry.chain().equals(Market.CHAIN))
                  .map(entry -> entry.id().caip19())
                  .toList());
    }
  }

  /** One more source, a larger supply, or transferable where it was not. */
  private Market improve(Market before, int index) {
    Market after = before.copy();
    Entry entry = before.entries().get(index);
    Token token = entry.token();
    ObservedToken reading = before.reading(entry);
    int kind = reading == null ? 0 : random.nextInt(3);
    if (kind == 1 && reading.rawSupply() != null) {
      long more = reading.rawSupply().longValueExact() + 1 + random.nextInt(3);
      after.readAt(entry, more, reading.transferable(), reading.observedAt());
    } else if (kind == 2 && Boolean.FALSE.equals(reading.transferable())) {
      Long supply = reading.rawSupply() == null ? null : reading.rawSupply().longValueExact();
      after.readAt(entry, supply, true, reading.observedAt());
    } else {
      after.replace(index, entry.with(token.named(token.sources() + 1 + random.nextInt(2))));
    }
    return after;
  }

  private Market market() {
    Market market = new Market();
    int tokens = 1 + random.nextInt(5);
    boolean ownTaken = false;
    for (int i = 0; i < tokens; i++) {
      String issuer = ISSUERS.get(random.nextInt(ISSUERS.size()));
      boolean own = !ownTaken && random.nextInt(6) == 0;
      ownTaken |= own;
      DeploymentStatus status =
          random.nextInt(8) == 0 ? DeploymentStatus.RETIRED : DeploymentStatus.ACTIVE;
      UnitModel model = random.nextBoolean() ? UnitModel.PLAIN : UnitModel.ERC8056;
      Token token = new Token(own, random.nextInt(4), status, model);
      Entry entry =
          market.add(issuer, random.nextInt(5) == 0 ? Market.OTHER_CHAIN : Market.CHAIN, token);
      readSometimes(market, entry);
    }
    return market;
  }

  private void readSometimes(Market market, Entry entry) {
    if (random.nextInt(6) == 0) {
      return;
    }
    @Nullable Long supply = random.nextInt(8) == 0 ? null : (long) random.nextInt(4);
    @Nullable Boolean transferable = random.nextInt(8) == 0 ? null : random.nextInt(3) > 0;
    boolean stale = random.nextInt(10) == 0;
    market.readAt(
        entry, supply, transferable, stale ? Market.NOW.minus(Duration.ofDays(40)) : Market.NOW);
  }

  private ResolutionPolicy policy() {
    if (random.nextInt(3) == 0) {
      return Policies.SEEDED.get(random.nextInt(Policies.SEEDED.size()));
    }
    List<Criterion> order = new ArrayList<>(Arrays.asList(Criterion.values()));
    Collections.shuffle(order, random);
    List<Criterion> required = new ArrayList<>(Arrays.asList(Criterion.values()));
    required.remove(Criterion.INDEPENDENT_SOURCES);
    Collections.shuffle(required, random);
    return new ResolutionPolicy(
        "generated",
        1,
        "generated",
        order.subList(0, random.nextInt(order.size() + 1)),
        required.subList(0, Math.max(0, random.nextInt(5) - 2)),
        random.nextBoolean() ? List.of() : ISSUERS.subList(0, 1 + random.nextInt(2)),
        1 + random.nextInt(3),
        Duration.ofHours(1));
  }
}
