package io.stockbridge.devnet.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.devnet.state.Json;
import io.stockbridge.devnet.state.KeyRing;
import io.stockbridge.devnet.state.StateFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StatusReportTest {

  @TempDir Path folder;

  @Test
  void tellsAccessManagerAndFeedsOfEachDeployedChain() {
    var state = new StateFolder(folder);
    String assets =
        "[{\"isin\": \"CH1436219187\", \"token\": \"0xBAdB2B911FB250197ab65BB4884EC443DF9B8448\","
            + " \"feed\": \"0x99707e8F4D63177d96848E4CC9777a80b6222d14\"}]";
    Json.write(
        state.data("deployment").resolve("arbitrum-output.json"),
        Json.parse("{\"accessManager\": \"0x4e11\", \"assets\": " + assets + "}"));
    assertThat(StatusReport.contracts(state))
        .isEqualTo(
            Json.parse(
                "{\"arbitrum\": {\"accessManager\": \"0x4e11\", \"feeds\":"
                    + " {\"CH1436219187\": \"0x99707e8F4D63177d96848E4CC9777a80b6222d14\"}}}"));
  }

  @Test
  void namesTheOperatorOfCorporateActionsWithoutItsKeys() {
    var keys = new KeyRing(folder.resolve("keys"));
    ObjectNode actions = StatusReport.actions(keys);
    assertThat(actions)
        .isEqualTo(
            Json.object()
                .put("evmAddress", keys.evm("actions").address().toString())
                .put("solanaAddress", keys.solana("actions").solanaAddress().toString()));
  }
}
