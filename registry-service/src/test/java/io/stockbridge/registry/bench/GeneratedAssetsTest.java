package io.stockbridge.registry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockbridge.registry.assets.AssetContent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratedAssetsTest {

  private static List<AssetContent> all(long seed, int deployments) {
    GeneratedAssets generated = new GeneratedAssets(seed, deployments);
    List<AssetContent> assets = new ArrayList<>();
    for (int number = 0; number < generated.size(); number++) {
      assets.add(generated.asset(number));
    }
    return assets;
  }

  @Test
  void thereAreExactlyAsManyDeploymentsAsAskedFor() {
    for (int deployments : new int[] {1, 4, 5, 130, 1_003}) {
      assertThat(all(7, deployments).stream().mapToInt(a -> a.deployments().size()).sum())
          .isEqualTo(deployments);
    }
  }

  @Test
  void everyNameIsOfOneAssetOnly() {
    List<AssetContent> assets = all(7, 4_000);
    var keys = new HashSet<String>();
    var tokens = new HashSet<String>();
    assets.forEach(
        asset -> {
          assertThat(keys.add(asset.key())).isTrue();
          asset.deployments().forEach(d -> assertThat(tokens.add(d.token().key())).isTrue());
        });
    assertThat(assets.stream().map(a -> a.underlying().key()).distinct()).hasSize(500);
  }

  @Test
  void theSameSeedGivesTheSameAssets() {
    assertThat(all(7, 130)).isEqualTo(all(7, 130));
    assertThat(all(8, 130)).isNotEqualTo(all(7, 130));
  }

  @Test
  void fewerAreTheFirstOfMore() {
    assertThat(all(7, 4_000).subList(0, 100)).isEqualTo(all(7, 400));
  }
}
