package io.stockbridge.devnet.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ListedAssetTest {

  @Test
  void readsTheXstocksThatHaveAnIsin() {
    assertThat(ListedAsset.all()).hasSize(23);
    assertThat(ListedAsset.all())
        .filteredOn(asset -> asset.symbol().equals("AMDx"))
        .singleElement()
        .satisfies(
            amd -> {
              assertThat(amd.isin().value()).isEqualTo("CH1473121254");
              assertThat(amd.underlyingName()).isEqualTo("Advanced Micro Devices, Inc.");
              assertThat(amd.underlyingIsin()).contains("US0079031078");
            });
  }
}
