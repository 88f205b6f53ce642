package io.stockbridge.bridge.quotes;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.stockbridge.bridge.assets.AssetStore;
import io.stockbridge.bridge.http.Inputs;
import io.stockbridge.bridge.network.ChainPorts;
import io.stockbridge.chains.ChainDescription;
import io.stockbridge.chains.records.AssetRecord;
import io.stockbridge.kit.database.Database;
import io.stockbridge.protocol.identifiers.DomainId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/routes}. */
@Path("/v1/routes")
@Tag(name = "quotes")
@Produces(MediaType.APPLICATION_JSON)
public class RoutesResource {
  private final ChainPorts ports;
  private final Database database;
  private final AssetStore assets;
  private final Inputs names;

  RoutesResource(ChainPorts ports, Database database, AssetStore assets, Inputs names) {
    this.ports = ports;
    this.database = database;
    this.assets = assets;
    this.names = names;
  }

  /** One way for shares, and the assets that can take it. */
  @Schema(name = "Route")
  public record Route(
      @Schema(examples = "eip155:412346") String source,
      @Schema(examples = "eip155:84538453") String destination,
      @Schema(examples = "transfer") String kind,
      @Schema(examples = "CH1436219187") List<String> assets) {}

  /** Lists the ways. */
  @GET
  @RunOnVirtualThread
  @Operation(summary = "All ways between chains and custody, with the assets that can take them")
  public List<Route> routes() {
    List<DomainId> ends = new ArrayList<>(List.of(DomainId.CUSTODY));
    ports.network().chains().stream().map(ChainDescription::domain).forEach(ends::add);
    List<AssetRecord> known = database.inTransaction(assets::list);
    List<Route> routes = new ArrayList<>();
    for (DomainId source : ends) {
      for (DomainId destination : ends) {
        if (!source.equals(destination)) {
          routes.add(route(source, destination, known));
        }
      }
    }
    return routes;
  }

  private Route route(DomainId source, DomainId destination, List<AssetRecord> known) {
    List<String> movable =
        known.stream()
            .filter(asset -> asset.active() && isOn(asset, source) && isOn(asset, destination))
            .map(asset -> asset.isin().value())
            .toList();
    String kind = source.isCustody() ? "issue" : destination.isCustody() ? "redeem" : "transfer";
    return new Route(names.chainName(source), names.chainName(destination), kind, movable);
  }

  private static boolean isOn(AssetRecord asset, DomainId domain) {
    return domain.isCustody() || asset.on(domain).isPresent();
  }
}
