package io.stockbridge.bridge.assets;

import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.units.ActionEpoch;
import java.util.List;
import java.util.Optional;

/**
 * An asset as its newest signed record describes it.
 *
 * @param version grows by one with every change of the asset
 * @param multiplier shares per token, exact decimal
 */
public record Asset(
    Isin isin,
    long version,
    String symbol,
    String name,
    String status,
    ActionEpoch actionEpoch,
    String multiplier,
    List<Deployment> deployments) {
  private static final String ACTIVE = "active";

  /** Copies the list. */
  public Asset {
    deployments = List.copyOf(deployments);
  }

  /** Whether it may be moved. */
  public boolean isActive() {
    return status.equals(ACTIVE);
  }

  /** Its active deployment on that chain. */
  public Optional<Deployment> on(DomainId domain) {
    return deployments.stream().filter(d -> d.domain().equals(domain) && d.isActive()).findFirst();
  }

  /** The asset's token on one chain. */
  public record Deployment(
      DomainId domain, String caip19, String address, int decimals, String status) {
    /** Whether it may be used. */
    public boolean isActive() {
      return status.equals(ACTIVE);
    }
  }
}
