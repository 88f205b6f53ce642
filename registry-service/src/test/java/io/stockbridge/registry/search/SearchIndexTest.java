package io.stockbridge.registry.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.Figi;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.Multiplier;
import io.stockbridge.registry.assets.Alias;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.AssetStatus;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.DeploymentStatus;
import io.stockbridge.registry.assets.TokenForm;
import io.stockbridge.registry.assets.TokenId;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.assets.UnitModel;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.search.Hit.How;
import io.stockbridge.registry.seed.DataFiles;
import io.stockbridge.registry.seed.Knowledge;
import io.stockbridge.registry.seed.KnowledgeReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SearchIndexTest {

  private static final Caip2 ARBITRUM = Caip2.of("eip155:42161");
  private static final String APPLE = "0x9d275685dC284C8eB1C79f6ABA7a63Dc75ec890a";
  private static final String LIAR = "0x3333333333333333333333333333333333333333";
  private static final String FAKE = "0x4444444444444444444444444444444444444444";

  private final Knowledge knowledge = KnowledgeReader.read(DataFiles.bundled());
  private final Catalogue catalogue = catalogue(List.of(), List.of());
  private final SearchIndex index = new SearchIndex(catalogue);

  @Test
  void findsEachStockByItsTickerInAnyCaseBeforeEverythingElse() {
    for (Underlying underlying : catalogue.underlyings().values()) {
      String ticker = underlying.ticker();
      for (String typed : List.of(ticker, ticker.toLowerCase(Locale.ROOT), " " + ticker + " ")) {
        Hit first = find(typed).get(0);
        assertThat(first.entry().key()).as(typed).isEqualTo(ticker);
        assertThat(first.match()).isEqualTo(new Hit.Match("ticker", ticker, How.EQUAL, 0));
      }
    }
  }

  @Test
  void findsInstrumentsAndTokensByTheirExactIdentifiers() {
    for (Asset asset : catalogue.assets().values()) {
      assertThat(find(asset.content().key()).get(0).entry().key()).isEqualTo(asset.content().key());
      for (Deployment deployment : asset.content().deployments()) {
        assertThat(find(deployment.token().caip19()).get(0).entry().key())
            .isEqualTo(deployment.token().caip19());
        assertThat(find(deployment.token().address()))
            .isNotEmpty()
            .allMatch(hit -> hit.match().how() == How.IDENTIFIER)
            .anyMatch(hit -> hit.entry().key().equals(deployment.token().caip19()));
      }
    }
    assertThat(find("us0378331005").get(0).entry().key()).isEqualTo("AAPL");
    assertThat(find(APPLE.toUpperCase(Locale.ROOT))).hasSize(2);
  }

  @Test
  void forgivesTypingMistakesAndSaysSo() {
    assertThat(find("aple").get(0).match())
        .isEqualTo(new Hit.Match("name", "Apple Inc.", How.TYPO, 1));
    assertThat(find("aaple").get(0).match())
        .isEqualTo(new Hit.Match("ticker", "AAPL", How.TYPO, 1));
    assertThat(find("tesal").get(0).entry().key()).isEqualTo("TSLA");
    assertThat(find("micorsfot").get(0).entry().key()).isEqualTo("MSFT");
    assertThat(find("Microsft Corporation").get(0).entry().key()).isEqualTo("MSFT");
    assertThat(find("apple xst").get(0).match())
        .isEqualTo(new Hit.Match("name", "Apple xStock", How.PREFIX, 0));
    assertThat(find("backed assets apple")).isNotEmpty();
    assertThat(find("zzzzqqqq")).isEmpty();
  }

  @Test
  void findsAStockByItsFigiAndByNamesItHadBefore() {
    Underlying meta =
        new Underlying(
            "FB",
            "META",
            null,
            Figi.of("BBG000MM2P62"),
            "Meta Platforms Inc.",
            "XNAS",
            null,
            List.of(
                new Alias(Alias.Kind.TICKER, "FB", null, null),
                new Alias(Alias.Kind.NAME, "Facebook Inc.", null, null)));
    Catalogue small =
        new Catalogue(
            1,
            List.of(
                new Asset(asset("FBX", "Meta token", LIAR).withUnderlying(meta), 1, Instant.EPOCH)),
            List.of());
    SearchIndex smallIndex = new SearchIndex(small);
    Entry stock = new Entry.Stock(meta);
    assertThat(smallIndex.find(small, "bbg000mm2p62", 5).get(0))
        .isEqualTo(new Hit(stock, new Hit.Match("figi", "BBG000MM2P62", How.IDENTIFIER, 0)));
    assertThat(smallIndex.find(small, "fb", 5).get(0))
        .isEqualTo(new Hit(stock, new Hit.Match("alias", "FB", How.EQUAL, 0)));
    assertThat(smallIndex.find(small, "facebok", 5).get(0))
        .isEqualTo(new Hit(stock, new Hit.Match("alias", "Facebook Inc.", How.TYPO, 1)));
  }

  @Test
  void aNameIsFoundWithAnySingleMistakeInIt() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (Underlying underlying : catalogue.underlyings().values()) {
      String word =
          Folding.words(underlying.name()).stream()
              .max((a, b) -> Integer.compare(a.length(), b.length()))
              .orElse("");
      if (word.length() < 4) {
        continue;
      }
      StringBuilder typed = new StringBuilder(word);
      int at = random.nextInt(word.length());
      switch (random.nextInt(4)) {
        case 0 -> typed.deleteCharAt(at);
        case 1 -> typed.insert(at, (char) ('a' + random.nextInt(26)));
        case 2 -> typed.insert(Math.max(0, at - 1), typed.charAt(at)).deleteCharAt(at + 1);
        default -> typed.setCharAt(at, (char) ('a' + random.nextInt(26)));
      }
      assertThat(index.find(catalogue, typed.toString(), 1_000))
          .as("seed %d: %s typed as %s", seed, word, typed)
          .anyMatch(hit -> hit.entry().equals(new Entry.Stock(underlying)));
    }
  }

  @Test
  void anAddressInANameMakesNobodyFindable() {
    AssetContent liar = asset("Liar", "Liar " + APPLE + " token", LIAR);
    Deployment fake = impostor(APPLE.substring(0, 38), FAKE);
    Catalogue poisoned = catalogue(List.of(liar), List.of(fake));
    SearchIndex poisonedIndex = new SearchIndex(poisoned);

    for (String typed :
        List.of(
            APPLE,
            APPLE.toLowerCase(Locale.ROOT),
            APPLE.substring(0, 20) + " " + APPLE.substring(20),
            APPLE.substring(0, 20) + "\u200B" + APPLE.substring(20))) {
      assertThat(poisonedIndex.find(poisoned, typed, 100))
          .as(typed)
          .extracting(hit -> hit.entry().key())
          .containsExactlyInAnyOrder("eip155:42161/erc20:" + APPLE, "eip155:1/erc20:" + APPLE);
    }
    for (String piece : List.of(APPLE.substring(0, 12), APPLE.substring(2), "5685dC284C8e")) {
      assertThat(poisonedIndex.find(poisoned, piece, 100))
          .as(piece)
          .noneMatch(hit -> hit.entry().key().equals("TEST:LIAR") || hit.isImpostor());
    }
    assertThat(poisonedIndex.find(poisoned, "liar", 10))
        .anyMatch(hit -> hit.entry().key().equals("TEST:LIAR"));
  }

  @Test
  void impostorsAreMarkedAndStandBelowEverythingGenuine() {
    Deployment lookAlike = impostor("ТЅLАx", FAKE);
    Catalogue poisoned = catalogue(List.of(), List.of(lookAlike));
    SearchIndex poisonedIndex = new SearchIndex(poisoned);
    List<Hit> tesla = poisonedIndex.find(poisoned, "TSLAx", 100);
    assertThat(tesla.get(0).isImpostor()).isFalse();
    assertThat(tesla).anyMatch(hit -> hit.entry().key().endsWith(FAKE) && hit.isImpostor());
    for (Deployment impostor : poisoned.impostors()) {
      List<Hit> hits = poisonedIndex.find(poisoned, impostor.symbol(), 1_000);
      assertImpostorsLast(hits);
      assertThat(hits).anyMatch(Hit::isImpostor);
    }
  }

  @Test
  void noQueryFailsOrDisordersTheAnswer() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<String> tickers = List.copyOf(catalogue.underlyings().keySet());
    for (int run = 0; run < 2_000; run++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < random.nextInt(40); i++) {
        switch (random.nextInt(4)) {
          case 0 -> text.appendCodePoint(random.nextInt(0x110000));
          case 1 -> text.append(tickers.get(random.nextInt(tickers.size())));
          case 2 -> text.append((char) random.nextInt(0x10000));
          default -> text.append((char) (' ' + random.nextInt(95)));
        }
      }
      List<Hit> hits = index.find(catalogue, text.toString(), 20);
      assertThat(hits).as("seed %d: %s", seed, text).hasSizeLessThanOrEqualTo(20);
      assertThat(hits).isSortedAccordingTo(Hit.ORDER).doesNotHaveDuplicates();
      assertImpostorsLast(hits);
    }
  }

  private static void assertImpostorsLast(List<Hit> hits) {
    List<Boolean> marks = hits.stream().map(Hit::isImpostor).toList();
    assertThat(marks).isSorted();
  }

  private List<Hit> find(String text) {
    return index.find(catalogue, text, 20);
  }

  private Catalogue catalogue(List<AssetContent> assets, List<Deployment> impostors) {
    List<AssetContent> contents = new ArrayList<>(knowledge.assets());
    contents.addAll(assets);
    List<Deployment> fakes = new ArrayList<>(knowledge.impostors());
    fakes.addAll(impostors);
    return new Catalogue(
        1, contents.stream().map(content -> new Asset(content, 1, Instant.EPOCH)).toList(), fakes);
  }

  private static AssetContent asset(String symbol, String name, String address) {
    return new AssetContent(
        "TEST:" + symbol.toUpperCase(Locale.ROOT),
        null,
        "Test",
        symbol,
        name,
        null,
        AssetStatus.ACTIVE,
        new Underlying("LIAR", null, name, null),
        Multiplier.ONE,
        ActionEpoch.ZERO,
        List.of(deployment(symbol, address, DeploymentStatus.ACTIVE)));
  }

  private static Deployment impostor(String symbol, String address) {
    return deployment(symbol, address, DeploymentStatus.IMPOSTOR);
  }

  private static Deployment deployment(String symbol, String address, DeploymentStatus status) {
    return new Deployment(
        TokenId.at(ARBITRUM, address),
        symbol,
        18,
        TokenForm.token(UnitModel.PLAIN, "erc20"),
        status,
        null,
        false,
        null,
        0,
        List.of());
  }
}
