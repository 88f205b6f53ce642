package io.stockbridge.bridge.issuances;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.stockbridge.bridge.assets.AssetStore;
import io.stockbridge.bridge.http.BridgeProblem;
import io.stockbridge.bridge.http.Inputs;
import io.stockbridge.bridge.tracking.TransferView;
import io.stockbridge.bridge.tracking.TransferViews;
import io.stockbridge.bridge.transfers.NewTransfer;
import io.stockbridge.bridge.transfers.Transfer;
import io.stockbridge.bridge.transfers.TransferBook;
import io.stockbridge.bridge.transfers.TransferStore;
import io.stockbridge.chains.records.AssetRecord;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.protocol.custody.CustodyOrder;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.ShareAmount;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code /v1/issuances}. */
@Path("/v1/issuances")
@Tag(name = "issuances")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class IssuancesResource {
  private final Database database;
  private final TransferStore transfers;
  private final TransferBook book;
  private final TransferViews views;
  private final AssetStore assets;
  private final Inputs inputs;

  IssuancesResource(
      Database database,
      TransferStore transfers,
      TransferBook book,
      TransferViews views,
      AssetStore assets,
      Inputs inputs) {
    this.database = database;
    this.transfers = transfers;
    this.book = book;
    this.views = views;
    this.assets = assets;
    this.inputs = inputs;
  }

  /** The terms of a custody order. */
  @Schema(name = "Issuance")
  public record Issuance(
      @Schema(examples = "ORD-1") @Nullable String orderId,
      @Schema(examples = "CH1436219187") @Nullable String isin,
      @Schema(examples = "100000000") @Nullable String amountSu,
      @Schema(examples = "eip155:412346:0x70997970C51812dc3A010C7d01b50e0d17dc79C8")
          @Nullable String destination,
      @Schema(examples = "0") @Nullable Long actionEpoch) {}

  /** Starts the issue of an order. */
  @POST
  @RolesAllowed("issuer")
  @RunOnVirtualThread
  @Operation(summary = "Issue against a custody order; the order id makes it happen once")
  @APIResponse(
      responseCode = "201",
      description = "started",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = TransferView.class)))
  @APIResponse(responseCode = "200", description = "the same order again")
  @APIResponse(responseCode = "409", description = "ORDER_CONFLICT: other terms for that order")
  public RestResponse<TransferView> issue(Issuance issuance) {
    inputs.requireBody(issuance);
    CustodyOrder order = toOrder(issuance);
    return database.inTransaction(tx -> issue(tx, order));
  }

  /** The issue of an order. */
  @GET
  @Path("/{orderId}")
  @RunOnVirtualThread
  @Operation(summary = "The issue of a custody order")
  @APIResponse(responseCode = "200", description = "the transfer from custody")
  @APIResponse(responseCode = "404", description = "ORDER_UNKNOWN")
  public TransferView one(@RestPath String orderId) {
    return database.inTransaction(
        tx ->
            transfers
                .findByOrder(tx, orderId)
                .map(transfer -> views.detail(tx, transfer))
                .orElseThrow(() -> ProblemException.of(BridgeProblem.ORDER_UNKNOWN, orderId)));
  }

  private RestResponse<TransferView> issue(Tx tx, CustodyOrder order) {
    Message message = order.issueMessage();
    // Two requests for one order wait for each other here; the second finds the first's row.
    tx.query("select pg_advisory_xact_lock(hashtextextended(?1, 0)) is null", order.orderId());
    Optional<Transfer> known = transfers.findByOrder(tx, order.orderId());
    if (known.isPresent()) {
      if (!known.get().message().equals(Optional.of(message))) {
        throw ProblemException.inField(
            BridgeProblem.ORDER_CONFLICT, "orderId", "issued before with other terms");
      }
      return RestResponse.ok(views.detail(tx, known.get()));
    }
    requireMovable(tx, order);
    Transfer opened =
        book.open(tx, NewTransfer.issued(message, order.orderId(), book.now()), Optional.empty())
            .orElseThrow(
                () -> new IllegalStateException("order without a row: " + order.orderId()));
    return RestResponse.status(RestResponse.Status.CREATED, views.detail(tx, opened));
  }

  private void requireMovable(Tx tx, CustodyOrder order) {
    AssetRecord asset =
        assets
            .find(tx, order.isin())
            .orElseThrow(
                () ->
                    ProblemException.inField(
                        BridgeProblem.ASSET_UNKNOWN, "isin", order.isin().value()));
    if (!asset.active() || asset.on(order.destinationDomain()).isEmpty()) {
      throw ProblemException.inField(
          BridgeProblem.ASSET_NOT_MOVABLE, "destination", asset.symbol() + " is not active there");
    }
  }

  private CustodyOrder toOrder(Issuance issuance) {
    Isin isin = inputs.parse("isin", issuance.isin(), Isin::of);
    ShareAmount amount = inputs.parse("amountSu", issuance.amountSu(), ShareAmount::ofSu);
    if (amount.isZero()) {
      throw ProblemException.inField(CommonProblem.INVALID_FIELD, "amountSu", "above zero");
    }
    Inputs.Account destination = inputs.account("destination", issuance.destination());
    Long epoch = issuance.actionEpoch();
    ActionEpoch actionEpoch =
        inputs.parse("actionEpoch", epoch == null ? "0" : epoch.toString(), ActionEpoch::of);
    return inputs.parse(
        "orderId",
        issuance.orderId(),
        orderId ->
            new CustodyOrder(
                orderId,
                isin,
                amount,
                actionEpoch,
                destination.domain(),
                destination.address(),
                CustodyOrder.Status.PENDING));
  }
}
