package io.stockbridge.bridge.submission;

import io.micrometer.core.instrument.MeterRegistry;
import io.stockbridge.bridge.network.ChainPorts;
import io.stockbridge.bridge.transfers.TransferStore;
import io.stockbridge.chains.EvmFees;
import io.stockbridge.chains.EvmReceipt;
import io.stockbridge.chains.EvmSubmitter;
import io.stockbridge.chains.Finality;
import io.stockbridge.kit.database.Database;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Brings pending transactions onto the chain: sends them again, lets the one with the next nonce
 * pay more when it is stuck, and notes which nonces were used. Safe to run in several processes.
 */
@ApplicationScoped
public class NonceKeeper {
  private static final Logger LOG = Logger.getLogger(NonceKeeper.class);

  /** For how long the newest chain may take a used nonce back. */
  private static final Duration UNDO_WINDOW = Duration.ofMinutes(5);

  private final Database database;
  private final NonceLedger ledger;
  private final EvmBroadcast broadcast;
  private final TransferStore transfers;
  private final ChainPorts ports;
  private final SubmissionConfiguration configuration;
  private final MeterRegistry meters;

  NonceKeeper(
      Database database,
      NonceLedger ledger,
      EvmBroadcast broadcast,
      TransferStore transfers,
      ChainPorts ports,
      SubmissionConfiguration configuration,
      MeterRegistry meters) {
    this.database = database;
    this.ledger = ledger;
    this.broadcast = broadcast;
    this.transfers = transfers;
    this.ports = ports;
    this.configuration = configuration;
    this.meters = meters;
  }

  /** One look at one chain's pending transactions. */
  public void look(DomainId domain) {
    List<EvmSend> sends =
        database.inTransaction(
            tx -> ledger.unsettled(tx, domain, UNDO_WINDOW, configuration.maxPending()));
    if (sends.isEmpty()) {
      return;
    }
    EvmSubmitter evm = ports.evm(domain);
    long chainNonce = evm.nonce(ports.evmKey().address(), Finality.LATEST);
    for (EvmSend send : sends) {
      boolean used = send.nonce() < chainNonce;
      boolean pending = send.state() == EvmSend.State.PENDING;
      if (used && pending) {
        settleUsed(evm, send);
      } else if (!used && !pending) {
        reopen(send);
      } else if (!used) {
        push(evm, send, send.nonce() == chainNonce);
      }
    }
  }

  private void settleUsed(EvmSubmitter evm, EvmSend send) {
    for (String hash : database.inTransaction(tx -> ledger.attempts(tx, send))) {
      Optional<EvmReceipt> receipt = evm.receipt(Bytes32.of(hash));
      if (receipt.isPresent()) {
        boolean success = receipt.get().success();
        settle(send, success ? EvmSend.State.MINED : EvmSend.State.REVERTED, Optional.of(hash));
        return;
      }
    }
    Instant patienceEnds = send.sentAt().plus(configuration.displacedAfter());
    if (Instant.now().isAfter(patienceEnds)) {
      settle(send, EvmSend.State.DISPLACED, Optional.empty());
    }
  }

  private void settle(EvmSend send, EvmSend.State state, Optional<String> hash) {
    boolean news =
        database.inTransaction(
            tx -> {
              boolean changed = ledger.settle(tx, send, state, hash, Instant.now());
              if (changed && send.purpose() == EvmSend.Purpose.MINT) {
                transfers.lock(tx, send.subject());
                transfers.wakeIfWaiting(tx, send.subject());
              }
              return changed;
            });
    if (news) {
      meters
          .counter(
              "stockbridge.submission.settled",
              "domain",
              send.domain().toString(),
              "purpose",
              send.purpose().wire(),
              "outcome",
              state.name().toLowerCase(Locale.ROOT))
          .increment();
      LOG.infof(
          "nonce used domain=%s nonce=%d purpose=%s subject=%s outcome=%s tx=%s",
          send.domain(), send.nonce(), send.purpose(), send.subject(), state, hash.orElse("-"));
    }
  }

  /** The chain took a used nonce back (reorganisation): its transaction is needed again. */
  private void reopen(EvmSend send) {
    boolean subjectIsPending =
        database.inTransaction(
            tx -> {
              if (ledger.isPending(tx, send.domain(), send.purpose(), send.subject())) {
                return true;
              }
              ledger.settle(tx, send, EvmSend.State.PENDING, Optional.empty(), Instant.now());
              return false;
            });
    LOG.warnf(
        "nonce taken back domain=%s nonce=%d subject=%s again=%s",
        send.domain(), send.nonce(), send.subject(), subjectIsPending);
    broadcast.send(send);
  }

  private void push(EvmSubmitter evm, EvmSend send, boolean isNext) {
    Instant now = Instant.now();
    boolean stuck = isNext && now.isAfter(send.sentAt().plus(configuration.bumpAfter()));
    boolean unheard = now.isAfter(send.createdAt().plus(configuration.resendAfter()));
    if (stuck && send.attempts() <= configuration.maxBumps()) {
      bump(evm, send, now);
    } else if (unheard) {
      broadcast.send(send);
    }
  }

  private void bump(EvmSubmitter evm, EvmSend send, Instant now) {
    EvmFees fees = send.fees().bumped(evm.fees().atMost(configuration.maxFeePerGasWei()));
    if (fees.maxFeePerGas().compareTo(configuration.maxFeePerGasWei()) > 0) {
      LOG.errorf(
          "fee limit reached domain=%s nonce=%d wanted=%s limit=%s",
          send.domain(), send.nonce(), fees.maxFeePerGas(), configuration.maxFeePerGasWei());
      broadcast.send(send);
      return;
    }
    database
        .inTransaction(tx -> ledger.replace(tx, send, fees, now))
        .ifPresent(
            replacement -> {
              LOG.infof(
                  "replaced domain=%s nonce=%d attempt=%d maxFeePerGasWei=%s",
                  send.domain(), send.nonce(), replacement.attempts(), fees.maxFeePerGas());
              broadcast.send(replacement);
            });
  }
}
