package io.stockbridge.chains.evm;

import io.stockbridge.chains.EvmCall;
import io.stockbridge.chains.EvmFees;
import io.stockbridge.chains.EvmReceipt;
import io.stockbridge.chains.EvmSimulation;
import io.stockbridge.chains.EvmSubmitter;
import io.stockbridge.chains.Finality;
import io.stockbridge.chains.MultiplierStep;
import io.stockbridge.chains.MultiplierStep.Reason;
import io.stockbridge.chains.MultiplierStep.Refused;
import io.stockbridge.chains.SendJournal;
import io.stockbridge.chains.SendOutcome;
import io.stockbridge.chains.SignedEvmTransaction;
import io.stockbridge.chains.rpc.Polling;
import io.stockbridge.protocol.crypto.EvmKey;
import io.stockbridge.protocol.identifiers.EvmAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Sends one call at a time from a key that does nothing else. Each takes the nonce after the last
 * executed one, so a transaction that is stuck is replaced instead of queued behind: nothing old
 * can land after something newer.
 */
final class EvmOperator {
  private static final int ATTEMPTS = 8;

  private final EvmSubmitter submitter;
  private final EvmKey key;
  private final Duration patience;

  EvmOperator(EvmSubmitter submitter, EvmKey key, Duration patience) {
    this.submitter = submitter;
    this.key = key;
    this.patience = patience;
  }

  EvmAddress address() {
    return key.address();
  }

  MultiplierStep execute(EvmCall call, SendJournal journal) {
    return switch (submitter.simulate(key.address(), call)) {
      case EvmSimulation.Reverts reverts ->
          new Refused(Reason.REVERTED, reverts.error().describe());
      case EvmSimulation.Passes passes -> send(call, passes.gas() + passes.gas() / 4, journal);
    };
  }

  private MultiplierStep send(EvmCall call, long gasLimit, SendJournal journal) {
    EvmFees fees = submitter.fees();
    String last = "";
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long nonce = submitter.nonce(key.address(), Finality.LATEST);
      SignedEvmTransaction signed = submitter.sign(call, nonce, fees, gasLimit, key);
      journal.beforeSending(signed.hash().toString());
      switch (submitter.send(signed)) {
        case SendOutcome.Accepted accepted -> {
          return await(signed);
        }
        case SendOutcome.Underpriced underpriced -> {
          last = underpriced.detail();
          fees = fees.bumped(submitter.fees());
        }
        case SendOutcome.NonceUsed used -> last = used.detail();
        case SendOutcome.InsufficientFunds funds -> {
          return new Refused(Reason.INSUFFICIENT_FUNDS, funds.detail());
        }
        case SendOutcome.BlockhashUnknown unknown -> {
          return new Refused(Reason.NOT_TAKEN, unknown.detail());
        }
        case SendOutcome.Refused refused -> {
          return new Refused(Reason.NOT_TAKEN, refused.detail());
        }
      }
    }
    return new Refused(Reason.NOT_TAKEN, ATTEMPTS + " attempts, the last: " + last);
  }

  private MultiplierStep await(SignedEvmTransaction signed) {
    Optional<EvmReceipt> receipt =
        Polling.await(submitter.domain(), patience, () -> submitter.receipt(signed.hash()));
    String txId = signed.hash().toString();
    if (receipt.isEmpty()) {
      return new MultiplierStep.Awaited(txId);
    }
    return receipt.get().success()
        ? new MultiplierStep.Executed(txId)
        : new Refused(Reason.REVERTED, "transaction " + txId + " reverted");
  }
}
