package io.stockbridge.registry.seed;

import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.registry.seed.LoadReport.Outcome;
import java.util.List;
import java.util.Map;

/** Compares the overview with the files it repeats; where they do not agree, it is refused. */
final class OverviewCheck {

  private static final Map<String, Caip2> COLUMNS =
      Map.of(
          "xstocks_solana", KnowledgeBuilder.SOLANA,
          "xstocks_arbitrum", KnowledgeBuilder.ARBITRUM,
          "dinari_arbitrum", KnowledgeBuilder.ARBITRUM,
          "coinbase_base", KnowledgeBuilder.BASE,
          "dinari_base", KnowledgeBuilder.BASE,
          "st0x_base", KnowledgeBuilder.BASE,
          "robinhood_4663", KnowledgeBuilder.ROBINHOOD);

  private final KnowledgeBuilder knowledge;

  OverviewCheck(KnowledgeBuilder knowledge) {
    this.knowledge = knowledge;
  }

  /** Reports whether each token of the row is known by one of the other files. */
  void compare(String file, int number, Map<String, String> row) {
    List<String> missing =
        COLUMNS.entrySet().stream()
            .filter(column -> !KnowledgeReader.text(row, column.getKey()).isEmpty())
            .filter(c -> !knowledge.knowsToken(c.getValue(), KnowledgeReader.text(row, c.getKey())))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    String ticker = KnowledgeReader.text(row, "underlying");
    if (missing.isEmpty()) {
      knowledge.report().add(file, number, ticker, Outcome.MERGED, "agrees with the other files");
    } else {
      String reason = "not in the file it was made of: " + String.join(", ", missing);
      knowledge.report().add(file, number, ticker, Outcome.REFUSED, reason);
    }
  }
}
