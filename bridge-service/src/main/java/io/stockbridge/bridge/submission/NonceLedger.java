package io.stockbridge.bridge.submission;

import io.stockbridge.bridge.network.ChainPorts;
import io.stockbridge.chains.EvmCall;
import io.stockbridge.chains.EvmFees;
import io.stockbridge.chains.SignedEvmTransaction;
import io.stockbridge.kit.database.Row;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which nonce is used for what. A nonce is taken in the transaction that records its send, so there
 * is neither a gap nor a double; the row lock of the account puts senders in line.
 */
@ApplicationScoped
public class NonceLedger {
  private static final String SELECT =
      "select s.*, a.attempt, a.tx_hash, a.raw_tx, a.max_fee_wei, a.priority_fee_wei, a.sent_at"
          + " from evm_sends s join evm_attempts a on a.domain = s.domain and a.nonce = s.nonce"
          + " and a.attempt = (select max(b.attempt) from evm_attempts b"
          + " where b.domain = s.domain and b.nonce = s.nonce)";

  private final ChainPorts ports;
  private final SubmissionConfiguration configuration;

  NonceLedger(ChainPorts ports, SubmissionConfiguration configuration) {
    this.ports = ports;
    this.configuration = configuration;
  }

  /**
   * What is to be sent, with everything that had to be asked of the chain before.
   *
   * @param chainNonce the account's next nonce on the newest chain: the ledger never falls behind
   *     it
   */
  public record Order(
      DomainId domain,
      EvmSend.Purpose purpose,
      String subject,
      EvmCall call,
      long gasLimit,
      EvmFees fees,
      long chainNonce) {}

  /**
   * Takes the next nonce, signs and records the send, at no more than the configured fee; empty
   * when the subject is pending already.
   */
  public Optional<EvmSend> record(Tx tx, Order order, Instant now) {
    // The account's row first: whoever waits here sees the other's send afterwards.
    tx.update(
        "insert into evm_accounts (domain, address, next_nonce) values (?1, ?2, ?3)"
            + " on conflict do nothing",
        order.domain().value(),
        ports.evmKey().address().toString(),
        order.chainNonce());
    Row account =
        tx.queryOne(
                "select address, next_nonce from evm_accounts where domain = ?1 for update",
                order.domain().value())
            .orElseThrow();
    requireSameKey(account);
    if (isPending(tx, order.domain(), order.purpose(), order.subject())) {
      return Optional.empty();
    }
    long nonce = Math.max(account.number("next_nonce"), order.chainNonce());
    tx.update(
        "update evm_accounts set next_nonce = ?1 where domain = ?2",
        nonce + 1,
        order.domain().value());
    tx.update(
        "insert into evm_sends (domain, nonce, purpose, subject, target, calldata, gas_limit, state,"
            + " created_at) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'pending', ?8)",
        order.domain().value(),
        nonce,
        order.purpose().wire(),
        order.subject(),
        order.call().to().toString(),
        order.call().dataHex(),
        java.math.BigInteger.valueOf(order.gasLimit()),
        now);
    // One node alone named the fees: what it asks for must not drain the relayer.
    EvmFees fees = order.fees().atMost(configuration.maxFeePerGasWei());
    insertAttempt(tx, order.domain(), nonce, 1, order.call(), order.gasLimit(), fees, now);
    return find(tx, order.domain(), nonce);
  }

  /** Records a replacement that pays {@code fees}; empty when the send was settled meanwhile. */
  Optional<EvmSend> replace(Tx tx, EvmSend send, EvmFees fees, Instant now) {
    Optional<Row> pending =
        tx.queryOne(
            "select state from evm_sends where domain = ?1 and nonce = ?2 and state = 'pending'"
                + " for update",
            send.domain().value(),
            send.nonce());
    if (pending.isEmpty()) {
      return Optional.empty();
    }
    insertAttempt(
        tx,
        send.domain(),
        send.nonce(),
        send.attempts() + 1,
        send.call(),
        send.gasLimit(),
        fees,
        now);
    return find(tx, send.domain(), send.nonce());
  }

