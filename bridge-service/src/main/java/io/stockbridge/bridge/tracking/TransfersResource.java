package io.stockbridge.bridge.tracking;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.stockbridge.bridge.http.BridgeProblem;
import io.stockbridge.bridge.http.Inputs;
import io.stockbridge.bridge.transfers.Transfer;
import io.stockbridge.bridge.transfers.TransferFilter;
import io.stockbridge.bridge.transfers.TransferStore;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.message.MessageId;
import io.stockbridge.protocol.transfer.TransferState;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** {@code /v1/transfers}: reading. */
@Path("/v1/transfers")
@Tag(name = "transfers")
@Produces(MediaType.APPLICATION_JSON)
public class TransfersResource {
  private static final String STREAM_EXAMPLE =
      """
      data:{"id":"0x2f1c6f2f0b0d0d8e7a3a1c5b9e4d7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e","state":"attesting"}

      data:{"id":"0x2f1c6f2f0b0d0d8e7a3a1c5b9e4d7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e","state":"completed"}

      """;

  private final Database database;
  private final TransferStore transfers;
  private final TransferViews views;
  private final TransferStream stream;
  private final Inputs inputs;

  TransfersResource(
      Database database,
      TransferStore transfers,
      TransferViews views,
      TransferStream stream,
      Inputs inputs) {
    this.database = database;
    this.transfers = transfers;
    this.views = views;
    this.stream = stream;
    this.inputs = inputs;
  }

  /** Lists transfers. */
  @GET
  @RunOnVirtualThread
  @Operation(summary = "Transfers, newest first")
  @APIResponse(responseCode = "200", description = "one page")
  @APIResponse(responseCode = "400", description = "INVALID_FIELD")
  public TransferView.Page list(
      @Parameter(example = "eip155:412346:0x70997970C51812dc3A010C7d01b50e0d17dc79C8") @RestQuery
          @Nullable String account,
      @Parameter(example = "attesting") @RestQuery @Nullable String state,
      @Parameter(
              description = "transaction of the burn",
              example = "0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060")
          @RestQuery
          @Nullable String sourceTx,
      @Parameter(example = "CH1436219187") @RestQuery @Nullable String isin,
      @Parameter(description = "next of the page before") @RestQuery @Nullable String cursor,
      @Parameter(example = "50", schema = @Schema(type = SchemaType.INTEGER)) @RestQuery
          @Nullable String limit) {
    int size = inputs.limit(limit);
    TransferFilter filter =
        new TransferFilter(
            Optional.ofNullable(account).map(text -> inputs.account("account", text)),
            Optional.ofNullable(state).map(text -> inputs.parse("state", text, this::state)),
            Optional.ofNullable(sourceTx).map(text -> inputs.transactionId("sourceTx", text)),
            Optional.ofNullable(isin).map(text -> inputs.parse("isin", text, Isin::of)),
            inputs.before(cursor),
            size + 1);
    return database.inTransaction(
        tx -> {
          List<Transfer> found = transfers.list(tx, filter);
          List<Transfer> page = found.subList(0, Math.min(size, found.size()));
          @Nullable String next =
              found.size() > size ? Inputs.cursorAfter(page.getLast().sequence()) : null;
          return new TransferView.Page(views.list(tx, page), next);
        });
  }

  /** One transfer. */
  @GET
  @Path("/{id}")
  @RunOnVirtualThread
  @Operation(
      summary = "One transfer with its history",
      description = "With Accept: text/event-stream each change as it happens, until the end.")
  @APIResponse(
      responseCode = "200",
      description = "the transfer, or the stream of its changes",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = TransferView.class)),
        @Content(
            mediaType = MediaType.SERVER_SENT_EVENTS,
            schema =
                @Schema(
                    type = SchemaType.STRING,
                    description =
                        "One event per change, its data the transfer as JSON; the newest state"
                            + " first. It closes when the transfer has ended, or after 30 minutes:"
                            + " connect again then."),
            examples = @ExampleObject(name = "change", value = STREAM_EXAMPLE))
      })
  @APIResponse(responseCode = "400", description = "INVALID_FIELD: no message id")
  @APIResponse(responseCode = "404", description = "TRANSFER_UNKNOWN")
  public TransferView one(
      @Parameter(example = "0x2f1c6f2f0b0d0d8e7a3a1c5b9e4d7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e")
          @RestPath
          String id) {
    String transferId = inputs.parse("id", id, MessageId::of).toString();
    return database.inTransaction(
        tx ->
            transfers
                .find(tx, transferId)
                .map(transfer -> views.detail(tx, transfer))
                .orElseThrow(
                    () -> ProblemException.of(BridgeProblem.TRANSFER_UNKNOWN, transferId)));
  }

  /** One transfer's changes. */
  @GET
  @Path("/{id}")
  @Blocking
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public Multi<TransferView> changes(@RestPath String id) {
    String transferId = inputs.parse("id", id, MessageId::of).toString();
    one(transferId); // an unknown transfer is a problem, not an empty stream
    return stream.of(() -> one(transferId));
  }

  private TransferState state(String wire) {
    for (TransferState state : TransferState.values()) {
      if (state.name().toLowerCase(Locale.ROOT).equals(wire)) {
        return state;
      }
    }
    throw new IllegalArgumentException("no state of a transfer");
  }
}
