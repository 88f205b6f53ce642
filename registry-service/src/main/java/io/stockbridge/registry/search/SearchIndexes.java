package io.stockbridge.registry.search;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.stockbridge.registry.catalogue.Catalogue;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the index of the current catalogue. It is built beside the requests, one at a time; while a
 * large one is built, the one before answers.
 */
@ApplicationScoped
class SearchIndexes {

  private static final Logger LOG = Logger.getLogger(SearchIndexes.class);

  /** Up to so many tokens a request waits for the new index: it takes milliseconds. */
  private static final int WAITS_UP_TO = 20_000;

  private volatile @Nullable Built built;
  private @Nullable Uni<SearchIndex> building;

  private record Built(Catalogue catalogue, SearchIndex index) {}

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