  /** Whether the subject's send is pending on that chain. */
  public boolean isPending(Tx tx, DomainId domain, EvmSend.Purpose purpose, String subject) {
    return !tx.query(
            "select nonce from evm_sends where domain = ?1 and purpose = ?2 and subject = ?3"
                + " and state = 'pending'",
            domain.value(),
            purpose.wire(),
            subject)
        .isEmpty();
  }

  /** Whether anything for that purpose is pending on that chain. */
  public boolean isPending(Tx tx, DomainId domain, EvmSend.Purpose purpose) {
    return !tx.query(
            "select nonce from evm_sends where domain = ?1 and purpose = ?2"
                + " and state = 'pending' limit 1",
            domain.value(),
            purpose.wire())
        .isEmpty();
  }

  /** The send of that nonce. */
  Optional<EvmSend> find(Tx tx, DomainId domain, long nonce) {
    return tx.queryOne(SELECT + " where s.domain = ?1 and s.nonce = ?2", domain.value(), nonce)
        .map(NonceLedger::toSend);
  }

  /** Pending sends by nonce, then those settled so lately that the chain may still undo them. */
  List<EvmSend> unsettled(Tx tx, DomainId domain, Duration undoWindow, int limit) {
    return tx
        .query(
            SELECT
                + " where s.domain = ?1 and (s.state = 'pending' or s.settled_at > now()"
                + " - ?2 * interval '1 millisecond') order by (s.state <> 'pending'),"
                + " case when s.state = 'pending' then s.nonce else -s.nonce end limit ?3",
            domain.value(),
            undoWindow.toMillis(),
            limit)
        .stream()
        .map(NonceLedger::toSend)
        .toList();
  }

  /** The hashes of all transactions signed for that nonce, newest first. */
  List<String> attempts(Tx tx, EvmSend send) {
    return tx
        .query(
            "select tx_hash from evm_attempts where domain = ?1 and nonce = ?2"
                + " order by attempt desc",
            send.domain().value(),
            send.nonce())
        .stream()
        .map(row -> row.text("tx_hash"))
        .toList();
  }

  /** Writes where a nonce stands now; false when it stood there already. */
  boolean settle(Tx tx, EvmSend send, EvmSend.State state, Optional<String> minedTx, Instant now) {
    return tx.update(
            "update evm_sends set state = ?1, mined_tx = cast(?2 as text),"
                + " settled_at = cast(?3 as timestamptz) where domain = ?4 and nonce = ?5"
                + " and state <> ?1",
            state.name().toLowerCase(Locale.ROOT),
            minedTx.orElse(null),
            state == EvmSend.State.PENDING ? null : now,
            send.domain().value(),
            send.nonce())
        == 1;
  }

  private void insertAttempt(
      Tx tx,
      DomainId domain,
      long nonce,
      int attempt,
      EvmCall call,
      long gasLimit,
      EvmFees fees,
      Instant now) {
    SignedEvmTransaction signed =
        ports.evm(domain).sign(call, nonce, fees, gasLimit, ports.evmKey());
    tx.update(
        "insert into evm_attempts (domain, nonce, attempt, tx_hash, raw_tx, max_fee_wei,"
            + " priority_fee_wei, sent_at) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        domain.value(),
        nonce,
        attempt,
        signed.hash().toString(),
        signed.raw(),
        fees.maxFeePerGas(),
        fees.maxPriorityFeePerGas(),
        now);
  }

  private void requireSameKey(Row account) {
    String address = ports.evmKey().address().toString();
    if (!account.text("address").equals(address)) {
      throw new IllegalStateException(
          "the nonce ledger belongs to " + account.text("address") + ", not to " + address);
    }
  }

  private static EvmSend toSend(Row row) {
    return new EvmSend(
        DomainId.of(row.number("domain")),
        row.number("nonce"),
        EvmSend.Purpose.ofWire(row.text("purpose")),
        row.text("subject"),
        new EvmCall(EvmAddress.of(row.text("target")), Hex.decode(row.text("calldata"))),
        row.number("gas_limit"),
        EvmSend.State.valueOf(row.text("state").toUpperCase(Locale.ROOT)),
        row.time("created_at"),
        row.integer("attempt"),
        new EvmFees(row.bigInteger("max_fee_wei"), row.bigInteger("priority_fee_wei")),
        row.text("tx_hash"),
        row.text("raw_tx"),
        row.time("sent_at"));
  }
}
