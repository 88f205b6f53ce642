package io.stockbridge.attestation.custody;

import io.stockbridge.chains.records.InvalidStatementException;
import io.stockbridge.chains.records.StatementReader;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.custody.CustodyStatement;
import io.stockbridge.protocol.custody.StatementSequence;
import io.stockbridge.protocol.identifiers.Bytes32;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Takes a custody statement by whichever way it came: signature by the pinned key over the exact
 * bytes, strict JSON, and the rules of how statements may follow each other.
 */
@ApplicationScoped
public class StatementReceiver {
  private static final Logger LOG = Logger.getLogger(StatementReceiver.class);

  /** Kafka topic of statements. */
  static final String TOPIC = "custody.statements.v1";

  /** What became of a statement. */
  public sealed interface Outcome {
    /** It is the newest now. */
    record Accepted(CustodyStatement statement) implements Outcome {}

    /** It was known already. */
    record Repeated(CustodyStatement statement) implements Outcome {}

    /** A newer one is known; nothing changed. */
    record Stale(CustodyStatement statement, String detail) implements Outcome {}

    /** It must not be counted on. */
    record Refused(Reason reason, String field, String detail) implements Outcome {}
  }

  /** Why a statement is refused. */
  public enum Reason {
    /** The payload is longer than {@link StatementReader#MAX_BYTES}. */
    STATEMENT_TOO_LARGE,
    /** Not a pinned custodian. */
    UNKNOWN_CUSTODIAN,
    /** The signature does not verify. */
    INVALID_SIGNATURE,
    /** Not a valid statement. */
    INVALID_STATEMENT,
    /** It contradicts an earlier one: an alarm. */
    STATEMENT_CONFLICT;

    private static Reason of(InvalidStatementException.Reason reason) {
      return switch (reason) {
        case STATEMENT_TOO_LARGE -> STATEMENT_TOO_LARGE;
        case UNKNOWN_CUSTODIAN -> UNKNOWN_CUSTODIAN;
        case INVALID_SIGNATURE -> INVALID_SIGNATURE;
        case INVALID_STATEMENT -> INVALID_STATEMENT;
      };
    }
  }

  /** The data of the record {@code StatementReceived}. */
  record StatementReceived(String custodian, String payload, String signature) {}

  private final StatementReader reader;
  private final StatementStore store;
  private final Clock clock;

  StatementReceiver(StatementReader reader, StatementStore store, Clock clock) {
    this.reader = reader;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Checks and stores.
   *
   * @param passOn whether the others do not have it yet, so that it goes to Kafka once
   */
  public Outcome receive(Tx tx, byte[] payload, byte[] signature, boolean passOn) {
    CustodyStatement statement;
    try {
      statement = reader.readSigned(payload, signature);
    } catch (InvalidStatementException e) {
      return new Outcome.Refused(Reason.of(e.reason()), e.field(), String.valueOf(e.getMessage()));
    }
    tx.lock("custody:" + statement.custodian());
    return follow(tx, statement, payload, signature, passOn);
  }

  private Outcome follow(
      Tx tx, CustodyStatement statement, byte[] payload, byte[] signature, boolean passOn) {
    Optional<CustodyStatement> newest = store.newest(tx, statement.custodian());
    StatementSequence.Verdict verdict =
        newest
            .map(known -> StatementSequence.follow(known, statement))
            .orElseGet(StatementSequence.Newer::new);
    return switch (verdict) {
      case StatementSequence.Newer ignored -> accept(tx, statement, payload, signature, passOn);
      case StatementSequence.Repeated ignored -> new Outcome.Repeated(statement);
      case StatementSequence.Refused refused -> refuse(tx, statement, refused);
    };
  }

  private Outcome accept(
      Tx tx, CustodyStatement statement, byte[] payload, byte[] signature, boolean passOn) {
    store.insert(tx, statement, payload, signature, clock.instant());
    if (passOn) {
      tx.publish(
          TOPIC,
          statement.custodian(),
          "StatementReceived",
          new StatementReceived(
              statement.custodian(),
              Base64.getEncoder().encodeToString(payload),
              Base64.getEncoder().encodeToString(signature)));
    }
    LOG.infof(
        "custody statement accepted custodian=%s sequence=%d orders=%d releases=%d",
        statement.custodian(),
        statement.sequence(),
        statement.orders().size(),
        statement.releases().size());
    return new Outcome.Accepted(statement);
  }

  private Outcome refuse(Tx tx, CustodyStatement statement, StatementSequence.Refused refused) {
    if (refused.reason() == StatementSequence.Refusal.STALE_SEQUENCE) {
      Optional<Bytes32> known = store.digest(tx, statement.custodian(), statement.sequence());
      if (known.isPresent() && known.get().equals(statement.digest())) {
        return new Outcome.Repeated(statement);
      }
      if (known.isEmpty()) {
        return new Outcome.Stale(statement, refused.detail());
      }
    }
    LOG.errorf(
        "custody statement contradicts an earlier one custodian=%s sequence=%d rule=%s detail=\"%s\"",
        statement.custodian(), statement.sequence(), refused.reason(), refused.detail());
    return new Outcome.Refused(
        Reason.STATEMENT_CONFLICT, "sequence", refused.reason() + ": " + refused.detail());
  }
}
