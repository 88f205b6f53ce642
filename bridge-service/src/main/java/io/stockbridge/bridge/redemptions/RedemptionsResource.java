package io.stockbridge.bridge.redemptions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.stockbridge.bridge.http.Inputs;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.Row;
import io.stockbridge.protocol.units.ShareAmount;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /v1/redemptions}: the instructions that the custodian reads. */
@Path("/v1/redemptions")
@Tag(name = "redemptions")
@Produces(MediaType.APPLICATION_JSON)
public class RedemptionsResource {
  private static final int MAX_LISTED = 1000;
  private static final Set<String> STATES = Set.of("submitted", "completed");

  private final Database database;
  private final ObjectMapper json;
  private final Inputs inputs;

  RedemptionsResource(Database database, ObjectMapper json, Inputs inputs) {
    this.database = database;
    this.json = json;
    this.inputs = inputs;
  }

  /** One instruction to release shares, with the attesters' signatures of it. */
  @Schema(name = "Redemption")
  public record Redemption(
      @Schema(examples = "0x2f1c6f2f0b0d0d8e7a3a1c5b9e4d7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e")
          String messageId,
      @Schema(examples = "CH1436219187") String isin,
      @Schema(examples = "5000000") String amountSu,
      @Schema(examples = "0.05") String amountShares,
      @Schema(
              description = "sha256 of the custody account, as the message carries it",
              examples = "0x9c01333333333333333333333333333333333333333333333333333333333333")
          String accountReference,
      @Schema(description = "the 130 bytes in hex", examples = "0x0102000000000006") String message,
      @Schema(examples = "submitted") String state,
      Instant publishedAt,
      List<Signature> signatures) {}

  /** One attester's signature of Redeem(messageId), 65 bytes in hex. */
  public record Signature(
      @Schema(examples = "attester-1") String attester,
      @Schema(examples = "0x5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b5b1c") String signature) {}

  /** Lists instructions. */
  @GET
  @RunOnVirtualThread
  @Operation(summary = "Instructions to the custodian, oldest first")
  public List<Redemption> list(
      @Parameter(example = "submitted") @RestQuery @Nullable String state) {
    String wanted = inputs.parse("state", state == null ? "submitted" : state, this::known);
    return database.inTransaction(
        tx ->
            tx
                .query(
                    "select t.transfer_id, t.isin, t.amount_su, t.recipient, t.message, t.state,"
                        + " r.published_at, r.signatures from redemption_instructions r"
                        + " join transfers t on t.transfer_id = r.transfer_id"
                        + " where t.state = ?1 order by r.published_at, t.transfer_id limit ?2",
                    wanted,
                    MAX_LISTED)
                .stream()
                .map(this::toRedemption)
                .toList());
  }

  private String known(String state) {
    if (!STATES.contains(state)) {
      throw new IllegalArgumentException("submitted or completed");
    }
    return state;
  }

  private Redemption toRedemption(Row row) {
    ShareAmount amount = ShareAmount.ofSu(row.bigInteger("amount_su"));
    try {
      return new Redemption(
          row.text("transfer_id"),
          row.text("isin"),
          amount.toString(),
          amount.sharesText(),
          row.text("recipient"),
          row.text("message"),
          row.text("state"),
          row.time("published_at"),
          json.readValue(row.text("signatures"), new TypeReference<List<Signature>>() {}));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored signatures are no JSON", e);
    }
  }
}
