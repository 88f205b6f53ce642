package io.stockbridge.attestation.halts;

import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.identifiers.Isin;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Latches of this attester. Anybody with the role sets one; nothing here clears one. */
@ApplicationScoped
public class Halts {
  private static final Logger LOG = Logger.getLogger(Halts.class);

  /** The scope that stands for every asset. */
  public static final String EVERYTHING = "*";

  /** One latch. */
  public record Halt(String scope, String reason, String setBy, Instant setAt) {}

  private final Clock clock;

  Halts(Clock clock) {
    this.clock = clock;
  }

  /** Sets the latch; one that is set stays as it was. Says whether it is new. */
  public boolean set(Tx tx, String scope, String reason, String setBy) {
    boolean isNew =
        tx.update(
                "insert into halt (scope, reason, set_by, set_at) values (?1, ?2, ?3, ?4)"
                    + " on conflict (scope) do nothing",
                scope,
                reason,
                setBy,
                clock.instant())
            == 1;
    if (isNew) {
      LOG.errorf("halted scope=%s by=%s reason=\"%s\"", scope, setBy, reason);
    }
    return isNew;
  }

  /** Why the asset is halted here, if it is. */
  public Optional<String> of(Tx tx, Isin isin) {
    return tx.first(
            "select scope, set_by, reason from halt where scope in (?1, ?2) order by scope",
            EVERYTHING,
            isin.value())
        .map(row -> row.text(0) + " halted by " + row.text(1) + ": " + row.text(2));
  }

  /** All latches. */
  public List<Halt> all(Tx tx) {
    return tx.query("select scope, reason, set_by, set_at from halt order by set_at").stream()
        .map(row -> new Halt(row.text(0), row.text(1), row.text(2), row.time(3)))
        .toList();
  }
}
