package io.stockbridge.attestation.custody;

import io.stockbridge.attestation.chainview.MessageFlows;
import io.stockbridge.chains.records.StatementReader;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.custody.CustodyOrder;
import io.stockbridge.protocol.custody.CustodyStatement;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageCodec;
import io.stockbridge.protocol.message.SourceRef;
import io.stockbridge.protocol.snapshot.StatementRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The statements in PostgreSQL: exact signed bytes, and the orders by the message they allow. */
@ApplicationScoped
public class StatementStore {

  /** An order's message and whether it has settled. */
  public record KnownOrder(Message message, String orderId, boolean settled, String custodian) {}

  private static final int READ_STATEMENTS = 16;

  private final StatementReader reader;
  private final MessageFlows flows;

  // A statement is read again for each check of each asset, and its digest says that it is the one.
  private final Map<Bytes32, CustodyStatement> read =
      Collections.synchronizedMap(
          new LinkedHashMap<>(READ_STATEMENTS, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Bytes32, CustodyStatement> eldest) {
              return size() > READ_STATEMENTS;
            }
          });

  StatementStore(StatementReader reader, MessageFlows flows) {
    this.reader = reader;
    this.flows = flows;
  }

  /** The newest statement of a custodian. */
  public Optional<CustodyStatement> newest(Tx tx, String custodian) {
    return tx.first(
            "select digest from custody_statement where custodian = ?1"
                + " order by sequence desc limit 1",
            custodian)
        .map(row -> withDigest(tx, row.bytes32(0)));
  }

  /** The newest statement of every custodian. */
  public List<CustodyStatement> newest(Tx tx) {
    return tx
        .query(
            "select distinct on (custodian) digest from custody_statement"
                + " order by custodian, sequence desc")
        .stream()
        .map(row -> withDigest(tx, row.bytes32(0)))
        .toList();
  }

  /** The newest statement of every custodian that is not of later than {@code time}. */
  public List<CustodyStatement> newestUntil(Tx tx, Instant time) {
    return tx
        .query(
            "select distinct on (custodian) digest from custody_statement where as_of <= ?1"
                + " order by custodian, sequence desc",
            time)
        .stream()
        .map(row -> withDigest(tx, row.bytes32(0)))
        .toList();
  }

  private CustodyStatement withDigest(Tx tx, Bytes32 digest) {
    CustodyStatement known = read.get(digest);
    if (known == null) {
      byte[] payload =
          tx.first("select payload from custody_statement where digest = ?1", digest.bytes())
              .orElseThrow(() -> new IllegalStateException("no statement with digest " + digest))
              .bytes(0);
      known = reader.read(payload);
      read.put(digest, known);
    }
    return known;
  }

  /** The statement that a snapshot counts on, if it is known here with that digest. */
  public Optional<CustodyStatement> find(Tx tx, StatementRef reference) {
    return tx.first(
            "select payload from custody_statement"
                + " where custodian = ?1 and sequence = ?2 and digest = ?3",
            reference.custodian(),
            reference.sequence(),
            reference.digest().bytes())
        .map(row -> reader.read(row.bytes(0)));
  }

  /** The digest stored for a sequence number of a custodian. */
  Optional<Bytes32> digest(Tx tx, String custodian, long sequence) {
    return tx.first(
            "select digest from custody_statement where custodian = ?1 and sequence = ?2",
            custodian,
            sequence)
        .map(row -> row.bytes32(0));
  }

  /** The orders that a source reference names: more than one when custodians share an order id. */
  public List<KnownOrder> orders(Tx tx, SourceRef ref) {
    return tx
        .query(
            "select message, order_id, settled_sequence, custodian from custody_order"
                + " where source_ref = ?1 order by custodian",
            ref.bytes())
        .stream()
        .map(
            row ->
                new KnownOrder(
                    MessageCodec.decode(row.bytes(0)), row.text(1), !row.isNull(2), row.text(3)))
        .toList();
  }

  /** Stores a statement that follows the newest one. */
  void insert(Tx tx, CustodyStatement statement, byte[] payload, byte[] signature, Instant now) {
    // An order and its mint must not be stored side by side without seeing each other.
    tx.lock(MessageFlows.LOCK);
    tx.update(
        "insert into custody_statement (custodian, sequence, as_of, payload, signature, digest,"
            + " received_at) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        statement.custodian(),
        statement.sequence(),
        statement.asOf(),
        payload,
        signature,
        statement.digest().bytes(),
        now);
    for (CustodyOrder order : statement.orders()) {
      upsert(tx, statement, order);
    }
  }

  private void upsert(Tx tx, CustodyStatement statement, CustodyOrder order) {
    Message message = order.issueMessage();
    int changed =
        tx.update(
            "insert into custody_order (message_id, source_ref, custodian, order_id, isin,"
                + " message, amount_su, first_sequence, settled_sequence)"
                + " values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, nullif(?9, cast(0 as bigint)))"
                + " on conflict (custodian, source_ref) do update set"
                + " settled_sequence = excluded.settled_sequence"
                + " where custody_order.settled_sequence is null"
                + " and excluded.settled_sequence is not null",
            message.messageId().bytes(),
            order.sourceRef().bytes(),
            statement.custodian(),
            order.orderId(),
            order.isin().value(),
            message.encode(),
            new BigDecimal(order.amount().toBigInteger()),
            statement.sequence(),
            order.isSettled() ? statement.sequence() : 0L);
    if (changed > 0) {
      flows.reconcile(tx, message.messageId());
    }
  }
}
