package io.stockbridge.bridge.tracking;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.stockbridge.bridge.http.BridgeProblem;
import io.stockbridge.bridge.http.Inputs;
import io.stockbridge.bridge.network.ChainPorts;
import io.stockbridge.bridge.observation.ObservedEvents;
import io.stockbridge.bridge.transfers.Transfer;
import io.stockbridge.bridge.transfers.TransferStore;
import io.stockbridge.chains.ChainDescription;
import io.stockbridge.chains.TransactionLookup;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.json.Rfc3339;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/transfers/observe}: look at a transaction again. */
@Path("/v1/transfers/observe")
@Tag(name = "transfers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ObserveResource {
  private final ChainPorts ports;
  private final Database database;
  private final ObservedEvents effects;
  private final TransferStore transfers;
  private final TransferViews views;
  private final Inputs inputs;

  ObserveResource(
      ChainPorts ports,
      Database database,
      ObservedEvents effects,
      TransferStore transfers,
      TransferViews views,
      Inputs inputs) {
    this.ports = ports;
    this.database = database;
    this.effects = effects;
    this.transfers = transfers;
    this.views = views;
    this.inputs = inputs;
  }

  /** Which transaction. */
  @Schema(name = "Observation")
  public record Observation(
      @Schema(examples = "eip155:412346") @Nullable String chain,
      @Schema(examples = "0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060")
          @Nullable String txId) {}

  /** Looks at the transaction now; a burn that is final becomes a transfer, once. */
  @POST
  @RunOnVirtualThread
  @Operation(summary = "Look at a transaction again")
  @APIResponse(responseCode = "200", description = "the transfers of the transaction")
  @APIResponse(responseCode = "404", description = "TX_UNKNOWN")
  @APIResponse(responseCode = "409", description = "TX_NOT_FINAL, with retryAt")
  @APIResponse(responseCode = "422", description = "NO_BURN_IN_TX, TX_FAILED")
  public List<TransferView> observe(Observation observation) {
    inputs.requireBody(observation);
    ChainDescription chain = inputs.chain("chain", observation.chain());
    DomainId domain = chain.domain();
    String txId = inputs.parse("txId", observation.txId(), text -> canonical(domain, text));
    TransactionLookup.Found found =
        switch (ports.reader(domain).burnsIn(txId)) {
          case TransactionLookup.NotFound unknown ->
              throw ProblemException.of(BridgeProblem.TX_UNKNOWN, txId);
          case TransactionLookup.NotFinal early ->
              throw ProblemException.of(
                      BridgeProblem.TX_NOT_FINAL, "in block " + early.height() + ", not final")
                  .with("retryAt", Rfc3339.format(early.retryAt()));
          case TransactionLookup.Failed failed ->
              throw ProblemException.of(BridgeProblem.TX_FAILED, failed.reason());
          case TransactionLookup.Found burns -> burns;
        };
    if (found.burns().isEmpty()) {
      throw ProblemException.of(BridgeProblem.NO_BURN_IN_TX, txId);
    }
    database.change(tx -> found.burns().forEach(burn -> effects.apply(tx, burn)));
    return database.inTransaction(
        tx -> {
          List<Transfer> known = transfers.findBySourceTx(tx, domain, txId);
          return known.stream().map(transfer -> views.detail(tx, transfer)).toList();
        });
  }

  private static String canonical(DomainId domain, String text) {
    return domain.isSolana()
        ? Base58.encode(Base58.decode(text, 64))
        : Bytes32.of(text.toLowerCase(Locale.ROOT)).toString();
  }
}
