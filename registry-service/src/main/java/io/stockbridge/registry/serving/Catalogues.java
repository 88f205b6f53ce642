package io.stockbridge.registry.serving;

import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.recording.AssetStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;

/** The registry's state at any moment: the current one from memory, others from the database. */
@ApplicationScoped
public class Catalogues {

  private final CatalogueHolder holder;
  private final Transactions transactions;
  private final AssetStore store;

  Catalogues(CatalogueHolder holder, Transactions transactions, AssetStore store) {
    this.holder = holder;
    this.transactions = transactions;
    this.store = store;
  }

  /** Everything at that moment. The current state is there at once, without a change of thread. */
  public Uni<Catalogue> at(Moment moment) {
    if (moment.isNow()) {
      return Uni.createFrom().item(holder.catalogue());
    }
    return transactions.run(session -> store.loadAt(session, asOf(moment), moment.knownAt()));
  }

  /**
   * What is needed to resolve or verify {@code names} at that moment; perhaps more. For the current
   * state that is everything.
   *
   * @param names tickers, ISINs, FIGIs, keys, symbols, CAIP-19 names or addresses, in any case
   */
  public Uni<Catalogue> at(Moment moment, Collection<String> names) {
    return moment.isNow()
        ? at(moment)
        : transactions.run(session -> store.loadAt(session, asOf(moment), moment.knownAt(), names));
  }

  /** At least the next entries of a kind at that moment; for the current state everything. */
  public Uni<Catalogue> at(Moment moment, AssetStore.Page page) {
    return moment.isNow()
        ? at(moment)
        : transactions.run(
            session -> store.loadPage(session, page, asOf(moment), moment.knownAt()));
  }

  private static Instant asOf(Moment moment) {
    Instant asOf = moment.asOf();
    return asOf == null ? Instant.now() : asOf;
  }
}
