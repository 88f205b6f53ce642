package io.stockbridge.registry.observation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.catalogue.KnownToken;
import io.stockbridge.registry.catalogue.Stock;
import io.stockbridge.registry.serving.CatalogueHolder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which tokens are to be read next; replicas never get the same ones. */
@ApplicationScoped
public class DueTokens {

  private static final int TOKENS_PER_TRANSACTION = 500;

  private final Transactions transactions;
  private final ObservationStore store;
  private final TokenReader reader;
  private final CatalogueHolder holder;
  private final ObservationConfiguration times;
  private final Clock clock = Clock.systemUTC();
  private volatile long expectedNumber = -1;

  DueTokens(
      Transactions transactions,
      ObservationStore store,
      TokenReader reader,
      CatalogueHolder holder,
      ObservationConfiguration times) {
    this.transactions = transactions;
    this.store = store;
    this.reader = reader;
    this.holder = holder;
    this.times = times;
  }

  /** The next batch, the longest due first; this replica's for the time of the lease. */
  Uni<List<KnownToken>> next() {
    Instant now = clock.instant();
    return expect()
        .chain(
            () ->
                transactions.run(
                    session ->
                        store.claim(
                            session, now, now.plus(times.lease()), times.batch(), reader.chains())))
        .map(
            keys ->
                keys.stream().map(holder.catalogue()::token).flatMap(Optional::stream).toList());
  }

  /** Brings the table in step with the catalogue, when that has changed. */
  private Uni<Void> expect() {
    Catalogue catalogue = holder.catalogue();
    if (catalogue.number() == expectedNumber) {
      return Uni.createFrom().voidItem();
    }
    List<KnownToken> tokens = readable(catalogue);
    Uni<Void> done = Uni.createFrom().voidItem();
    for (int from = 0; from < tokens.size(); from += TOKENS_PER_TRANSACTION) {
      ArrayNode some =
          rows(tokens.subList(from, Math.min(from + TOKENS_PER_TRANSACTION, tokens.size())));
      done =
          done.chain(
              () ->
                  transactions.run(
                      session ->
                          store
                              .lockForWriting(session)
                              .chain(() -> store.expect(session, some, clock.instant()))
                              .replaceWithVoid()));
    }
    return done.invoke(() -> expectedNumber = catalogue.number());
  }

  private List<KnownToken> readable(Catalogue catalogue) {
    List<KnownToken> tokens = new ArrayList<>();
    for (Stock stock : catalogue.stocks()) {
      for (KnownToken token : stock.tokens()) {
        if (reader.canRead(token.deployment().token())) {
          tokens.add(token);
        }
      }
    }
    return tokens;
  }

  private static ArrayNode rows(List<KnownToken> tokens) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (KnownToken token : tokens) {
      rows.addObject()
          .put("tokenKey", token.deployment().token().key())
          .put("caip19", token.deployment().token().caip19())
          .put("chain", token.deployment().token().chain().toString())
          .put("expectation", ObservationRecorder.expectation(token));
    }
    return rows;
  }
}
