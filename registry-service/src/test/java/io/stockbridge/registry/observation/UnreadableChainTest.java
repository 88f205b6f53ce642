package io.stockbridge.registry.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockbridge.chains.ChainAnswerException;
import io.stockbridge.chains.ChainException;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.ChainUnavailableException;
import io.stockbridge.chains.SourceDisagreementException;
import io.stockbridge.chains.TokenInspector;
import io.stockbridge.chains.TokenReading;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.DeploymentStatus;
import io.stockbridge.registry.assets.TokenForm;
import io.stockbridge.registry.assets.TokenId;
import io.stockbridge.registry.assets.UnitModel;
import io.stockbridge.registry.catalogue.KnownToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Chains that fail, and tokens that would spoil the reading of others. */
class UnreadableChainTest {
  private static final DomainId DOMAIN = DomainId.of(1);
  private static final Caip2 CHAIN = Caip2.ofEvm(DOMAIN);
  private static final KnownToken GOOD = token("0x00000000000000000000000000000000000000aa");
  private static final KnownToken HOSTILE = token("0x00000000000000000000000000000000000000bb");

  private int requests;

  @Test
  void oneHostileTokenHidesNoOther() {
    List<Sighting> sightings =
        read(() -> new ChainAnswerException(DOMAIN, "an answer of 33 MiB"), HOSTILE);

    assertThat(sightings).hasSize(2);
    assertThat(sightings.get(0)).isInstanceOf(Sighting.Seen.class);
    assertThat(failure(sightings.get(1)).kind()).isEqualTo(Observation.Failure.Kind.BAD_ANSWER);
    assertThat(requests).isEqualTo(3);
  }

  @Test
  void nodesThatContradictEachOtherAreADisagreementOfThatTokenOnly() {
    List<Sighting> sightings =
        read(
            () -> new SourceDisagreementException(DOMAIN, "supply", List.of("a → 1", "b → 2")),
            HOSTILE);

    assertThat(sightings.get(0)).isInstanceOf(Sighting.Seen.class);
    assertThat(failure(sightings.get(1)).kind()).isEqualTo(Observation.Failure.Kind.DISAGREEMENT);
    assertThat(failure(sightings.get(1)).detail()).contains("a → 1 | b → 2");
  }

  @Test
  void aChainThatIsAwayIsAskedOncePerBatch() {
    List<Sighting> sightings =
        read(() -> new ChainUnavailableException(DOMAIN, "no answer within 10000 ms"), GOOD);

    assertThat(sightings)
        .extracting(sighting -> failure(sighting).kind())
        .containsExactly(
            Observation.Failure.Kind.UNAVAILABLE, Observation.Failure.Kind.UNAVAILABLE);
    assertThat(requests).isEqualTo(1);
  }

  @Test
  void wordsOfANodeFitIntoTheDatabase() {
    List<Sighting> sightings =
        read(() -> new ChainUnavailableException(DOMAIN, "\u0000" + "x".repeat(9_000)), GOOD);

    assertThat(failure(sightings.get(0)).detail()).hasSize(500).doesNotContain("\u0000");
  }

  @Test
  void tokensOfChainsWithoutNodesAndOfImpossibleAddressesAreNotRead() {
    TokenReader reader = new TokenReader(Map.of());
    assertThat(reader.canRead(GOOD.deployment().token())).isFalse();
    assertThat(reader.read(List.of(GOOD))).isEmpty();
    TokenReader ethereum = new TokenReader(Map.of(CHAIN, tokens -> List.of()));
    assertThat(ethereum.canRead(GOOD.deployment().token())).isTrue();
    assertThat(ethereum.canRead(new TokenId(CHAIN, "erc20", "0x12"))).isFalse();
  }

  /** Reads both tokens; the inspector fails for every batch that holds {@code failing}. */
  private List<Sighting> read(Supplier<ChainException> fault, KnownToken failing) {
    UniversalAddress bad = UniversalAddress.parse(DOMAIN, failing.deployment().token().address());
    TokenInspector inspector =
        tokens -> {
          requests++;
          if (tokens.contains(bad)) {
            throw fault.get();
          }
          List<TokenReading> readings = new ArrayList<>();
          ChainPosition position = new ChainPosition(7, Bytes32.ZERO, Instant.EPOCH);
          tokens.forEach(token -> readings.add(new TokenReading.Absent(position, token)));
          return readings;
        };
    return new TokenReader(Map.of(CHAIN, inspector)).read(List.of(GOOD, HOSTILE));
  }

  private static Observation.Failure failure(Sighting sighting) {
    return ((Sighting.Unread) sighting).failure();
  }

  private static KnownToken token(String address) {
    return KnownToken.impostor(
        new Deployment(
            TokenId.at(CHAIN, address),
            "TEST",
            18,
            TokenForm.token(UnitModel.PLAIN, "erc20"),
            DeploymentStatus.ACTIVE,
            null,
            false,
            null,
            1,
            List.of()));
  }
}
