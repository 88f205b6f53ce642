package io.stockbridge.registry.serving;

import io.smallrye.mutiny.Uni;
import io.stockbridge.registry.RegistryConfiguration;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.policies.PolicyBook;
import io.stockbridge.registry.policies.PolicyStore;
import io.stockbridge.registry.recording.AssetStore;
import io.stockbridge.registry.resolution.ResolutionPolicy;
import io.stockbridge.registry.serving.CatalogueHolder.State;
import io.stockbridge.registry.tokenlist.TokenListStore;
import io.stockbridge.registry.tokenlist.TokenLists;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads a state from the database, and only the parts of it that have changed. */
@ApplicationScoped
class StateLoader {

  private final AssetStore assets;
  private final PolicyStore policies;
  private final TokenListStore tokenLists;
  private final RegistryConfiguration configuration;

  StateLoader(
      AssetStore assets,
      PolicyStore policies,
      TokenListStore tokenLists,
      RegistryConfiguration configuration) {
    this.assets = assets;
    this.policies = policies;
    this.tokenLists = tokenLists;
    this.configuration = configuration;
  }

  /** The newest state, or {@code present} where nothing has changed. */
  Uni<State> after(Mutiny.Session session, State present) {
    return policies
        .number(session)
        .chain(
            number ->
                number == present.policies().number()
                    ? Uni.createFrom().item(present.policies())
                    : policies.load(session))
        .chain(
            book ->
                assets
                    .loadSince(session, present.catalogue())
                    .chain(catalogue -> state(session, present, catalogue, book)));
  }

  private Uni<State> state(
      Mutiny.Session session, State present, Catalogue catalogue, PolicyBook book) {
    if (catalogue.number() == present.catalogue().number()
        && book.number() == present.policies().number()) {
      return Uni.createFrom().item(present);
    }
    if (!configuration.tokenLists()) {
      State state = new State(catalogue, book, TokenLists.NONE, Instant.now());
      return Uni.createFrom().item(state);
    }
    return tokenLists
        .publish(session, catalogue, standard(book), present.tokenLists())
        .map(list -> new State(catalogue, book, list, Instant.now()));
  }

  private ResolutionPolicy standard(PolicyBook book) {
    String name = configuration.defaultPolicy();
    return book.current(name)
        .orElseThrow(() -> new IllegalStateException("no policy has the configured name " + name));
  }
}
