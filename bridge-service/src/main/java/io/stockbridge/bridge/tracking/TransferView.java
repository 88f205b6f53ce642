package io.stockbridge.bridge.tracking;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A transfer as callers see it.
 *
 * @param id names the row: the message id, or for a burn that names no destination its event id
 * @param message the 130 bytes of the message in hex; null for a burn that names no destination
 * @param history oldest first; only when one transfer is asked for
 * @param attesters what each attester said last; only when one transfer is asked for
 */
@Schema(name = "Transfer", description = "One movement of shares and where it stands")
public record TransferView(
    @Schema(examples = "0x2f1c6f2f0b0d0d8e7a3a1c5b9e4d7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e")
        String id,
    @Schema(examples = "0x2f1c6f2f0b0d0d8e7a3a1c5b9e4d7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e")
        @Nullable String messageId,
    @Schema(
            description = "the message's 130 bytes in hex; null for a burn without a destination",
            examples =
                "0x01010000000000064abac5cb6c56da00d1cc14fc77ebbff0c386aa5fe18c9aeb"
                    + "c4ea242ead01b4b1467d434831343336323139313837000000003b9aca000000"
                    + "0000000000000000000000000000000000000000000000000000000000000000"
                    + "000000000000000000000000000070997970c51812dc3a010c7d01b50e0d17dc79c8")
        @Nullable String message,
    @Schema(examples = "transfer") String kind,
    @Schema(examples = "CH1436219187") String isin,
    @Schema(examples = "AAPLx") @Nullable String symbol,
    @Schema(examples = "150000000") String amountSu,
    @Schema(examples = "1.5") String amountShares,
    End source,
    @Nullable End destination,
    @Schema(examples = "attesting") String state,
    @Nullable ReasonView reason,
    @Schema(examples = "2026-11-23T00:00:00.000Z") Instant changedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Change> history,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<AttesterView> attesters) {

  /** One end of a movement. */
  public record End(
      @Schema(examples = "eip155:412346") String chain,
      @Schema(examples = "412346") long domain,
      @Schema(examples = "0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060")
          @Nullable String tx,
      @Schema(examples = "eip155:412346:0x70997970C51812dc3A010C7d01b50e0d17dc79C8")
          @Nullable String account) {}

  /** Why a transfer is where it is. */
  public record ReasonView(
      @Schema(examples = "UNBACKED") String code,
      @Schema(examples = "custody holds 999.5 shares of 1000") String detail,
      @Nullable Instant retryAt) {}

  /** One change of state. */
  public record Change(
      @Schema(examples = "finalized") String state, Instant at, @Nullable ReasonView reason) {}

  /** What one attester said last; {@code silent} when it has not answered. */
  public record AttesterView(
      @Schema(examples = "attester-1") String id,
      @Schema(examples = "refused") String outcome,
      @Schema(examples = "UNBACKED") @Nullable String code,
      @Schema(examples = "custody holds 999.5 shares of 1000") @Nullable String detail) {}

  /** A page of transfers, newest first; {@code next} is the cursor of the next page. */
  @Schema(name = "TransferPage")
  public record Page(
      List<TransferView> items, @Schema(examples = "MTIzNA") @Nullable String next) {}
}
