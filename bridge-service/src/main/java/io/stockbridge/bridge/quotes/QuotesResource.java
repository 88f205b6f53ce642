package io.stockbridge.bridge.quotes;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.stockbridge.bridge.assets.AssetStore;
import io.stockbridge.bridge.http.Inputs;
import io.stockbridge.bridge.network.ChainPorts;
import io.stockbridge.chains.AssetSupply;
import io.stockbridge.chains.ChainReader;
import io.stockbridge.chains.SupplyReading;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.units.ShareAmount;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /v1/quotes}. */
@Path("/v1/quotes")
@Tag(name = "quotes")
@Produces(MediaType.APPLICATION_JSON)
public class QuotesResource {
  /** Bytes of a Token-2022 account with the extensions that our mints demand. */
  private static final int TOKEN_ACCOUNT_BYTES = 174;

  private static final int SAMPLE = 20;

  /** Moving shares costs none; whoever relays pays the chains. */
  private static final ShareAmount FEE = ShareAmount.ZERO;

  private final ChainPorts ports;
  private final Database database;
  private final AssetStore assets;
  private final Inputs inputs;

  QuotesResource(ChainPorts ports, Database database, AssetStore assets, Inputs inputs) {
    this.ports = ports;
    this.database = database;
    this.assets = assets;
    this.inputs = inputs;
  }

  /**
   * What a movement takes.
   *
   * @param available whether it would go through now as far as the chains show
   * @param obstacles why not, as codes
   * @param typicalSeconds from burn seen to shares arrived, median of the last ones on the route
   * @param relayerRentLamports rent on Solana that the relayer pays at most
   */
  @Schema(name = "Quote")
  public record Quote(
      @Schema(examples = "CH1436219187") String isin,
      @Schema(examples = "AAPLx") String symbol,
      @Schema(examples = "eip155:412346") String source,
      @Schema(examples = "eip155:84538453") String destination,
      @Schema(examples = "150000000") String amountSu,
      @Schema(examples = "1.5") String amountShares,
      @Schema(examples = "150000000") String receivedSu,
      @Schema(examples = "1.5") String receivedShares,
      @Schema(examples = "0") String feeSu,
      @Schema(examples = "0") String feeShares,
      @Schema(examples = "false") boolean available,
      @Schema(examples = "HALTED_AT_SOURCE") List<String> obstacles,
      @Schema(examples = "14") @Nullable Long typicalSeconds,
      @Schema(examples = "2992800") @Nullable Long relayerRentLamports) {}

  /** Quotes a movement. */
  @GET
  @RunOnVirtualThread
  @Operation(summary = "What a movement takes, and whether it would go through now")
  @APIResponse(responseCode = "200", description = "the quote")
  @APIResponse(responseCode = "404", description = "ASSET_UNKNOWN")
  @APIResponse(
      responseCode = "422",
      description = "CHAIN_UNKNOWN, ROUTE_UNKNOWN, ASSET_NOT_MOVABLE")
  public Quote quote(
      @Parameter(example = "CH1436219187") @RestQuery @Nullable String isin,
      @Parameter(example = "eip155:412346") @RestQuery @Nullable String source,
      @Parameter(example = "eip155:84538453") @RestQuery @Nullable String destination,
      @Parameter(example = "150000000") @RestQuery @Nullable String amountSu) {
    Isin asset = inputs.parse("isin", isin, Isin::of);
    DomainId from = inputs.domain("source", source);
    DomainId to = inputs.domain("destination", destination);
    ShareAmount amount = inputs.parse("amountSu", amountSu, ShareAmount::ofSu);
    Movement movement =
        database.inTransaction(tx -> Movement.of(tx, assets, asset, from, to, amount));
    List<String> obstacles = obstacles(movement);
    return new Quote(
        asset.value(),
        movement.asset().symbol(),
        inputs.chainName(from),
        inputs.chainName(to),
        amount.toString(),
        amount.sharesText(),
        amount.toString(),
        amount.sharesText(),
        FEE.toString(),
        FEE.sharesText(),
        obstacles.isEmpty(),
        obstacles,
        database.inTransaction(tx -> typicalSeconds(tx, from, to)).orElse(null),
        to.isSolana() ? rent() : null);
  }

  private List<String> obstacles(Movement movement) {
    List<String> obstacles = new ArrayList<>();
    Optional<AssetSupply> source = supply(movement, movement.source(), "SOURCE", obstacles);
    Optional<AssetSupply> destination =
        supply(movement, movement.destination(), "DESTINATION", obstacles);
    if (source.isPresent() && source.get().supply().compareTo(movement.amount()) < 0) {
      obstacles.add("MORE_THAN_EXISTS_AT_SOURCE");
    }
    if (source.isPresent()
        && destination.isPresent()
        && !source.get().epoch().equals(destination.get().epoch())) {
      obstacles.add("EPOCH_MISMATCH");
    }
    return obstacles;
  }

  private Optional<AssetSupply> supply(
      Movement movement, DomainId domain, String end, List<String> obstacles) {
    if (domain.isCustody()) {
      return Optional.empty();
    }
    ChainReader reader = ports.reader(domain);
    Isin isin = movement.asset().isin();
    SupplyReading reading = reader.suppliesAt(reader.finalizedHead(), List.of(isin));
    Optional<AssetSupply> supply = Optional.ofNullable(reading.assets().get(isin));
    if (supply.isEmpty()) {
      obstacles.add("NOT_DEPLOYED_AT_" + end);
    } else if (isHalted(movement, reading, supply.get())) {
      obstacles.add("HALTED_AT_" + end);
    }
    return supply;
  }

  /** A redemption leaves a halted chain all the same. */
  private static boolean isHalted(Movement movement, SupplyReading reading, AssetSupply supply) {
    return !movement.destination().isCustody() && (reading.allHalted() || supply.halted());
  }

  private static Optional<Long> typicalSeconds(Tx tx, DomainId source, DomainId destination) {
    return tx.queryOne(
            "select cast(percentile_cont(0.5) within group (order by extract(epoch from changed_at"
                + " - detected_at)) as bigint) as seconds from (select changed_at, detected_at"
                + " from transfers where state = 'completed' and source_domain = ?1"
                + " and destination_domain = ?2 order by sequence desc limit ?3) last",
            source.value(),
            destination.value(),
            SAMPLE)
        .flatMap(row -> row.optionalNumber("seconds"));
  }

  private long rent() {
    return ports.solana().rentExemption(0) + ports.solana().rentExemption(TOKEN_ACCOUNT_BYTES);
  }
}
