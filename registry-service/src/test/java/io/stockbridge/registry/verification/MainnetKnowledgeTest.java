package io.stockbridge.registry.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.DeploymentStatus;
import io.stockbridge.registry.assets.TokenRole;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.catalogue.KnownToken;
import io.stockbridge.registry.resolution.Criterion;
import io.stockbridge.registry.resolution.Fact;
import io.stockbridge.registry.resolution.FactCode;
import io.stockbridge.registry.resolution.Grounds;
import io.stockbridge.registry.resolution.Policies;
import io.stockbridge.registry.resolution.Resolution;
import io.stockbridge.registry.resolution.ResolutionPolicy;
import io.stockbridge.registry.resolution.ResolutionRule;
import io.stockbridge.registry.resolution.Resolver;
import io.stockbridge.registry.seed.DataFiles;
import io.stockbridge.registry.seed.Knowledge;
import io.stockbridge.registry.seed.KnowledgeReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every row of the data is a test case of resolution and verification. */
class MainnetKnowledgeTest {

  private static final ResolutionPolicy POLICY = Policies.DEFAULT;
  private static final Caip2 ARBITRUM = Caip2.of("eip155:42161");
  private static final Caip2 BASE = Caip2.of("eip155:8453");
  private static final String AAPL_RETIRED =
      "eip155:42161/erc20:0x2414faE77CF726cC2287B81cf174d9828adc6636";

  private final Knowledge knowledge = KnowledgeReader.read(DataFiles.bundled());
  private final Catalogue catalogue = catalogueOf(knowledge.assets());
  private final Verifier verifier = new Verifier(catalogue, Grounds.without(POLICY));
  private final Resolver resolver = new Resolver(catalogue, Grounds.without(POLICY));

  @Test
  void answersEachImpostorAsAnImpostor() {
    assertThat(knowledge.impostors()).hasSize(16);
    for (Deployment impostor : knowledge.impostors()) {
      Verdict verdict = verifier.verify(impostor.token().caip19());

      assertThat(verdict.kind()).isEqualTo(Verdict.Kind.KNOWN_NOT_CANONICAL);
      assertThat(verdict.reason()).isEqualTo(Verdict.Reason.IMPOSTOR);
      assertThat(verdict.evidence())
          .extracting(Fact::code)
          .containsExactly(FactCode.SOURCE, FactCode.PRETENDS);
      assertThat(verdict.evidence().get(0).sentence()).startsWith("source: ");
      assertThat(resolver.resolve(impostor.token().caip19(), null).orElseThrow().rule())
          .isEqualTo(ResolutionRule.IMPOSTOR);
    }
  }

  @Test
  void answersEachRetiredTokenWithItsSuccessor() {
    List<Deployment> retired =
        all().stream().filter(d -> d.status() == DeploymentStatus.RETIRED).toList();
    assertThat(retired).hasSize(13);
    for (Deployment deployment : retired) {
      Verdict verdict = verifier.verify(deployment.token().caip19());

      assertThat(verdict.reason()).isEqualTo(Verdict.Reason.RETIRED);
      assertThat(verdict.successor()).isEqualTo(deployment.successor());
      assertThat(verifier.verify(String.valueOf(verdict.successor())).token()).isNotNull();
    }
    assertThat(verifier.verify(AAPL_RETIRED).successor())
        .isEqualTo("eip155:42161/erc20:0xCe38e140fC3982a6bCEbc37b040913EF2Cd6C5a7");
  }

  @Test
  void knowsEachTokenOfTheDataWhateverTheCaseOfItsAddress() {
    for (Deployment deployment : all()) {
      String caip19 = deployment.token().caip19();
      Verdict verdict = verifier.verify(caip19);
      assertThat(verdict.kind()).as(caip19).isNotEqualTo(Verdict.Kind.UNKNOWN);
      if (deployment.token().chain().isEvm()) {
        Verdict lower = verifier.verify(caip19.toLowerCase(Locale.ROOT));
        assertThat(lower.kind()).isEqualTo(verdict.kind());
        assertThat(lower.checksum()).isEqualTo(Verdict.Checksum.ABSENT);
        assertThat(verdict.checksum()).isIn(Verdict.Checksum.VALID, Verdict.Checksum.ABSENT);
      }
      if (deployment.form().role() == TokenRole.WRAPPER) {
        assertThat(verdict.reason()).isEqualTo(Verdict.Reason.WRAPPER);
      }
      if (deployment.form().role() == TokenRole.RECEIPT) {
        assertThat(verdict.reason()).isEqualTo(Verdict.Reason.RECEIPT);
      }
    }
  }

  @Test
  void callsCanonicalExactlyWhatResolutionAnswers() {
    int canonical = 0;
    for (Deployment deployment : all()) {
      Verdict verdict = verifier.verify(deployment.token().caip19());
      KnownToken token = verdict.token();
      assertThat(token).isNotNull();
      Resolution resolution =
          resolver
              .resolve(
                  token.owner().orElseThrow().content().underlying().ticker(),
                  deployment.token().chain())
              .orElseThrow();
      boolean chosen =
          resolution
              .canonical()
              .filter(answer -> answer.deployment().equals(deployment))
              .isPresent();
      assertThat(verdict.kind() == Verdict.Kind.CANONICAL).isEqualTo(chosen);
      canonical += chosen ? 1 : 0;
    }
    assertThat(canonical).isGreaterThan(200);
  }

