package io.stockbridge.attestation.chainview;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.MultiplierReader;
import io.stockbridge.chains.TokenMultiplier;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.identifiers.Isin;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the tokens of one chain show of corporate actions, and remembers when that changed.
 */
final class ActionReadings {
  /** What a reader takes at once. */
  private static final int ASSETS_PER_READING = 100;

  private final MultiplierReader reader;
  private final Database database;
  private final Clock clock;

  ActionReadings(MultiplierReader reader, Database database, Clock clock) {
    this.reader = reader;
    this.database = database;
    this.clock = clock;
  }

  /** Reads the assets at that final position. */
  void read(ChainPosition position, Collection<Isin> isins) {
    List<Isin> sorted = isins.stream().sorted().toList();
    for (int from = 0; from < sorted.size(); from += ASSETS_PER_READING) {
      int to = Math.min(from + ASSETS_PER_READING, sorted.size());
      var tokens = reader.multipliersAt(position, sorted.subList(from, to)).tokens();
      Instant now = clock.instant();
      database.change(tx -> store(tx, tokens, now));
    }
  }

  private void store(Tx tx, Map<Isin, TokenMultiplier> tokens, Instant now) {
    ArrayNode shown = JsonNodeFactory.instance.arrayNode();
    tokens.forEach(
        (isin, token) ->
            shown
                .addObject()
                .put("isin", isin.value())
                .put("epoch", token.epoch().value())
                .put("pending_at", pendingAt(token)));
    tx.update(
        "insert into action_reading (domain, isin, epoch, pending_at, read_at)"
            + " select cast(?1 as bigint), a.isin, a.epoch, a.pending_at, cast(?2 as timestamptz)"
            + " from jsonb_to_recordset(cast(cast(?3 as text) as jsonb))"
            + " as a(isin text, epoch bigint, pending_at timestamptz) on conflict (domain, isin) do"
            + " update set epoch = excluded.epoch, pending_at = excluded.pending_at,"
            + " read_at = excluded.read_at, epoch_since = case"
            + " when action_reading.epoch = excluded.epoch then action_reading.epoch_since"
            + " else excluded.read_at end",
        reader.domain().value(),
        now,
        shown.toString());
  }

  private static @Nullable String pendingAt(TokenMultiplier token) {
    return token.pending().map(pending -> pending.effectiveAt().toString()).orElse(null);
  }
}
