package io.stockbridge.registry.seed;

import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.Multiplier;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.AssetStatus;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.DeploymentStatus;
import io.stockbridge.registry.assets.Evidence;
import io.stockbridge.registry.assets.TokenForm;
import io.stockbridge.registry.assets.TokenId;
import io.stockbridge.registry.assets.TokenRole;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.seed.LoadReport.Outcome;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects what the readers of the single files find; refuses what contradicts. */
final class KnowledgeBuilder {

  static final Caip2 SOLANA = Caip2.SOLANA_MAINNET;
  static final Caip2 ETHEREUM = Caip2.of("eip155:1");
  static final Caip2 ARBITRUM = Caip2.of("eip155:42161");
  static final Caip2 BASE = Caip2.of("eip155:8453");
  static final Caip2 ROBINHOOD = Caip2.of("eip155:4663");

  /** The data was collected in this month. */
  static final LocalDate COLLECTED = LocalDate.of(2026, 11, 1);

  private final Map<String, Underlying> listed = new TreeMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final List<AssetContent> assets = new ArrayList<>();
  private final List<Deployment> impostors = new ArrayList<>();
  private final Set<String> tokens = new HashSet<>();
  private final LoadReport report = new LoadReport();

  /** One cell that names a token, before it is checked. */
  record Cell(
      Caip2 chain,
      String address,
      String symbol,
      @Nullable Integer decimals,
      TokenForm form,
      DeploymentStatus status,
      @Nullable String successor,
      @Nullable String priceFeed,
      int independentSources,
      List<String> sources) {}

  /** One row that names an asset. */
  record Row(
      String file,
      int number,
      String issuer,
      String symbol,
      String name,
      @Nullable String isin,
      @Nullable String legalForm,
      String ticker,
      String underlyingName) {}

  LoadReport report() {
    return report;
  }

  void addListed(Underlying underlying) {
    listed.put(underlying.ticker(), underlying);
  }

  /** A name for a ticker that no list of securities has; the first one stays. */
  void nameUnderlying(String ticker, String name) {
    names.putIfAbsent(ticker, name);
  }

  boolean knowsToken(Caip2 chain, String address) {
    return tokens.contains(TokenId.keyOf(chain.toString(), address));
  }

  /** Adds the asset with those of its tokens that hold; reports what came of the row. */
  void addAsset(Row row, List<Cell> cells) {
    List<Deployment> deployments = new ArrayList<>();
    for (Cell cell : cells) {
      deployment(row, cell).ifPresent(deployments::add);
    }
    if (deployments.isEmpty()) {
      report.add(row.file(), row.number(), row.symbol(), Outcome.REFUSED, "no token is left of it");
      return;
    }
    try {
      assets.add(content(row, deployments));
    } catch (IllegalArgumentException e) {
      deployments.forEach(d -> tokens.remove(d.token().key()));
      report.add(
          row.file(), row.number(), row.symbol(), Outcome.REFUSED, String.valueOf(e.getMessage()));
      return;
    }
    String reason = deployments.size() + " tokens of " + row.issuer() + " on " + row.ticker();
    report.add(row.file(), row.number(), row.symbol(), Outcome.TAKEN, reason);
  }

  void addImpostor(String file, int number, TokenId token, Deployment impostor, String reason) {
    if (!tokens.add(token.key())) {
      report.add(file, number, token.caip19(), Outcome.REFUSED, "another row calls it genuine");
      return;
    }
    impostors.add(impostor);
    report.add(file, number, token.caip19(), Outcome.TAKEN, reason);
  }

  Knowledge build() {
    return new Knowledge(List.copyOf(listed.values()), assets, impostors, report);
  }

  private Optional<Deployment> deployment(Row row, Cell cell) {
    TokenId token;
    try {
      token = TokenId.at(cell.chain(), cell.address());
    } catch (IllegalArgumentException e) {
      String subject = row.symbol() + " on " + cell.chain();
      report.add(
          row.file(), row.number(), subject, Outcome.REFUSED, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
    if (cell.form().role() == TokenRole.RECEIPT) {
      token = new TokenId(token.chain(), TokenId.ERC1155, token.address());
    }
    if (!tokens.add(token.key())) {
      report.add(
          row.file(), row.number(), token.caip19(), Outcome.REFUSED, "another row has this token");
      return Optional.empty();
    }
    List<Evidence> evidence =
        cell.sources().stream().map(source -> new Evidence(source, COLLECTED)).toList();
    return Optional.of(
        new Deployment(
            token,
            cell.symbol(),
            cell.decimals(),
            cell.form(),
            cell.status(),
            cell.successor(),
            false,
            cell.priceFeed(),
            cell.independentSources(),
            evidence));
  }

  private AssetContent content(Row row, List<Deployment> deployments) {
    Isin isin = row.isin() == null ? null : Isin.of(row.isin());
    String slug = row.issuer().toLowerCase(Locale.ROOT).replace(' ', '-');
    return new AssetContent(
        isin == null ? slug + ":" + row.symbol() : isin.value(),
        isin,
        row.issuer(),
        row.symbol(),
        row.name(),
        row.legalForm(),
        AssetStatus.ACTIVE,
        underlying(row),
        Multiplier.ONE,
        ActionEpoch.ZERO,
        deployments);
  }

  private Underlying underlying(Row row) {
    Underlying known = listed.get(row.ticker());
    if (known != null) {
      return known;
    }
    String name = names.getOrDefault(row.ticker(), row.underlyingName());
    return new Underlying(row.ticker(), null, name, null);
  }

  static List<String> parts(String sources) {
    return Arrays.stream(sources.split(";"))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }
}
