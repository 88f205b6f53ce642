package io.stockbridge.registry.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.DeploymentStatus;
import io.stockbridge.registry.assets.TokenRole;
import io.stockbridge.registry.seed.LoadReport.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnowledgeReaderTest {

  private final Knowledge knowledge = KnowledgeReader.read(DataFiles.bundled());

  @Test
  void accountsForEachRowOfEachFile() {
    Map<String, Map<Outcome, Integer>> counts = knowledge.report().counts();
    assertThat(counts)
        .isEqualTo(
            Map.of(
                "underlyings.csv", Map.of(Outcome.TAKEN, 52),
                "xstocks.csv", Map.of(Outcome.TAKEN, 130),
                "dinari-dshares.csv", Map.of(Outcome.TAKEN, 34),
                "coinbase-base.csv", Map.of(Outcome.TAKEN, 131),
                "st0x-base.csv", Map.of(Outcome.TAKEN, 41),
                "robinhood-4663.csv", Map.of(Outcome.TAKEN, 200, Outcome.REFUSED, 2),
                "impostors.csv", Map.of(Outcome.TAKEN, 16),
                "by-underlying.csv", Map.of(Outcome.MERGED, 232)));
  }

  @Test
  void refusesWhatIsNoStockAndSaysWhy() {
    assertThat(knowledge.report().entries())
        .filteredOn(entry -> entry.outcome() == Outcome.REFUSED)
        .extracting(entry -> entry.subject() + ": " + entry.reason())
        .containsExactly(
            "CASHCAT: a meme token and no stock", "cbBTC: wrapped bitcoin and no stock");
  }

  @Test
  void keepsAssetsAndTheirStocksApart() {
    AssetContent apple = assetOf("CH1436219187");

    assertThat(apple.symbol()).isEqualTo("AAPLx");
    assertThat(apple.underlying().isin()).hasToString("US0378331005");
    assertThat(apple.underlying().mic()).isEqualTo("XNAS");
    assertThat(knowledge.assets()).filteredOn(asset -> asset.isin() != null).hasSize(23);
    assertThat(knowledge.assets())
        .filteredOn(asset -> asset.isin() == null)
        .allSatisfy(asset -> assertThat(asset.key()).contains(":"));
  }

  @Test
  void givesSolanaMintsOfXstocksEightDecimals() {
    assertThat(knowledge.assets())
        .filteredOn(asset -> asset.issuer().equals("Backed Assets"))
        .flatExtracting(AssetContent::deployments)
        .filteredOn(deployment -> deployment.token().chain().isSolana())
        .hasSize(129)
        .allSatisfy(deployment -> assertThat(deployment.decimals()).isEqualTo(8));
  }

  @Test
  void retiresThirteenDinariTokensInFavourOfTheirSuccessors() {
    List<Deployment> retired =
        knowledge.assets().stream()
            .flatMap(asset -> asset.deployments().stream())
            .filter(deployment -> deployment.status() == DeploymentStatus.RETIRED)
            .toList();

    assertThat(retired).hasSize(13).extracting(Deployment::successor).doesNotContainNull();
  }

  @Test
  void knowsWrappersAndReceiptsAsSuch() {
    Map<TokenRole, Integer> roles = new HashMap<>();
    knowledge.assets().stream()
        .flatMap(asset -> asset.deployments().stream())
        .forEach(deployment -> roles.merge(deployment.form().role(), 1, Integer::sum));

    assertThat(roles.get(TokenRole.RECEIPT)).isEqualTo(41);
    assertThat(roles.get(TokenRole.WRAPPER)).isEqualTo(41 + 30);
  }

  @Test
  void refusesAnAddressWithAWrongChecksumAndKeepsTheRest() {
    DataFiles files =
        new DataFiles(
            Map.of(
                "underlyings.csv",
                "ticker,name,isin,mic\nAAPL,Apple Inc.,US0378331006,XNAS\n",
                "xstocks.csv",
                "ticker,name,isin,solana,ethereum,arbitrum,base,source\n"
                    + "AAPLx,\"Apple, xStock\",,XsbEhLAtcf6HdfpFZ5xEMdqW8nfAvcsP5bdudRLJzJp,"
                    + "0x9D275685DC284c8eb1c79f6aba7a63dc75ec890a,,,census\n"
                    + "TSLAx,Tesla xStock,XX0000000000,"
                    + "XsDoVfqeBukxuZHWhdvWHBhgEHjGNst4MLodqsJHzoB,,,,census\n"));

    Knowledge read = KnowledgeReader.read(files);

    assertThat(read.assets())
        .singleElement()
        .extracting(AssetContent::name)
        .isEqualTo("Apple, xStock");
    assertThat(read.assets().get(0).deployments()).hasSize(1);
    assertThat(read.report().entries())
        .extracting(entry -> entry.file() + " " + entry.row() + " " + entry.outcome())
        .containsExactly(
            "underlyings.csv 2 REFUSED",
            "xstocks.csv 2 REFUSED",
            "xstocks.csv 2 TAKEN",
            "xstocks.csv 3 REFUSED");
  }

  @Test
  void refusesRowsThatDoNotFitTheirHeader() {
    assertThatThrownBy(() -> Csv.parse("a,b\n1\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("line 2 has 1 fields, the header 2");
    assertThatThrownBy(() -> Csv.parse("a\n\"open\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a quote is not closed");
  }

  private AssetContent assetOf(String key) {
    return knowledge.assets().stream()
        .filter(asset -> asset.key().equals(key))
        .findFirst()
        .orElseThrow();
  }
}
