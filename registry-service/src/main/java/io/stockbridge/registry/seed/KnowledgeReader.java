package io.stockbridge.registry.seed;

import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.DeploymentStatus;
import io.stockbridge.registry.assets.Evidence;
import io.stockbridge.registry.assets.TokenForm;
import io.stockbridge.registry.assets.TokenId;
import io.stockbridge.registry.assets.TokenRole;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.assets.UnderlyingStatus;
import io.stockbridge.registry.assets.UnitModel;
import io.stockbridge.registry.seed.KnowledgeBuilder.Cell;
import io.stockbridge.registry.seed.KnowledgeBuilder.Row;
import io.stockbridge.registry.seed.LoadReport.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the data files into assets, with the traps that {@code data/README.md} names. Pure. */
public final class KnowledgeReader {

  private static final int XSTOCKS_SOLANA_DECIMALS = 8;
  private static final String XSTOCKS_AUTHORITY =
      "mint authority 5aMNNLQJwAEeoemTEMkv5NVjqKwvvefRYCQ5Z67HFvEq, shared by all known xStocks";

  private final DataFiles files;
  private final KnowledgeBuilder knowledge = new KnowledgeBuilder();
  private final Map<String, String> notStocks = new HashMap<>();

  private KnowledgeReader(DataFiles files) {
    this.files = files;
  }

  /** What the files say. */
  public static Knowledge read(DataFiles files) {
    KnowledgeReader reader = new KnowledgeReader(files);
    reader.readUnderlyings();
    reader.readNames();
    reader.forEach("xstocks.csv", reader::readXstock);
    reader.forEach("dinari-dshares.csv", reader::readDinari);
    reader.forEach("coinbase-base.csv", reader::readCoinbase);
    reader.forEach("st0x-base.csv", reader::readSt0x);
    reader.forEach("robinhood-4663.csv", reader::readRobinhood);
    reader.forEach("impostors.csv", reader::readImpostor);
    OverviewCheck check = new OverviewCheck(reader.knowledge);
    reader.forEach("by-underlying.csv", check::compare);
    return reader.knowledge.build();
  }

  private interface RowReader {
    void read(String file, int number, Map<String, String> row);
  }

  private void forEach(String file, RowReader reader) {
    int number = 1;
    for (Map<String, String> row : files.rows(file)) {
      reader.read(file, ++number, row);
    }
  }

  private void readUnderlyings() {
    forEach(
        "underlyings.csv",
        (file, number, row) -> {
          try {
            Isin isin = Isin.of(text(row, "isin"));
            knowledge.addListed(
                new Underlying(text(row, "ticker"), isin, text(row, "name"), text(row, "mic"))
                    .withStatus(UnderlyingStatus.LISTED));
            knowledge.report().add(file, number, isin.value(), Outcome.TAKEN, "listed security");
          } catch (IllegalArgumentException e) {
            knowledge
                .report()
                .add(
                    file,
                    number,
                    text(row, "ticker"),
                    Outcome.REFUSED,
                    String.valueOf(e.getMessage()));
          }
        });
    forEach(
        "not-stocks.csv",
        (file, number, row) ->
            notStocks.put(text(row, "file") + "/" + text(row, "symbol"), text(row, "reason")));
  }

  /** The plainest names first: the list of Robinhood Chain names companies without suffix. */
  private void readNames() {
    forEach(
        "robinhood-4663.csv",
        (file, number, row) -> knowledge.nameUnderlying(text(row, "symbol"), text(row, "name")));
    forEach(
        "xstocks.csv",
        (file, number, row) ->
            knowledge.nameUnderlying(
                tickerOfXstock(row), text(row, "name").replaceAll(" xStock$", "")));
    forEach(
        "st0x-base.csv",
        (file, number, row) ->
            knowledge.nameUnderlying(
                text(row, "underlying"), text(row, "name").replaceAll(" ST0x$", "")));
  }

