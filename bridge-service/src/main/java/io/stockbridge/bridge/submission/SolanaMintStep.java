package io.stockbridge.bridge.submission;

import io.micrometer.core.instrument.MeterRegistry;
import io.stockbridge.bridge.attesting.AttestationRequests;
import io.stockbridge.bridge.attesting.AttestingStep;
import io.stockbridge.bridge.attesting.CollectedSignatures;
import io.stockbridge.bridge.network.ChainPorts;
import io.stockbridge.bridge.transfers.Reason;
import io.stockbridge.bridge.transfers.Transfer;
import io.stockbridge.bridge.transfers.TransferBook;
import io.stockbridge.bridge.transfers.TransferStep;
import io.stockbridge.bridge.transfers.TransferStore;
import io.stockbridge.chains.Finality;
import io.stockbridge.chains.MintStatus;
import io.stockbridge.chains.SendOutcome;
import io.stockbridge.chains.SolanaSignatureStatus;
import io.stockbridge.chains.SolanaSimulation;
import io.stockbridge.chains.SolanaSubmitter;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.transfer.TransferEvent;
import io.stockbridge.protocol.transfer.TransferState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Mints an attested message on Solana. The marker account decides; a transaction whose blockhash
 * has expired can never land, so the attesters are asked for one with a new blockhash.
 */
@ApplicationScoped
public class SolanaMintStep implements TransferStep {
  private static final Logger LOG = Logger.getLogger(SolanaMintStep.class);

  /** What a step works with: the round's transaction and whether it was recorded before. */
  private record Work(CollectedSignatures.SignedMint mint, Optional<SolanaSends.Sent> sent) {}

  private final Database database;
  private final TransferStore transfers;
  private final TransferBook book;
  private final CollectedSignatures signatures;
  private final AttestationRequests requests;
  private final SolanaSends sends;
  private final ChainPorts ports;
  private final SubmissionConfiguration configuration;
  private final MeterRegistry meters;

  SolanaMintStep(
      Database database,
      TransferStore transfers,
      TransferBook book,
      CollectedSignatures signatures,
      AttestationRequests requests,
      SolanaSends sends,
      ChainPorts ports,
      SubmissionConfiguration configuration,
      MeterRegistry meters) {
    this.database = database;
    this.transfers = transfers;
    this.book = book;
    this.signatures = signatures;
    this.requests = requests;
    this.sends = sends;
    this.ports = ports;
    this.configuration = configuration;
    this.meters = meters;
  }

  @Override
  public boolean handles(Transfer transfer) {
    boolean sending =
        transfer.state() == TransferState.ATTESTED || transfer.state() == TransferState.SUBMITTED;
    return sending && transfer.destination().isSolana() && !AttestingStep.isAskingAgain(transfer);
  }

  @Override
  public void run(Transfer transfer) {
    Optional<Work> found = database.inTransaction(tx -> work(tx, transfer));
    if (found.isEmpty()) {
      return;
    }
    Work work = found.get();
    MintStatus status =
        ports.reader(transfer.destination()).statusOf(transfer.routed(), Finality.LATEST);
    if (status.state() != MintStatus.State.NONE) {
      waitForFinality(transfer, work);
    } else if (work.sent().isEmpty()) {
      simulateAndSend(transfer, work);
    } else {
      watch(transfer, work);
    }
  }

  private Optional<Work> work(Tx tx, Transfer seen) {
    Transfer locked = transfers.lockUnchanged(tx, seen);
    if (book.concludeIfSettled(tx, locked).isPresent()) {
      return Optional.empty();
    }
    int round = locked.status().submittedRound();
    return Optional.of(
        new Work(signatures.solanaMint(tx, locked), sends.find(tx, locked.id(), round)));
  }

