package io.stockbridge.bridge.submission;

import io.stockbridge.bridge.attesting.AttestingStep;
import io.stockbridge.bridge.attesting.CollectedSignatures;
import io.stockbridge.bridge.network.ChainPorts;
import io.stockbridge.bridge.transfers.Reason;
import io.stockbridge.bridge.transfers.Transfer;
import io.stockbridge.bridge.transfers.TransferBook;
import io.stockbridge.bridge.transfers.TransferStep;
import io.stockbridge.bridge.transfers.TransferStore;
import io.stockbridge.chains.ContractError;
import io.stockbridge.chains.EvmCall;
import io.stockbridge.chains.EvmSimulation;
import io.stockbridge.chains.EvmSubmitter;
import io.stockbridge.chains.Finality;
import io.stockbridge.chains.MintStatus;
import io.stockbridge.chains.evm.GatewayCalls;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.transfer.TransferEvent;
import io.stockbridge.protocol.transfer.TransferState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/**
 * Mints an attested message on an EVM chain. As long as the gateway does not know the message and
 * no send of ours is pending, it is simulated and sent; the gateway's own record decides, so doing
 * this twice mints once.
 */
@ApplicationScoped
public class EvmMintStep implements TransferStep {
  private final Database database;
  private final TransferStore transfers;
  private final TransferBook book;
  private final CollectedSignatures signatures;
  private final NonceLedger ledger;
  private final EvmBroadcast broadcast;
  private final ChainPorts ports;
  private final SubmissionConfiguration configuration;

  EvmMintStep(
      Database database,
      TransferStore transfers,
      TransferBook book,
      CollectedSignatures signatures,
      NonceLedger ledger,
      EvmBroadcast broadcast,
      ChainPorts ports,
      SubmissionConfiguration configuration) {
    this.database = database;
    this.transfers = transfers;
    this.book = book;
    this.signatures = signatures;
    this.ledger = ledger;
    this.broadcast = broadcast;
    this.ports = ports;
    this.configuration = configuration;
  }

  @Override
  public boolean handles(Transfer transfer) {
    boolean sending =
        transfer.state() == TransferState.ATTESTED || transfer.state() == TransferState.SUBMITTED;
    return sending && transfer.destination().isEvm() && !AttestingStep.isAskingAgain(transfer);
  }

  @Override
  public void run(Transfer transfer) {
    Optional<byte[]> attestation = database.inTransaction(tx -> attestationToSend(tx, transfer));
    if (attestation.isEmpty()) {
      return;
    }
    MintStatus status =
        ports.reader(transfer.destination()).statusOf(transfer.routed(), Finality.LATEST);
    switch (status.state()) {
      case MINTED, CANCELLED -> waitForFinality(transfer);
      case NONE -> simulateAndSend(transfer, attestation.get());
    }
  }

  /** The attestation, unless the transfer has ended or its send is pending. */
  private Optional<byte[]> attestationToSend(Tx tx, Transfer seen) {
    Transfer locked = transfers.lockUnchanged(tx, seen);
    if (book.concludeIfSettled(tx, locked).isPresent()) {
      return Optional.empty();
    }
    DomainId destination = locked.destination();
    if (ledger.isPending(tx, destination, EvmSend.Purpose.MINT, locked.id())) {
      transfers.wakeAt(tx, locked.id(), book.now().plus(configuration.finalityPause()));
      return Optional.empty();
    }
    return Optional.of(signatures.evmAttestation(tx, locked));
  }

  private void waitForFinality(Transfer transfer) {
    database.change(
        tx -> {
          Transfer locked = transfers.lockUnchanged(tx, transfer);
          if (book.concludeIfSettled(tx, locked).isEmpty()) {
            transfers.wakeAt(tx, locked.id(), book.now().plus(configuration.finalityPause()));
          }
        });
  }

  private void simulateAndSend(Transfer transfer, byte[] attestation) {
    DomainId destination = transfer.destination();
    EvmSubmitter evm = ports.evm(destination);
    EvmCall call =
        GatewayCalls.mint(
            ports.network().evmChain(destination), transfer.routed().encode(), attestation);
    switch (evm.simulate(ports.evmKey().address(), call)) {
      case EvmSimulation.Reverts reverts -> postpone(transfer, reverts.error());
      case EvmSimulation.Passes passes -> {
        NonceLedger.Order order =
            new NonceLedger.Order(
                destination,
                EvmSend.Purpose.MINT,
                transfer.id(),
                call,
                withReserve(passes.gas()),
                evm.fees(),
                evm.nonce(ports.evmKey().address(), Finality.LATEST));
        database.inTransaction(tx -> record(tx, transfer, order)).ifPresent(broadcast::send);
      }
    }
  }

  private Optional<EvmSend> record(Tx tx, Transfer seen, NonceLedger.Order order) {
    Transfer locked = transfers.lockUnchanged(tx, seen);
    Instant now = book.now();
    Optional<EvmSend> send = ledger.record(tx, order, now);
    Instant next = now.plus(configuration.finalityPause());
    if (send.isPresent()) {
      book.apply(tx, locked, new TransferEvent.Submitted(send.get().txHash()), null, next);
    } else {
      transfers.wakeAt(tx, locked.id(), next);
    }
    return send;
  }

  /** Shows why the gateway would not take the mint now; it is tried again, the state stays. */
  private void postpone(Transfer transfer, ContractError error) {
    database.change(
        tx -> {
          Transfer locked = transfers.lockUnchanged(tx, transfer);
          Instant now = book.now();
          Instant retryAt =
              error
                  .retryAt()
                  .filter(time -> time.isAfter(now))
                  .orElse(now.plus(configuration.revertPause()));
          Reason reason = Reason.until(retryAt, Reverts.codeOf(error), error.describe());
          transfers.explain(tx, locked.id(), reason);
          transfers.wakeAt(tx, locked.id(), retryAt);
        });
  }

  private long withReserve(long gas) {
    return gas + gas * configuration.gasReservePercent() / 100;
  }
}
