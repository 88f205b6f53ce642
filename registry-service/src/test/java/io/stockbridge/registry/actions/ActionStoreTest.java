package io.stockbridge.registry.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stockbridge.kit.database.Database;
import io.stockbridge.protocol.crypto.Ed25519Verifier;
import io.stockbridge.registry.rest.RegistryFiles;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the database itself refuses. */
@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(RegistryFiles.class)
class ActionStoreTest {

  @Inject Database database;
  @Inject ActionStore actions;
  @Inject ObjectMapper json;

  @Test
  void keepsVersionsForEver() throws Exception {
    ActionHttp.putAsset("CH0012032113", "ZZAR");
    ActionHttp.announce("{\"id\":\"ZZAR-1\",\"kind\":\"delisting\",\"underlying\":\"ZZAR\"}")
        .then()
        .statusCode(201);
    ActionHttp.registrar().delete("/v1/actions/ZZAR-1").then().statusCode(200);
    for (String change :
        List.of(
            "update corporate_action_version set reason = 'other' where action_id = 'ZZAR-1'",
            "delete from corporate_action_version where action_id = 'ZZAR-1'",
            "truncate corporate_action_version",
            "insert into corporate_action_version select action_id, 3, 'scheduled', valid_from,"
                + " recorded_at, record, signature, key_id, subject, reason"
                + " from corporate_action_version where action_id = 'ZZAR-1' and version = 2")) {
      assertThatThrownBy(() -> database.change(tx -> tx.update(change)))
          .as(change)
          .hasStackTraceContaining(
              change.startsWith("insert") ? "has ended" : "never changed or deleted");
    }
    List<ActionStore.SignedVersion> versions =
        database.inTransaction(tx -> actions.versions(tx, "ZZAR-1"));
    assertThat(versions).hasSize(2);
    for (ActionStore.SignedVersion version : versions) {
      assertThat(
              Ed25519Verifier.verify(
                  RegistryFiles.REGISTRAR.publicKey(),
                  version.record().getBytes(StandardCharsets.UTF_8),
                  Base64.getDecoder().decode(version.signature())))
          .isTrue();
      JsonNode record = json.readTree(version.record());
      assertThat(record.path("id").asText()).isEqualTo("ZZAR-1");
    }
  }

  @Test
  void aTokenHasOneActionAtATime() {
    ActionHttp.putAsset("CH0918273654", "ZZT");
    ActionHttp.announce(ActionHttp.split("ZZT-1", "ZZT", 2, Instant.parse("2999-01-01T00:00:00Z")))
        .then()
        .statusCode(201);
    ActionHttp.announce("{\"id\":\"ZZT-2\",\"kind\":\"delisting\",\"underlying\":\"ZZT\"}")
        .then()
        .statusCode(201);
    assertThatThrownBy(
            () ->
                database.change(
                    tx ->
                        tx.update(
                            "insert into corporate_action_chain (action_id, isin, domain, chain,"
                                + " multiplier, epoch, goal, agreed_at, effective_at, state,"
                                + " next_look_at) select 'ZZT-2', isin, domain, chain, '3', epoch,"
                                + " goal, agreed_at, effective_at, state, next_look_at from"
                                + " corporate_action_chain where action_id = 'ZZT-1'")))
        .hasStackTraceContaining("corporate_action_chain_one_open");
  }
}