  @Test
  void saysWhenAChecksumIsWrong() {
    String right = "eip155:8453/erc20:0x41F7A63713e76c0aB800Be03Bae9F17B8A356348";
    String wrong = right.replace("0x41F7A", "0x41f7A");

    assertThat(verifier.verify(right).checksum()).isEqualTo(Verdict.Checksum.VALID);
    Verdict verdict = verifier.verify(wrong);
    assertThat(verdict.checksum()).isEqualTo(Verdict.Checksum.WRONG);
    assertThat(verdict.kind()).isEqualTo(Verdict.Kind.KNOWN_NOT_CANONICAL);
    assertThat(verdict.evidence().get(0))
        .isEqualTo(
            Fact.of(FactCode.WRONG_CHECKSUM, wrong.substring("eip155:8453/erc20:".length())));
  }

  @Test
  void doesNotTakeAnAddressOfOneChainForAnother() {
    Verdict verdict =
        verifier.verify("eip155:8453/erc20:0x9d275685dc284c8eb1c79f6aba7a63dc75ec890a");

    assertThat(verdict.kind()).isEqualTo(Verdict.Kind.UNKNOWN);
    assertThat(verdict.evidence())
        .hasSize(2)
        .allSatisfy(fact -> assertThat(fact.sentence()).contains("says nothing about eip155:8453"));
  }

  @Test
  void refusesWhatIsNoTokenName() {
    for (String text :
        List.of(
            "AAPL",
            "eip155:1",
            "/x:y",
            "eip155:1/erc20:0x12",
            "eip155:x/erc20:0x",
            "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp/token:0OIl")) {
      assertThatThrownBy(() -> verifier.verify(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void resolvesOneStockByEachOfItsNames() {
    for (String name :
        List.of(
            "AAPL",
            "aapl",
            "US0378331005",
            "CH1436219187",
            "AAPLx",
            "eip155:1/erc20:0x9d275685dc284c8eb1c79f6aba7a63dc75ec890a")) {
      Resolution resolution = resolver.resolve(name, ARBITRUM).orElseThrow();

      assertThat(resolution.canonical().orElseThrow().deployment().token().caip19())
          .as(name)
          .isEqualTo("eip155:42161/erc20:0x9d275685dC284C8eB1C79f6ABA7a63Dc75ec890a");
    }
    assertThat(resolver.resolve("NO SUCH STOCK", null)).isEmpty();
  }

  @Test
  void prefersIssuersByPolicyAndListsTheOthers() {
    Resolution resolution = resolver.resolve("AAPL", BASE).orElseThrow();

    assertThat(resolution.rule()).isEqualTo(ResolutionRule.ISSUER_PREFERENCE);
    assertThat(issuer(resolution.canonical().orElseThrow())).isEqualTo("Coinbase");
    assertThat(resolution.alternatives())
        .extracting(MainnetKnowledgeTest::issuer)
        .containsExactly("Dinari", "ST0x", "Dinari", "ST0x", "ST0x");
  }

  @Test
  void saysATieWhereThePolicyRanksNobody() {
    Resolver indifferent =
        new Resolver(catalogue, Grounds.without(Policies.of(List.of(Criterion.OWN_BRIDGED))));

    Resolution resolution = indifferent.resolve("AAPL", BASE).orElseThrow();

    assertThat(resolution.rule()).isEqualTo(ResolutionRule.TIE);
    assertThat(resolution.canonical()).isEmpty();
  }

  @Test
  void givesNoAnswerOnOneSourceAlone() {
    Resolution resolution = resolver.resolve("AAPL", Caip2.of("eip155:4663")).orElseThrow();

    assertThat(resolution.rule()).isEqualTo(ResolutionRule.NOT_ENOUGH_EVIDENCE);
    assertThat(resolution.canonical()).isEmpty();
    assertThat(resolution.alternatives()).hasSize(1);
  }

  @Test
  void asksForTheChainWhereSeveralHaveLiveTokens() {
    assertThat(resolver.resolve("AAPL", null).orElseThrow().rule())
        .isEqualTo(ResolutionRule.CHAIN_NEEDED);
    assertThat(resolver.resolve("AAPL", Caip2.of("eip155:10")).orElseThrow().rule())
        .isEqualTo(ResolutionRule.NONE_ON_CHAIN);
  }

  @Test
  void doesNotDependOnTheOrderInWhichThingsBecameKnown() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 5; round++) {
      List<AssetContent> shuffled = new ArrayList<>(knowledge.assets());
      Collections.shuffle(shuffled, random);
      Resolver other = new Resolver(catalogueOf(shuffled), Grounds.without(POLICY));
      for (String ticker : catalogue.underlyings().keySet()) {
        assertThat(other.resolve(ticker, BASE))
            .as("seed %d", seed)
            .isEqualTo(resolver.resolve(ticker, BASE));
      }
    }
  }

  private Catalogue catalogueOf(List<AssetContent> contents) {
    List<Asset> assets =
        contents.stream().map(content -> new Asset(content, 1, Instant.EPOCH)).toList();
    return new Catalogue(1, assets, knowledge.impostors());
  }

  private List<Deployment> all() {
    return knowledge.assets().stream().flatMap(a -> a.deployments().stream()).toList();
  }

  private static String issuer(KnownToken token) {
    return token.owner().orElseThrow().content().issuer();
  }
}
