package io.stockbridge.registry.search;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.rest.Judges;
import io.stockbridge.registry.serving.Moment;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the index of the current catalogue. It is built beside the requests, one at a time; while a
 * large one is built, the one before answers.
 */
@ApplicationScoped
class SearchIndexes {

  private static final Logger LOG = Logger.getLogger(SearchIndexes.class);

  /** Of so large a registry an earlier state is read only in parts. */
  private static final int READ_AS_A_WHOLE_UP_TO = 20_000;

  /** Up to so many tokens a request waits for the new index: it takes milliseconds. */
  private static final int WAITS_UP_TO = 20_000;

  private final Judges judges;
  private volatile @Nullable Built built;
  private @Nullable Uni<SearchIndex> building;

  private record Built(Catalogue catalogue, SearchIndex index) {}

  SearchIndexes(Judges judges) {
    this.judges = judges;
  }

  /**
   * What was found.
   *
   * @param known the state that was searched
   * @param hits the best first
   */
  record Found(Judges.Known known, List<Hit> hits) {}

  /** The best entries of a moment. */
  Uni<Found> find(Moment moment, String text, int limit) {
    return moment.isNow()
        ? judges
            .at(moment)
            .chain(
                known ->
                    of(known.catalogue())
                        .map(index -> index.find(known.catalogue(), text, limit))
                        .map(hits -> new Found(known, hits)))
        : findAt(moment, text, limit);
  }

  /**
   * Earlier states have no index of their own. Of a large registry those entries are read that have
   * the text as a name of that time, or that the present index suggests.
   */
  private Uni<Found> findAt(Moment moment, String text, int limit) {
    Catalogue present = judges.present();
    Uni<Judges.Known> then =
        present.tokenCount() <= READ_AS_A_WHOLE_UP_TO
            ? judges.at(moment)
            : of(present).chain(index -> judges.at(moment, index.names(text)));
    return then.emitOn(Infrastructure.getDefaultWorkerPool())
        .map(
            known ->
                new Found(
                    known,
                    new SearchIndex(known.catalogue()).find(known.catalogue(), text, limit)));
  }

  /** An index for {@code catalogue}, or of the state before it. */
  Uni<SearchIndex> of(Catalogue catalogue) {
    Built current = built;
    if (current != null && current.catalogue() == catalogue) {
      return Uni.createFrom().item(current.index());
    }
    Uni<SearchIndex> next = build(catalogue);
    if (current == null || catalogue.tokenCount() <= WAITS_UP_TO) {
      return next;
    }
    next.subscribe()
        .with(index -> {}, failure -> LOG.errorf(failure, "the search index cannot be built"));
    return Uni.createFrom().item(current.index());
  }

  private synchronized Uni<SearchIndex> build(Catalogue catalogue) {
    Uni<SearchIndex> running = building;
    if (running != null) {
      return running;
    }
    Uni<SearchIndex> next =
        Uni.createFrom()
            .item(() -> take(catalogue))
            .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
            .onTermination()
            .invoke(this::end)
            .memoize()
            .indefinitely();
    building = next;
    return next;
  }

  private SearchIndex take(Catalogue catalogue) {
    SearchIndex index = new SearchIndex(catalogue);
    built = new Built(catalogue, index);
    return index;
  }

  private synchronized void end() {
    building = null;
  }
}
