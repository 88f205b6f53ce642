package io.stockbridge.attestation.halts;

import io.stockbridge.kit.database.Row;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.identifiers.Isin;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.logging.Logger;

/**
 * Latches of this attester. Each scope can be latched for several reasons at once; every one stands
 * by itself until it is lifted with a reason.
 */
@ApplicationScoped
public class Halts {
  private static final Logger LOG = Logger.getLogger(Halts.class);

  /** The scope that stands for every asset. */
  public static final String EVERYTHING = "*";

  /** Origin of a latch that people set. */
  public static final String GUARDIAN = "guardian";

  /** Origin of the latch of this attester's own breach verdict. */
  public static final String BREACH = "breach";

  /**
   * One latch.
   *
   * @param origin {@link #GUARDIAN}, {@link #BREACH} or the name of the attester whose signed
   *     breach verdict it is
   */
  public record Halt(
      @Schema(examples = "CH1436219187") String scope,
      @Schema(description = "guardian, breach, or another attester's name", examples = "guardian")
          String origin,
      String reason,
      String setBy,
      Instant setAt) {}

  private final Clock clock;

  Halts(Clock clock) {
    this.clock = clock;
  }

  /** Whether the text names a scope: an ISIN, or {@link #EVERYTHING}. */
  public static boolean isScope(String text) {
    return text.equals(EVERYTHING) || Isin.isValid(text);
  }

  /** Sets the latch; one that is set stays as it was. Says whether it is new. */
  public boolean set(Tx tx, String scope, String origin, String reason, String setBy) {
    boolean isNew =
        tx.update(
                "insert into halt (scope, origin, reason, set_by, set_at)"
                    + " values (?1, ?2, ?3, ?4, ?5) on conflict (scope, origin) do nothing",
                scope,
                origin,
                reason,
                setBy,
                clock.instant())
            == 1;
    if (isNew) {
      LOG.errorf("halted scope=%s by=%s reason=\"%s\"", scope, setBy, reason);
    }
    return isNew;
  }

  /** Lifts the latch; empty when it was not set. */
  public Optional<Halt> lift(Tx tx, String scope, String origin) {
    Optional<Halt> halt =
        tx
            .query(
                "select scope, origin, reason, set_by, set_at from halt"
                    + " where scope = ?1 and origin = ?2 for update",
                scope,
                origin)
            .stream()
            .map(Halts::halt)
            .findFirst();
    if (halt.isPresent()) {
      tx.update("delete from halt where scope = ?1 and origin = ?2", scope, origin);
    }
    return halt;
  }

  /** Why the asset is halted here, if it is. */
  public Optional<String> of(Tx tx, Isin isin) {
    return tx.first(
            "select scope, set_by, reason from halt where scope in (?1, ?2)"
                + " order by scope, set_at limit 1",
            EVERYTHING,
            isin.value())
        .map(row -> row.text(0) + " halted by " + row.text(1) + ": " + row.text(2));
  }

  /** All latches. */
  public List<Halt> all(Tx tx) {
    return tx
        .query("select scope, origin, reason, set_by, set_at from halt order by set_at")
        .stream()
        .map(Halts::halt)
        .toList();
  }

  private static Halt halt(Row row) {
    return new Halt(row.text(0), row.text(1), row.text(2), row.text(3), row.time(4));
  }
}
