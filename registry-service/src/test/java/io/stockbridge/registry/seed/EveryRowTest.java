package io.stockbridge.registry.seed;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.TokenId;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.catalogue.KnownToken;
import io.stockbridge.registry.resolution.Fact;
import io.stockbridge.registry.resolution.FactCode;
import io.stockbridge.registry.resolution.Grounds;
import io.stockbridge.registry.resolution.Policies;
import io.stockbridge.registry.resolution.Resolution;
import io.stockbridge.registry.resolution.ResolutionPolicy;
import io.stockbridge.registry.resolution.ResolutionRule;
import io.stockbridge.registry.resolution.Resolver;
import io.stockbridge.registry.verification.Verdict;
import io.stockbridge.registry.verification.Verdict.Reason;
import io.stockbridge.registry.verification.Verifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each cell of the data that names a token is asked about, as it stands in the file. */
class EveryRowTest {

  private static final Caip2 SOLANA = Caip2.SOLANA_MAINNET;
  private static final Caip2 ETHEREUM = Caip2.of("eip155:1");
  private static final Caip2 ARBITRUM = Caip2.of("eip155:42161");
  private static final Caip2 BASE = Caip2.of("eip155:8453");
  private static final Caip2 ROBINHOOD = Caip2.of("eip155:4663");

