package io.stockbridge.chains.solana;

import io.stockbridge.chains.MultiplierStep;
import io.stockbridge.chains.MultiplierStep.Reason;
import io.stockbridge.chains.MultiplierStep.Refused;
import io.stockbridge.chains.SendJournal;
import io.stockbridge.chains.SendOutcome;
import io.stockbridge.chains.SolanaSignatureStatus;
import io.stockbridge.chains.SolanaSubmitter;
import io.stockbridge.chains.rpc.Polling;
import io.stockbridge.protocol.crypto.Ed25519Key;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sends one transaction at a time that a single key signs and pays, and waits for its finality. */
final class SolanaOperator {
  /** Updating a multiplier and a metadata field takes about a third of it. */
  private static final int COMPUTE_UNIT_LIMIT = 60_000;

  private final SolanaSubmitter submitter;
  private final Ed25519Key key;
  private final Duration patience;

  SolanaOperator(SolanaSubmitter submitter, Ed25519Key key, Duration patience) {
    this.submitter = submitter;
    this.key = key;
    this.patience = patience;
  }

  SolanaAddress address() {
    return key.solanaAddress();
  }

  /**
   * Executes the instructions together.
   *
   * @param written the account whose recent fees set the price
   */
  MultiplierStep execute(
      SolanaAddress written, List<SolanaInstruction> instructions, SendJournal journal) {
    List<SolanaInstruction> all = new ArrayList<>();
    all.add(SolanaInstructions.computeUnitLimit(COMPUTE_UNIT_LIMIT));
    all.add(SolanaInstructions.computeUnitPrice(submitter.computeUnitPrice(written)));
    all.addAll(instructions);
    SolanaTransaction transaction =
        MessageCompiler.compile(address(), all, submitter.latestBlockhash().blockhash())
            .signedBy(key);
    journal.beforeSending(transaction.signature());
    return switch (submitter.send(transaction)) {
      case SendOutcome.Accepted accepted -> await(transaction.signature());
      case SendOutcome.InsufficientFunds funds ->
          new Refused(Reason.INSUFFICIENT_FUNDS, funds.detail());
      case SendOutcome.BlockhashUnknown unknown -> new Refused(Reason.NOT_TAKEN, unknown.detail());
      case SendOutcome.NonceUsed used -> new Refused(Reason.NOT_TAKEN, used.detail());
      case SendOutcome.Underpriced underpriced ->
          new Refused(Reason.NOT_TAKEN, underpriced.detail());
      case SendOutcome.Refused refused -> refused(refused);
    };
  }

  private static Refused refused(SendOutcome.Refused refused) {
    boolean failed = refused.detail().contains("InstructionError");
    return new Refused(failed ? Reason.REVERTED : Reason.NOT_TAKEN, refused.detail());
  }

  private MultiplierStep await(String signature) {
    Optional<SolanaSignatureStatus> status =
        Polling.await(
            submitter.domain(),
            patience,
            () -> submitter.status(signature).filter(SolanaSignatureStatus::finalized));
    if (status.isEmpty()) {
      return new MultiplierStep.Awaited(signature);
    }
    return status
        .get()
        .error()
        .<MultiplierStep>map(error -> new Refused(Reason.REVERTED, error))
        .orElse(new MultiplierStep.Executed(signature));
  }
}
