package io.stockbridge.bridge.attesting;

import io.stockbridge.bridge.attesting.domain.Purpose;
import io.stockbridge.bridge.attesting.domain.Question;
import io.stockbridge.bridge.attesting.domain.Refusal;
import io.stockbridge.bridge.attesting.domain.Tally;
import io.stockbridge.bridge.attesting.domain.Verdict;
import io.stockbridge.bridge.network.ChainPorts;
import io.stockbridge.bridge.transfers.Reason;
import io.stockbridge.bridge.transfers.Transfer;
import io.stockbridge.bridge.transfers.TransferBook;
import io.stockbridge.bridge.transfers.TransferStep;
import io.stockbridge.bridge.transfers.TransferStore;
import io.stockbridge.chains.Attester;
import io.stockbridge.chains.SolanaMintPlan;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.gates.RefusalCode;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.transfer.Hold;
import io.stockbridge.protocol.transfer.TransferEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Asks for a transfer's first round, counts answers, holds it when too many refuse and asks again
 * when some are silent. Also counts the further rounds of a Solana mint whose blockhash expired.
 */
@ApplicationScoped
public class AttestingStep implements TransferStep {
  private final Database database;
  private final TransferStore transfers;
  private final TransferBook book;
  private final RoundStore rounds;
  private final AttestationRequests requests;
  private final ChainPorts ports;
  private final AttestingConfiguration configuration;

  AttestingStep(
      Database database,
      TransferStore transfers,
      TransferBook book,
      RoundStore rounds,
      AttestationRequests requests,
      ChainPorts ports,
      AttestingConfiguration configuration) {
    this.database = database;
    this.transfers = transfers;
    this.book = book;
    this.rounds = rounds;
    this.requests = requests;
    this.ports = ports;
    this.configuration = configuration;
  }

  @Override
  public boolean handles(Transfer transfer) {
    return switch (transfer.state()) {
      case FINALIZED, ATTESTING, HELD -> true;
      case ATTESTED, SUBMITTED -> isAskingAgain(transfer);
      case DETECTED, UNROUTABLE, CANCELLING, REFUNDING, COMPLETED, REFUNDED -> false;
    };
  }

  /** Whether a newer round than the one handed to submission is open. */
  public static boolean isAskingAgain(Transfer transfer) {
    return transfer.round() > transfer.status().submittedRound();
  }

  @Override
  public void run(Transfer transfer) {
    switch (transfer.state()) {
      case FINALIZED, HELD -> requests.ask(transfer, List.of(), null);
      case ATTESTING, ATTESTED, SUBMITTED ->
          database
              .inTransaction(tx -> count(tx, transfer))
              .ifPresent(again -> requests.ask(transfer, again.willing(), explain(again)));
      case DETECTED, UNROUTABLE, CANCELLING, REFUNDING, COMPLETED, REFUNDED ->
          throw new IllegalStateException("not a step for " + transfer.state());
    }
  }

  /** Acts on the answers so far; returns the verdict that needs a call of the chain. */
  private Optional<Verdict.AskAgain> count(Tx tx, Transfer seen) {
    Transfer locked = transfers.lockUnchanged(tx, seen);
    if (book.concludeIfSettled(tx, locked).isPresent()) {
      return Optional.empty();
    }
    Instant now = book.now();
    switch (evaluate(tx, locked, now)) {
      case Verdict.Quorum quorum ->
          book.apply(tx, locked, new TransferEvent.QuorumReached(locked.round()), null, now);
      case Verdict.Wait wait -> transfers.wakeAt(tx, locked.id(), wait.until());
      case Verdict.Refused refused -> hold(tx, locked, refused, now);
      case Verdict.AskAgain again -> {
        return Optional.of(again);
      }
    }
    return Optional.empty();
  }

  /** Whether the answers so far still make a quorum in this round impossible. */
  boolean isRefused(Tx tx, Transfer locked) {
    return evaluate(tx, locked, book.now()) instanceof Verdict.Refused;
  }

  private Verdict evaluate(Tx tx, Transfer locked, Instant now) {
    Purpose purpose = Purpose.towards(locked.destination());
    Question question = question(tx, locked, purpose);
    return Tally.evaluate(question, rounds.answers(tx, locked.id(), purpose), now);
  }

  private void hold(Tx tx, Transfer locked, Verdict.Refused refused, Instant now) {
    Instant earliest = now.plus(configuration.shortestPause());
    // Nothing proves who sent a refusal, so no time that one names may park a transfer for long.
    Instant latest = now.plus(configuration.longestRefusalPause());
    Instant notBefore = refused.retryAt().isBefore(earliest) ? earliest : refused.retryAt();
    Instant retryAt = notBefore.isAfter(latest) ? latest : notBefore;
    RefusalCode code = gateOf(refused.refusal());
    String detail =
        refused.refusal().code()
            + ": "
            + refused.refusal().detail()
            + " (refused by "
            + refused.who()
            + ")";
    Transfer held = book.hold(tx, locked, new Hold(code, detail, Optional.of(retryAt)), retryAt);
    if (held.version() == locked.version()) {
      // Already on its way (a further round of a sent mint): shown, and asked again later.
      transfers.explain(tx, locked.id(), Reason.until(retryAt, code.name(), detail));
      transfers.wakeAt(tx, locked.id(), retryAt);
    }
  }

  /**
   * The gate that refused; a code that is none of the gates (a plan, a purpose) stays in the text.
   */
  private static RefusalCode gateOf(Refusal refusal) {
    return Arrays.stream(RefusalCode.values())
        .filter(code -> code.name().equals(refusal.code()))
        .findFirst()
        .orElse(RefusalCode.UNVERIFIED_SOURCE);
  }

  private Question question(Tx tx, Transfer transfer, Purpose purpose) {
    RoundStore.Round round =
        rounds
            .find(tx, transfer.id(), purpose, transfer.round())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "round " + transfer.round() + " of " + transfer.id()));
    List<Attester> attesters = ports.network().attesters();
    List<SolanaAddress> keys = round.plan().map(SolanaMintPlan::signers).orElse(List.of());
    return new Question(
        attesters.stream().map(Attester::id).toList(),
        ports.network().threshold(),
        round.number(),
        attesters.stream().filter(a -> keys.contains(a.solana())).map(Attester::id).toList(),
        round.requestedAt(),
        round.deadlineAt(),
        configuration.signerGrace(),
        configuration.refusalPause());
  }

  private static Reason explain(Verdict.AskAgain again) {
    if (again.silent().isEmpty()) {
      return Reason.of("SIGNERS_CHANGED", "a named signer did not sign; others are asked");
    }
    String refused =
        again.refused().isEmpty() ? "" : "; refused by " + String.join(", ", again.refused());
    return Reason.of(
        "ATTESTERS_SILENT", "no answer from " + String.join(", ", again.silent()) + refused);
  }
}