  private void readXstock(String file, int number, Map<String, String> row) {
    String symbol = text(row, "ticker");
    List<String> sources =
        KnowledgeBuilder.parts(text(row, "source")).stream()
            .filter(source -> !source.startsWith("isin:"))
            .toList();
    List<String> onSolana = new ArrayList<>(sources);
    onSolana.add(XSTOCKS_AUTHORITY);
    // The census reads Solana only, so it is no source for an EVM address.
    List<String> onEvm = sources.stream().filter(source -> !source.equals("census")).toList();
    TokenForm mint = TokenForm.token(UnitModel.SCALED_UI, "token-2022");
    TokenForm erc20 = TokenForm.token(UnitModel.REBASING, "erc20");
    List<Cell> cells = new ArrayList<>();
    addCell(
        cells,
        row,
        "solana",
        KnowledgeBuilder.SOLANA,
        symbol,
        XSTOCKS_SOLANA_DECIMALS,
        mint,
        onSolana);
    addCell(cells, row, "ethereum", KnowledgeBuilder.ETHEREUM, symbol, null, erc20, onEvm);
    addCell(cells, row, "arbitrum", KnowledgeBuilder.ARBITRUM, symbol, null, erc20, onEvm);
    addCell(cells, row, "base", KnowledgeBuilder.BASE, symbol, null, erc20, onEvm);
    String isin = text(row, "isin");
    knowledge.addAsset(
        new Row(
            file,
            number,
            "Backed Assets",
            symbol,
            text(row, "name"),
            isin.isEmpty() ? null : isin,
            "tracker certificate",
            tickerOfXstock(row),
            text(row, "name")),
        cells);
  }

  private void readDinari(String file, int number, Map<String, String> row) {
    String ticker = text(row, "underlying");
    String symbol = ticker + ".d";
    TokenForm token = TokenForm.token(UnitModel.PLAIN, "erc20");
    List<String> base = KnowledgeBuilder.parts(text(row, "base_sources"));
    List<String> arbitrum = KnowledgeBuilder.parts(text(row, "arbitrum_sources"));
    List<Cell> cells = new ArrayList<>();
    List<String> listing = List.of("list of dShares on Ethereum");
    addCell(cells, row, "ethereum", KnowledgeBuilder.ETHEREUM, symbol, null, token, listing);
    addCell(cells, row, "arbitrum", KnowledgeBuilder.ARBITRUM, symbol, null, token, arbitrum);
    addCell(cells, row, "base", KnowledgeBuilder.BASE, symbol, null, token, base);
    String retired = text(row, "arbitrum_retired_generation");
    if (!retired.isEmpty()) {
      cells.add(
          new Cell(
              KnowledgeBuilder.ARBITRUM,
              retired,
              symbol,
              null,
              token,
              DeploymentStatus.RETIRED,
              caip19OrNull(KnowledgeBuilder.ARBITRUM, text(row, "arbitrum")),
              null,
              1,
              List.of("retired generation of Dinari on Arbitrum")));
    }
    String wrapper = text(row, "base_wrapped_erc4626");
    if (!wrapper.isEmpty()) {
      TokenId wrapped = TokenId.at(KnowledgeBuilder.BASE, text(row, "base"));
      TokenForm form = TokenForm.wrapperOf(wrapped, 1);
      addCell(
          cells,
          row,
          "base_wrapped_erc4626",
          KnowledgeBuilder.BASE,
          symbol + "w",
          null,
          form,
          base);
    }
    knowledge.addAsset(
        new Row(file, number, "Dinari", symbol, ticker + " dShare", null, "dShare", ticker, ticker),
        cells);
  }

  private void readCoinbase(String file, int number, Map<String, String> row) {
    String ticker = text(row, "underlying");
    String symbol = text(row, "symbol");
    String feed = text(row, "chainlink_feed");
    Cell cell =
        new Cell(
            KnowledgeBuilder.BASE,
            text(row, "base_address"),
            symbol,
            Integer.valueOf(text(row, "decimals")),
            TokenForm.token(UnitModel.PLAIN, "b20"),
            DeploymentStatus.ACTIVE,
            null,
            feed.isEmpty() ? null : feed,
            Integer.parseInt(text(row, "sources_n")),
            KnowledgeBuilder.parts(text(row, "source")));
    String name = ticker + " Coinbase tokenized stock";
    knowledge.addAsset(
        new Row(file, number, "Coinbase", symbol, name, null, null, ticker, ticker), List.of(cell));
  }