  private final DataFiles files = DataFiles.bundled();
  private final Catalogue catalogue = catalogue(KnowledgeReader.read(files));
  private final Verifier verifier = new Verifier(catalogue, Grounds.without(Policies.DEFAULT));
  private final Resolver resolver = new Resolver(catalogue, Grounds.without(Policies.DEFAULT));
  private final Map<Verdict.Kind, Integer> kinds = new EnumMap<>(Verdict.Kind.class);
  private final Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);

  @Test
  void answersForEachTokenOfEachFile() {
    for (Map<String, String> row : files.rows("xstocks.csv")) {
      String ticker = value(row, "ticker").replaceAll("x$", "");
      live(SOLANA, value(row, "solana"), "Backed Assets", ticker);
      live(ETHEREUM, value(row, "ethereum"), "Backed Assets", ticker);
      live(ARBITRUM, value(row, "arbitrum"), "Backed Assets", ticker);
      live(BASE, value(row, "base"), "Backed Assets", ticker);
    }
    for (Map<String, String> row : files.rows("coinbase-base.csv")) {
      live(BASE, value(row, "base_address"), "Coinbase", value(row, "underlying"));
    }
    for (Map<String, String> row : files.rows("dinari-dshares.csv")) {
      String ticker = value(row, "underlying");
      live(ETHEREUM, value(row, "ethereum"), "Dinari", ticker);
      live(ARBITRUM, value(row, "arbitrum"), "Dinari", ticker);
      live(BASE, value(row, "base"), "Dinari", ticker);
      retired(value(row, "arbitrum_retired_generation"), value(row, "arbitrum"));
      wrapper(value(row, "base_wrapped_erc4626"), value(row, "base"));
    }
    for (Map<String, String> row : files.rows("st0x-base.csv")) {
      String token = value(row, "base_token(receipt_vault)");
      live(BASE, token, "ST0x", value(row, "underlying"));
      wrapper(value(row, "base_wrapped(erc4626)"), token);
      assertThat(verify(BASE, value(row, "base_receipt(erc1155)")).reason())
          .isEqualTo(Reason.RECEIPT);
    }
    for (Map<String, String> row : files.rows("robinhood-4663.csv")) {
      String symbol = value(row, "symbol");
      if (symbol.equals("cbBTC") || symbol.equals("CASHCAT")) {
        assertThat(verify(ROBINHOOD, value(row, "address")).kind()).isEqualTo(Verdict.Kind.UNKNOWN);
      } else {
        live(ROBINHOOD, value(row, "address"), "Robinhood", symbol);
      }
    }
    for (Map<String, String> row : files.rows("impostors.csv")) {
      String chain = value(row, "chain");
      Verdict verdict =
          verify(chain.equals("solana") ? SOLANA : Caip2.of(chain), value(row, "impostor_address"));
      assertThat(verdict.reason()).as("%s", row).isEqualTo(Reason.IMPOSTOR);
    }

    assertThat(reasons)
        .containsEntry(Reason.IMPOSTOR, 16)
        .containsEntry(Reason.RETIRED, 13)
        .containsEntry(Reason.RECEIPT, 41)
        .containsEntry(Reason.WRAPPER, 71);
    assertThat(kinds).containsEntry(Verdict.Kind.UNKNOWN, 2);
  }

  @Test
  void resolvesEachStockOfTheOverviewToOneOfItsTokensOrSaysWhyNot() {
    Map<String, Caip2> columns =
        Map.of(
            "xstocks_solana", SOLANA,
            "xstocks_arbitrum", ARBITRUM,
            "dinari_arbitrum", ARBITRUM,
            "coinbase_base", BASE,
            "dinari_base", BASE,
            "st0x_base", BASE,
            "robinhood_4663", ROBINHOOD);
    int cells = 0;
    for (Map<String, String> row : files.rows("by-underlying.csv")) {
      for (Map.Entry<String, Caip2> column : columns.entrySet()) {
        String address = value(row, column.getKey());
        if (!address.isEmpty()) {
          cells++;
          String key = TokenId.keyOf(column.getValue().toString(), address);
          Resolution answer =
              resolver.resolve(value(row, "underlying"), column.getValue()).orElseThrow();
          List<KnownToken> named = new ArrayList<>(answer.alternatives());
          answer.canonical().ifPresent(named::add);
          assertThat(named)
              .as("%s %s", column.getKey(), row)
              .extracting(token -> token.deployment().token().key())
              .contains(key);
          assertThat(answer.rule())
              .isIn(
                  ResolutionRule.ONLY_EVIDENCED_TOKEN,
                  ResolutionRule.ISSUER_PREFERENCE,
                  ResolutionRule.NOT_ENOUGH_EVIDENCE);
        }
      }
    }
    assertThat(cells).isGreaterThan(500);
  }

  @Test
  void resolvesEachListedSecurityByIsinAndTickerAlike() {
    int found = 0;
    for (Map<String, String> row : files.rows("underlyings.csv")) {
      String ticker = value(row, "ticker");
      Optional<Resolution> byTicker = resolver.resolve(ticker, SOLANA);
      Optional<Resolution> byIsin = resolver.resolve(value(row, "isin"), SOLANA);
      assertThat(byIsin.flatMap(Resolution::canonical))
          .as(ticker)
          .isEqualTo(byTicker.flatMap(Resolution::canonical));
      assertThat(byIsin.isPresent()).as(ticker).isEqualTo(byTicker.isPresent());
      found += byIsin.isPresent() ? 1 : 0;
    }
    assertThat(found).isEqualTo(52);
  }

  @Test
  void isOfOneMindUnderEachPolicy() {
    for (ResolutionPolicy policy : Policies.SEEDED) {
      Verifier judging = new Verifier(catalogue, Grounds.without(policy));
      Resolver answering = new Resolver(catalogue, Grounds.without(policy));
      for (Asset asset : catalogue.assets().values()) {
        String ticker = asset.content().underlying().ticker();
        asset
            .content()
            .deployments()
            .forEach(
                deployment -> {
                  Optional<KnownToken> chosen =
                      answering
                          .resolve(ticker, deployment.token().chain())
                          .orElseThrow()
                          .canonical();
                  boolean canonical =
                      judging.verify(deployment.token().caip19()).kind() == Verdict.Kind.CANONICAL;
                  assertThat(canonical)
                      .as("%s %s", policy.id(), deployment.token())
                      .isEqualTo(
                          chosen.isPresent()
                              && chosen.get().deployment().token().equals(deployment.token()));
                });
      }
    }
  }

  private void live(Caip2 chain, String address, String issuer, String ticker) {
    if (address.isEmpty()) {
      return;
    }
    Verdict verdict = verify(chain, address);
    AssetContent content =
        Optional.ofNullable(verdict.token()).flatMap(KnownToken::owner).orElseThrow().content();
    assertThat(content.issuer()).as(address).isEqualTo(issuer);
    assertThat(content.underlying().ticker()).as(address).isEqualTo(ticker);
    assertThat(verdict.reason())
        .as(address)
        .isIn(null, Reason.OTHER_ISSUER, Reason.NOT_ENOUGH_EVIDENCE);
  }

  private void retired(String address, String successor) {
    if (!address.isEmpty()) {
      Verdict verdict = verify(ARBITRUM, address);
      assertThat(verdict.reason()).as(address).isEqualTo(Reason.RETIRED);
      assertThat(verdict.successor()).isEqualTo(TokenId.at(ARBITRUM, successor).caip19());
      assertThat(verdict.evidence())
          .contains(Fact.of(FactCode.REPLACED_BY, TokenId.at(ARBITRUM, successor).caip19()));
    }
  }

  private void wrapper(String address, String wrapped) {
    if (!address.isEmpty()) {
      Verdict verdict = verify(BASE, address);
      assertThat(verdict.reason()).as(address).isEqualTo(Reason.WRAPPER);
      assertThat(verdict.evidence())
          .contains(
              Fact.of(FactCode.WRAPS, TokenId.at(BASE, wrapped).caip19()),
              Fact.of(FactCode.GENERATION, 1));
    }
  }

  /** The verdict, which must be the same for the lower-case form and for the CAIP-19 name. */
  private Verdict verify(Caip2 chain, String address) {
    Verdict verdict = verifier.verify(chain.toString(), address);
    kinds.merge(verdict.kind(), 1, Integer::sum);
    Reason reason = verdict.reason();
    if (reason != null) {
      reasons.merge(reason, 1, Integer::sum);
    }
    assertThat(verifier.verify(chain + "/token:" + address)).isEqualTo(verdict);
    if (chain.isEvm() && verdict.kind() != Verdict.Kind.UNKNOWN) {
      assertThat(verdict.checksum())
          .as(address)
          .isIn(Verdict.Checksum.VALID, Verdict.Checksum.ABSENT);
      Verdict lower = verifier.verify(chain.toString(), address.toLowerCase(Locale.ROOT));
      assertThat(lower.reason()).isEqualTo(reason);
      assertThat(lower.checksum()).isEqualTo(Verdict.Checksum.ABSENT);
      String wrong = otherCase(address);
      if (wrong != null) {
        Verdict mistyped = verifier.verify(chain.toString(), wrong);
        assertThat(mistyped.checksum()).as(wrong).isEqualTo(Verdict.Checksum.WRONG);
        assertThat(mistyped.reason()).isEqualTo(reason);
        assertThat(mistyped.evidence().get(0)).isEqualTo(Fact.of(FactCode.WRONG_CHECKSUM, wrong));
      }
    }
    return verdict;
  }

  /** The EIP-55 form with one letter in the wrong case, null where that leaves one case only. */
  private static @Nullable String otherCase(String address) {
    String right = TokenId.at(ETHEREUM, address.toLowerCase(Locale.ROOT)).address();
    for (int i = 2; i < right.length(); i++) {
      char c = right.charAt(i);
      if (Character.isLetter(c)) {
        char other = Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c);
        String wrong = right.substring(0, i) + other + right.substring(i + 1);
        String digits = wrong.substring(2);
        boolean mixed =
            !digits.equals(digits.toLowerCase(Locale.ROOT))
                && !digits.equals(digits.toUpperCase(Locale.ROOT));
        return mixed ? wrong : null;
      }
    }
    return null;
  }

  private static Catalogue catalogue(Knowledge knowledge) {
    List<Asset> assets =
        knowledge.assets().stream().map(asset -> new Asset(asset, 1, Instant.EPOCH)).toList();
    return new Catalogue(1, assets, knowledge.impostors());
  }

  private static String value(Map<String, String> row, String column) {
    return Optional.ofNullable(row.get(column)).orElseThrow();
  }
}