  private void waitForFinality(Transfer transfer, Work work) {
    database.change(
        tx -> {
          Transfer locked = transfers.lockUnchanged(tx, transfer);
          Instant now = book.now();
          work.sent()
              .ifPresent(sent -> sends.settle(tx, sent.txId(), SolanaSends.State.LANDED, now));
          if (book.concludeIfSettled(tx, locked).isEmpty()) {
            transfers.wakeAt(tx, locked.id(), now.plus(configuration.finalityPause()));
          }
        });
  }

  private void simulateAndSend(Transfer transfer, Work work) {
    SolanaSubmitter solana = ports.solana();
    if (solana.blockHeight() > work.mint().plan().lastValidBlockHeight()) {
      askAgain(transfer, work, "the blockhash expired before the mint was sent");
      return;
    }
    switch (solana.simulate(work.mint().transaction())) {
      case SolanaSimulation.Fails fails -> postpone(transfer, fails);
      case SolanaSimulation.Passes passes -> {
        database.change(tx -> record(tx, transfer, work));
        give(transfer, work);
      }
    }
  }

  private void record(Tx tx, Transfer seen, Work work) {
    Transfer locked = transfers.lockUnchanged(tx, seen);
    Instant now = book.now();
    String txId = work.mint().transaction().signature();
    SolanaSends.Sent sent =
        new SolanaSends.Sent(
            txId,
            locked.status().submittedRound(),
            work.mint().plan().lastValidBlockHeight(),
            SolanaSends.State.PENDING);
    sends.insert(tx, locked.id(), sent, work.mint().transaction().base64(), now);
    book.apply(
        tx,
        locked,
        new TransferEvent.Submitted(txId),
        null,
        now.plus(configuration.finalityPause()));
  }

  /** A sent mint without a marker: failed, expired, or still on its way. */
  private void watch(Transfer transfer, Work work) {
    SolanaSubmitter solana = ports.solana();
    Optional<SolanaSignatureStatus> status = solana.status(work.mint().transaction().signature());
    Optional<String> error = status.flatMap(SolanaSignatureStatus::error);
    if (error.isPresent()) {
      askAgain(transfer, work, "the mint failed on the chain: " + error.get());
    } else if (status.isEmpty()
        && solana.blockHeight() > work.mint().plan().lastValidBlockHeight()) {
      askAgain(transfer, work, "the blockhash expired before the mint landed");
    } else {
      if (status.isEmpty()) {
        give(transfer, work);
      }
      database.change(
          tx -> {
            transfers.lockUnchanged(tx, transfer);
            transfers.wakeAt(tx, transfer.id(), book.now().plus(configuration.finalityPause()));
          });
    }
  }

  private void askAgain(Transfer transfer, Work work, String detail) {
    database.change(
        tx ->
            work.sent()
                .ifPresent(
                    sent -> sends.settle(tx, sent.txId(), SolanaSends.State.EXPIRED, book.now())));
    meters.counter("stockbridge.submission.solana.rounds.lost").increment();
    requests.ask(transfer, List.of(), Reason.of("ROUND_EXPIRED", detail));
  }

  private void postpone(Transfer transfer, SolanaSimulation.Fails fails) {
    database.change(
        tx -> {
          Transfer locked = transfers.lockUnchanged(tx, transfer);
          Instant retryAt = book.now().plus(configuration.revertPause());
          Reason reason =
              Reason.until(
                  retryAt,
                  "SIMULATION_FAILED",
                  fails.error() + " " + String.join(" | ", fails.logs()));
          transfers.explain(tx, locked.id(), reason);
          transfers.wakeAt(tx, locked.id(), retryAt);
        });
  }

  private void give(Transfer transfer, Work work) {
    SendOutcome outcome = ports.solana().send(work.mint().transaction());
    meters
        .counter(
            "stockbridge.submission.sent",
            "domain",
            transfer.destination().toString(),
            "outcome",
            outcome.getClass().getSimpleName())
        .increment();
    if (!(outcome instanceof SendOutcome.Accepted)) {
      LOG.warnf("not accepted transferId=%s answer=\"%s\"", transfer.id(), outcome);
    }
  }
}
