package io.stockbridge.registry.states;

import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.serving.CatalogueHolder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The entries of the catalogue that reads are answered from. */
@ApplicationScoped
class CatalogueEntries implements StateEntries {

  private final CatalogueHolder holder;
  private volatile Read last = read(Catalogue.empty());

  CatalogueEntries(CatalogueHolder holder) {
    this.holder = holder;
  }

  private record Read(Catalogue catalogue, Facts facts) {}

  @Override
  public Facts current() {
    Catalogue catalogue = holder.catalogue();
    Read read = last;
    if (read.catalogue() != catalogue) {
      read = read(catalogue);
      last = read;
    }
    return read.facts();
  }

  private static Read read(Catalogue catalogue) {
    Facts facts =
        new Facts(
            catalogue.number(),
            List.copyOf(catalogue.impostors()),
            List.copyOf(catalogue.assets().values()),
            List.copyOf(catalogue.underlyings().values()));
    return new Read(catalogue, facts);
  }
}
