package io.stockbridge.registry.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.state.EntryKind;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.Multiplier;
import io.stockbridge.registry.assets.Alias;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.AssetStatus;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.DeploymentStatus;
import io.stockbridge.registry.assets.Impostor;
import io.stockbridge.registry.assets.TokenForm;
import io.stockbridge.registry.assets.TokenId;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.assets.UnitModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CatalogueTest {

  private static final List<Caip2> CHAINS =
      List.of(Caip2.of("eip155:1"), Caip2.of("eip155:8453"), Caip2.of("eip155:42161"));

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final Map<String, Underlying> underlyings = new TreeMap<>();
  private final Map<String, Asset> assets = new TreeMap<>();
  private final Map<String, Impostor> impostors = new TreeMap<>();

  @Test
  void changedStepByStepEqualsBuiltAtOnce() {
    Catalogue changed = Catalogue.empty();
    for (int step = 1; step <= 60; step++) {
      CatalogueBuilder builder = changed.change();
      for (int i = random.nextInt(6); i >= 0; i--) {
        changeSomething(builder);
      }
      changed = builder.build(step);
      CatalogueBuilder whole = Catalogue.builder();
      underlyings.values().forEach(whole::add);
      assets.values().forEach(whole::add);
      impostors.values().forEach(whole::add);
      compare(changed, whole.build(step));
    }
  }

  @Test
  void findsUnderlyingsByWhatTheyWereCalledUnlessSomebodyElseIsNow() {
    Underlying meta =
        new Underlying(
            "FB",
            "META",
            null,
            null,
            "Meta Platforms, Inc.",
            null,
            null,
            List.of(new Alias(Alias.Kind.TICKER, "FB", null, null)));
    CatalogueBuilder before = Catalogue.builder();
    before.add(meta);
    Catalogue alone = before.build(1);
    CatalogueBuilder after = alone.change();
    after.add(new Underlying("FB-2", "FB", null, null, "Other fund", null, null, List.of()));

    assertThat(alone.underlyingOfTicker("fb")).contains(meta);
    assertThat(after.build(2).underlyingOfTicker("FB").orElseThrow().name())
        .isEqualTo("Other fund");
    assertThat(after.build(2).underlying("META")).contains(meta);
  }

  @Test
  void takesOverWhatIsScheduledByTheClock() {
    Instant time = Instant.parse("2027-01-04T14:30:00Z");
    Underlying before = new Underlying("S", null, "Before", null);
    Underlying after = new Underlying("S", null, "After", null);
    CatalogueBuilder builder = Catalogue.builder();
    builder.add(before);
    builder.add(asset(1, before));
    builder.scheduled(
        List.of(
            new Scheduled(time, after, null), new Scheduled(time.plusSeconds(1), before, null)));
    Catalogue now = builder.build(7);

    assertThat(now.at(time.minusMillis(1))).isSameAs(now);
    Catalogue then = now.at(time);
    assertThat(then.underlying("S")).contains(after);
    assertThat(then.asset("k:1").orElseThrow().content().underlying()).isEqualTo(after);
    assertThat(then.number()).isEqualTo(7);
    assertThat(then.scheduled()).hasSize(1);
    assertThat(then.at(time.plusSeconds(1)).underlying("S")).contains(before);
  }

  private void changeSomething(CatalogueBuilder builder) {
    String stock = "S" + random.nextInt(4);
    if (!underlyings.containsKey(stock) || random.nextInt(6) == 0) {
      Underlying underlying = new Underlying(stock, null, "Name " + random.nextInt(100), null);
      underlyings.put(stock, underlying);
      builder.add(underlying);
      assets.replaceAll(
          (key, asset) ->
              asset.content().underlying().key().equals(stock)
                  ? new Asset(
                      asset.content().withUnderlying(underlying),
                      asset.version(),
                      asset.recordedAt())
                  : asset);
    }
    int number = random.nextInt(8);
    if (random.nextInt(4) == 0) {
      Impostor impostor = new Impostor(token(100 + number, 0, DeploymentStatus.IMPOSTOR));
      if (impostors.remove(impostor.key()) == null) {
        impostors.put(impostor.key(), impostor);
        builder.add(impostor);
      } else {
        builder.remove(EntryKind.IMPOSTOR, impostor.key());
      }
      return;
    }
    Asset asset = asset(number, underlyings.get(stock));
    assets.put(asset.content().key(), asset);
    builder.add(asset);
  }

  private void compare(Catalogue changed, Catalogue whole) {
    assertThat(changed.assets()).as("seed %d", seed).isEqualTo(assets).isEqualTo(whole.assets());
    assertThat(changed.underlyings()).as("seed %d", seed).isEqualTo(underlyings);
    assertThat(List.copyOf(changed.impostors()))
        .as("seed %d", seed)
        .isEqualTo(List.copyOf(whole.impostors()));
    assertThat(changed.tokenCount()).as("seed %d", seed).isEqualTo(whole.tokenCount());
    for (int number = 0; number < 120; number++) {
      for (Caip2 chain : CHAINS) {
        String address = address(number).toUpperCase(Locale.ROOT).replace("0X", "0x");
        KnownToken known = whole.token(chain.toString(), address).orElse(null);
        assertThat(changed.token(chain.toString(), address).orElse(null))
            .as("seed %d", seed)
            .isEqualTo(known);
        assertThat(changed.token(TokenId.keyOf(chain.toString(), address)).orElse(null))
            .isEqualTo(known);
      }
      assertThat(changed.tokensAt(address(number))).isEqualTo(whole.tokensAt(address(number)));
      for (KnownToken token : changed.tokensAt(address(number))) {
        // Each token knows its stock as it is in this state, and is the one that the stock has.
        if (token.listing() != null) {
          Stock stock = changed.stockOf(token.listing().asset().content().underlying());
          assertThat(token.listing().stock()).as("seed %d", seed).isSameAs(stock);
          assertThat(stock.tokens().get(stock.tokens().indexOf(token))).isSameAs(token);
        }
      }
    }
    for (Underlying underlying : underlyings.values()) {
      assertThat(changed.assetsOn(underlying))
          .as("seed %d", seed)
          .isEqualTo(whole.assetsOn(underlying))
          .isEqualTo(
              assets.values().stream()
                  .filter(a -> a.content().underlying().equals(underlying))
                  .toList());
    }
    for (int symbol = 0; symbol < 3; symbol++) {
      assertThat(changed.assetsOfSymbol("sym" + symbol))
          .as("seed %d", seed)
          .isEqualTo(whole.assetsOfSymbol("SYM" + symbol));
    }
  }

  private Asset asset(int number, Underlying underlying) {
    List<Deployment> tokens = new ArrayList<>();
    for (int chain = 0; chain < CHAINS.size(); chain++) {
      if (random.nextBoolean()) {
        tokens.add(token(number, chain, DeploymentStatus.ACTIVE));
      }
    }
    AssetContent content =
        new AssetContent(
            "k:" + number,
            null,
            "issuer",
            "Sym" + random.nextInt(3),
            "Token " + random.nextInt(1000),
            null,
            AssetStatus.ACTIVE,
            underlying,
            Multiplier.ONE,
            ActionEpoch.ZERO,
            tokens);
    return new Asset(content, 1, Instant.EPOCH);
  }

  private static Deployment token(int number, int chain, DeploymentStatus status) {
    return new Deployment(
        TokenId.at(CHAINS.get(chain), address(number)),
        "SYM",
        18,
        TokenForm.token(UnitModel.PLAIN, "erc20"),
        status,
        null,
        false,
        1,
        List.of(),
        List.of());
  }

  private static String address(int number) {
    return "0x%040x".formatted(0xabcdef00 + number);
  }
}