  private void readSt0x(String file, int number, Map<String, String> row) {
    String symbol = text(row, "symbol");
    String ticker = text(row, "underlying");
    List<String> source = List.of(text(row, "source"));
    List<Cell> cells = new ArrayList<>();
    TokenForm token = TokenForm.token(UnitModel.PLAIN, "erc20");
    String tokenColumn = "base_token(receipt_vault)";
    addCell(cells, row, tokenColumn, KnowledgeBuilder.BASE, symbol, null, token, source);
    TokenId vault = TokenId.at(KnowledgeBuilder.BASE, text(row, tokenColumn));
    addCell(
        cells,
        row,
        "base_wrapped(erc4626)",
        KnowledgeBuilder.BASE,
        "w" + symbol,
        null,
        TokenForm.wrapperOf(vault, 1),
        source);
    TokenForm receipt = new TokenForm(TokenRole.RECEIPT, UnitModel.PLAIN, "erc1155", null, null);
    String receiptColumn = "base_receipt(erc1155)";
    addCell(cells, row, receiptColumn, KnowledgeBuilder.BASE, symbol, null, receipt, source);
    knowledge.addAsset(
        new Row(file, number, "ST0x", symbol, text(row, "name"), null, null, ticker, ticker),
        cells);
  }

  private void readRobinhood(String file, int number, Map<String, String> row) {
    String symbol = text(row, "symbol");
    String notStock = notStocks.get(file + "/" + symbol);
    if (notStock != null) {
      knowledge.report().add(file, number, symbol, Outcome.REFUSED, notStock);
      return;
    }
    List<Cell> cells = new ArrayList<>();
    addCell(
        cells,
        row,
        "address",
        KnowledgeBuilder.ROBINHOOD,
        symbol,
        Integer.valueOf(text(row, "decimals")),
        TokenForm.token(UnitModel.PLAIN, "erc20"),
        List.of(text(row, "source")));
    knowledge.addAsset(
        new Row(
            file,
            number,
            "Robinhood",
            symbol,
            text(row, "name"),
            null,
            null,
            symbol,
            text(row, "name")),
        cells);
  }

  private void readImpostor(String file, int number, Map<String, String> row) {
    String chainText = text(row, "chain");
    Caip2 chain = chainText.equals("solana") ? KnowledgeBuilder.SOLANA : Caip2.of(chainText);
    String address = text(row, "impostor_address");
    TokenId token;
    String reason = "impostor";
    try {
      token = TokenId.at(chain, address);
    } catch (IllegalArgumentException e) {
      // It is shown to people as if it were a token, so it must be recognised all the same.
      token = new TokenId(chain, "token", address);
      reason = "impostor at an address the chain cannot have";
    }
    Deployment impostor =
        new Deployment(
            token,
            text(row, "symbol"),
            null,
            TokenForm.token(UnitModel.PLAIN, null),
            DeploymentStatus.IMPOSTOR,
            null,
            false,
            null,
            1,
            List.of(new Evidence(text(row, "where_seen"), KnowledgeBuilder.COLLECTED)));
    knowledge.addImpostor(file, number, token, impostor, reason);
  }

  private static void addCell(
      List<Cell> cells,
      Map<String, String> row,
      String column,
      Caip2 chain,
      String symbol,
      @Nullable Integer decimals,
      TokenForm form,
      List<String> sources) {
    String address = text(row, column);
    if (!address.isEmpty()) {
      int count = sources.size();
      cells.add(
          new Cell(
              chain,
              address,
              symbol,
              decimals,
              form,
              DeploymentStatus.ACTIVE,
              null,
              null,
              count,
              sources));
    }
  }

  private static @Nullable String caip19OrNull(Caip2 chain, String address) {
    return address.isEmpty() ? null : TokenId.at(chain, address).caip19();
  }

  private static String tickerOfXstock(Map<String, String> row) {
    return text(row, "ticker").replaceAll("x$", "");
  }

  static String text(Map<String, String> row, String column) {
    String text = row.get(column);
    if (text == null) {
      throw new IllegalStateException("data file without column " + column);
    }
    return text;
  }
}
