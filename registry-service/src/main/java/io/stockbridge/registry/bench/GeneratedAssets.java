package io.stockbridge.registry.bench;

import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.Multiplier;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.AssetStatus;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.DeploymentStatus;
import io.stockbridge.registry.assets.Evidence;
import io.stockbridge.registry.assets.TokenForm;
import io.stockbridge.registry.assets.TokenId;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.assets.UnitModel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Assets of any number in the shape of the real ones: each stock has one of two issuers, each on
 * four chains. The same number is always the same asset.
 */
final class GeneratedAssets {

  private static final List<String> ISSUERS = List.of("Backed Assets", "Dinari");
  private static final List<Caip2> CHAINS =
      List.of(
          Caip2.of("eip155:1"),
          Caip2.of("eip155:42161"),
          Caip2.of("eip155:8453"),
          Caip2.SOLANA_MAINNET);
  private static final List<Evidence> EVIDENCE =
      List.of(
          new Evidence("issuer's list", LocalDate.of(2026, 11, 2)),
          new Evidence("explorer", LocalDate.of(2026, 11, 3)));
  private static final int RADIX = 36;
  private static final int ISIN_BODY = 9;

  private final long seed;
  private final int deployments;

  GeneratedAssets(long seed, int deployments) {
    if (deployments < 1 || deployments > 10_000_000) {
      throw new IllegalArgumentException("1 to 10,000,000 deployments, not " + deployments);
    }
    this.seed = seed;
    this.deployments = deployments;
  }

  /** How many assets have that many deployments; the last one may have fewer than the others. */
  int size() {
    return (deployments + CHAINS.size() - 1) / CHAINS.size();
  }

  /** The asset of a number from 0. */
  AssetContent asset(int number) {
    int stock = number / ISSUERS.size();
    String issuer = ISSUERS.get(number % ISSUERS.size());
    String ticker = "G" + Integer.toString(stock, RADIX).toUpperCase(Locale.ROOT);
    String symbol = ticker + (number % ISSUERS.size() == 0 ? "x" : "d");
    String company = "Generated Company " + stock;
    Isin isin = isin("CH", number);
    Underlying underlying = new Underlying(ticker, isin("US", stock), company, "XNAS");
    return new AssetContent(
        isin.value(),
        isin,
        issuer,
        symbol,
        company + " of " + issuer,
        null,
        AssetStatus.ACTIVE,
        underlying,
        Multiplier.ONE,
        ActionEpoch.ZERO,
        tokens(number, symbol));
  }

  private List<Deployment> tokens(int number, String symbol) {
    SplittableRandom random = new SplittableRandom(seed ^ ((long) number << 20));
    List<Deployment> tokens = new ArrayList<>();
    int rest = Math.min(CHAINS.size(), deployments - number * CHAINS.size());
    for (Caip2 chain : CHAINS.subList(0, rest)) {
      tokens.add(token(chain, symbol, random));
    }
    return tokens;
  }

  private static Deployment token(Caip2 chain, String symbol, SplittableRandom random) {
    byte[] address = new byte[chain.isEvm() ? EvmAddress.LENGTH : 32];
    random.nextBytes(address);
    String text =
        chain.isEvm()
            ? EvmAddress.ofBytes(address).toString()
            : SolanaAddress.ofBytes(address).toString();
    TokenForm form =
        chain.isEvm()
            ? TokenForm.token(UnitModel.ERC8056, "erc20")
            : TokenForm.token(UnitModel.SCALED_UI, "token-2022");
    return new Deployment(
        TokenId.at(chain, text),
        symbol,
        chain.isEvm() ? 18 : 8,
        form,
        DeploymentStatus.ACTIVE,
        null,
        false,
        null,
        EVIDENCE.size(),
        EVIDENCE);
  }

  private static Isin isin(String country, int number) {
    String body = Integer.toString(number, RADIX).toUpperCase(Locale.ROOT);
    String open = country + "0".repeat(ISIN_BODY - body.length()) + body;
    for (int digit = 0; digit <= 9; digit++) {
      if (Isin.isValid(open + digit)) {
        return Isin.of(open + digit);
      }
    }
    throw new IllegalStateException("one of ten check digits is right: " + open);
  }
}
