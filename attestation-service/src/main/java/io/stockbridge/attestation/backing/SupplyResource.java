package io.stockbridge.attestation.backing;

import io.stockbridge.attestation.AttestationProblem;
import io.stockbridge.attestation.Examples;
import io.stockbridge.attestation.assets.AssetCatalogue;
import io.stockbridge.attestation.chainview.ChainViews;
import io.stockbridge.attestation.chainview.SupplyQueries;
import io.stockbridge.attestation.custody.StatementStore;
import io.stockbridge.attestation.halts.Halts;
import io.stockbridge.chains.ChainDescription;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.chains.records.AssetRecord;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.snapshot.AssetVerdict;
import io.stockbridge.protocol.snapshot.CutPoint;
import io.stockbridge.protocol.snapshot.InFlightEntry;
import io.stockbridge.protocol.units.ShareAmount;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The identity of one asset and everything in flight, as this attester sees them now. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "supply")
public class SupplyResource {

  /** Supply on one chain. */
  public record ChainSupply(
      long domain,
      String chain,
      String supplySu,
      String supplyShares,
      String replaySu,
      String replayShares,
      long height,
      Instant readAt) {}

  /** The identity of one asset. */
  public record SupplyView(
      String isin,
      String symbol,
      String totalSupplySu,
      String totalSupplyShares,
      String inFlightSu,
      String inFlightShares,
      String orphanSu,
      String orphanShares,
      String issuedSu,
      String issuedShares,
      String redeemedSu,
      String redeemedShares,
      String differenceSu,
      String differenceShares,
      String custodySettled,
      String multiplier,
      long actionEpoch,
      String verdict,
      @Nullable String evidence,
      boolean halted,
      Instant observedAt,
      List<ChainSupply> chains) {}

  /** A message in flight. */
  public record InFlightView(
      String messageId,
      String isin,
      String amountSu,
      String amountShares,
      long sourceDomain,
      long destinationDomain,
      Instant burnedAt,
      long ageSeconds) {}

  private final Database database;
  private final AssetCatalogue catalogue;
  private final HealthChecks checks;
  private final ChainViews views;
  private final StatementStore statements;
  private final Verdicts verdicts;
  private final Halts halts;
  private final NetworkDescription network;
  private final Clock clock;

  SupplyResource(
      Database database,
      AssetCatalogue catalogue,
      HealthChecks checks,
      ChainViews views,
      StatementStore statements,
      Verdicts verdicts,
      Halts halts,
      NetworkDescription network,
      Clock clock) {
    this.database = database;
    this.catalogue = catalogue;
    this.checks = checks;
    this.views = views;
    this.statements = statements;
    this.verdicts = verdicts;
    this.halts = halts;
    this.network = network;
    this.clock = clock;
  }

  @GET
  @Path("/assets/{isin}/supply")
  @Operation(summary = "Supply per chain, in flight, issued, redeemed, custody and the difference")
  @APIResponse(
      responseCode = "200",
      description = "Share units, and shares beside them",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SupplyView.class),
              examples = @ExampleObject(name = "example", value = Examples.SUPPLY)))
  @APIResponse(responseCode = "404", description = "ASSET_UNKNOWN")
  public SupplyView supply(@Parameter(example = "CH1436219187") @PathParam("isin") String isin) {
    if (!Isin.isValid(isin)) {
      throw ProblemException.inField(CommonProblem.INVALID_FIELD, "isin", "not an ISIN");
    }
    AssetRecord asset =
        catalogue
            .find(Isin.of(isin))
            .orElseThrow(
                () ->
                    ProblemException.of(AttestationProblem.ASSET_UNKNOWN, isin + " is not known"));
    return database.inTransaction(tx -> supply(tx, asset));
  }

  @GET
  @Path("/in-flight")
  @Operation(summary = "Every burn without its mint, oldest first; nothing here expires")
  @APIResponse(
      responseCode = "200",
      description = "Oldest first",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(type = SchemaType.ARRAY, implementation = InFlightView.class),
              examples = @ExampleObject(name = "example", value = Examples.IN_FLIGHT)))
  public List<InFlightView> inFlight() {
    Instant now = clock.instant();
    return database.inTransaction(tx -> SupplyQueries.inFlight(tx, cut(tx))).stream()
        .sorted(java.util.Comparator.comparing(InFlightEntry::burnedAt))
        .map(
            entry ->
                new InFlightView(
                    entry.messageId().toString(),
                    entry.isin().value(),
                    entry.amount().toString(),
                    entry.amount().sharesText(),
                    entry.sourceDomain().value(),
                    entry.destinationDomain().value(),
                    entry.burnedAt(),
                    Math.max(0, Duration.between(entry.burnedAt(), now).toSeconds())))
        .toList();
  }

  private List<CutPoint> cut(Tx tx) {
    return views.progress(tx).values().stream().map(ChainViews.Progress::point).toList();
  }

  private SupplyView supply(Tx tx, AssetRecord asset) {
    Isin isin = asset.isin();
    List<CutPoint> cut = cut(tx);
    AssetHealth health = checks.of(tx, asset, clock.instant());
    List<ChainSupply> chains = chains(tx, asset, cut);
    BigInteger supply = BigInteger.ZERO;
    for (ChainSupply chain : chains) {
      supply = supply.add(new BigInteger(chain.replaySu()));
    }
    BigInteger open =
        sum(
            SupplyQueries.inFlight(tx, cut).stream()
                .filter(entry -> entry.isin().equals(isin))
                .map(InFlightEntry::amount)
                .toList());
    BigInteger orphans =
        sum(
            SupplyQueries.orphans(tx, cut).stream()
                .filter(orphan -> orphan.isin().equals(isin))
                .map(SupplyQueries.Orphan::amount)
                .toList());
    SupplyQueries.Totals totals =
        SupplyQueries.totals(tx, cut)
            .getOrDefault(isin, new SupplyQueries.Totals(BigInteger.ZERO, BigInteger.ZERO));
    BigInteger difference =
        supply.add(open).subtract(orphans).subtract(totals.issuedSu()).add(totals.redeemedSu());
    boolean breach = verdicts.isBreach(tx, isin);
    return new SupplyView(
        isin.value(),
        asset.symbol(),
        supply.toString(),
        ShareAmount.sharesText(supply),
        open.toString(),
        ShareAmount.sharesText(open),
        orphans.toString(),
        ShareAmount.sharesText(orphans),
        totals.issuedSu().toString(),
        ShareAmount.sharesText(totals.issuedSu()),
        totals.redeemedSu().toString(),
        ShareAmount.sharesText(totals.redeemedSu()),
        difference.toString(),
        ShareAmount.sharesText(difference),
        HealthChecks.settled(statements.newest(tx), asset).toString(),
        asset.multiplier().toString(),
        asset.actionEpoch().value(),
        (breach ? AssetVerdict.BREACH : health.verdict()).name().toLowerCase(Locale.ROOT),
        health.evidence().orElse(null),
        halts.of(tx, isin).isPresent(),
        health.observedAt(),
        chains);
  }

  private List<ChainSupply> chains(Tx tx, AssetRecord asset, List<CutPoint> cut) {
    Map<DomainId, ChainViews.Reading> readings = views.readings(tx, asset.isin());
    List<ChainSupply> chains = new ArrayList<>();
    for (CutPoint point : cut) {
      ChainViews.Reading reading = readings.get(point.domain());
      if (reading == null) {
        continue;
      }
      BigInteger replay = SupplyQueries.supplyAt(tx, point.domain(), asset.isin(), point.height());
      chains.add(
          new ChainSupply(
              point.domain().value(),
              network.chain(point.domain()).map(ChainDescription::caip2).orElseThrow().toString(),
              reading.stateSu().toString(),
              ShareAmount.sharesText(reading.stateSu()),
              replay.toString(),
              ShareAmount.sharesText(replay),
              reading.height(),
              reading.readAt()));
    }
    return chains;
  }

  private static BigInteger sum(List<ShareAmount> amounts) {
    return amounts.stream().map(ShareAmount::toBigInteger).reduce(BigInteger.ZERO, BigInteger::add);
  }
}
