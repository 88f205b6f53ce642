package io.stockbridge.attestation.guardian;

import io.stockbridge.attestation.network.OwnKeys;
import io.stockbridge.chains.AssetSupply;
import io.stockbridge.chains.ChainReader;
import io.stockbridge.chains.EvmCall;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.EvmFees;
import io.stockbridge.chains.EvmSimulation;
import io.stockbridge.chains.EvmSubmitter;
import io.stockbridge.chains.Finality;
import io.stockbridge.chains.SendOutcome;
import io.stockbridge.chains.SignedEvmTransaction;
import io.stockbridge.chains.SupplyReading;
import io.stockbridge.chains.evm.GatewayCalls;
import io.stockbridge.kit.database.Database;
import io.stockbridge.protocol.identifiers.Isin;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Brings the owed halts of one chain onto it. What the chain shows at finality decides; a
 * transaction is recorded before it is sent, and since halting twice is halting once, a crash
 * anywhere at worst sends one more.
 */
final class HaltSender {
  private static final Logger LOG = Logger.getLogger(HaltSender.class);
  private static final int BATCH = 32;
  private static final int MAX_DOUBLINGS = 16;

  private final EvmChain chain;
  private final ChainReader reader;
  private final EvmSubmitter submitter;
  private final Database database;
  private final ChainHalts halts;
  private final OwnKeys keys;
  private final GuardianSettings settings;
  private final Clock clock;

  HaltSender(
      EvmChain chain,
      ChainReader reader,
      EvmSubmitter submitter,
      Memory memory,
      OwnKeys keys,
      GuardianSettings settings) {
    this.chain = chain;
    this.reader = reader;
    this.submitter = submitter;
    this.database = memory.database();
    this.halts = memory.halts();
    this.keys = keys;
    this.settings = settings;
    this.clock = memory.clock();
  }

  /** Where a sender remembers, and its clock. */
  record Memory(Database database, ChainHalts halts, Clock clock) {}

  /**
   * Looks once and says how many halts are still owed.
   *
   * @throws io.stockbridge.chains.ChainException when the chain does not answer; nothing is lost
   */
  int look() {
    List<ChainHalt> owed = database.inTransaction(tx -> halts.pending(tx, chain.domain(), BATCH));
    if (owed.isEmpty()) {
      return 0;
    }
    List<ChainHalt> open = settleHalted(owed);
    if (!open.isEmpty()) {
      sendDue(open);
    }
    return open.size();
  }

  private List<ChainHalt> settleHalted(List<ChainHalt> owed) {
    Set<Isin> isins = owed.stream().map(ChainHalt::isin).collect(Collectors.toSet());
    SupplyReading state = reader.suppliesAt(reader.finalizedHead(), isins);
    List<ChainHalt> open = new ArrayList<>();
    for (ChainHalt halt : owed) {
      AssetSupply asset = state.assets().get(halt.isin());
      if (state.allHalted() || (asset != null && asset.halted())) {
        database.change(tx -> halts.settle(tx, halt, clock.instant()));
        LOG.infof("halted on chain isin=%s domain=%s", halt.isin(), halt.domain());
      } else {
        open.add(halt);
      }
    }
    return open;
  }

  /** Nonces run on from the chain's: a used one is never counted on, a free one never skipped. */
  private void sendDue(List<ChainHalt> open) {
    long latest = submitter.nonce(keys.guardian().address(), Finality.LATEST);
    long finalized = submitter.nonce(keys.guardian().address(), Finality.FINALIZED);
    long next = latest;
    for (ChainHalt halt : open) {
      if (halt.isMined(latest, finalized)) {
        continue;
      }
      boolean due = !clock.instant().isBefore(halt.nextTryAt());
      if (due ? send(halt, next) : halt.holds(next)) {
        next++;
      }
    }
  }

  /** Whether a transaction with that nonce is on its way now. */
  private boolean send(ChainHalt halt, long nonce) {
    EvmCall call = GatewayCalls.halt(chain, halt.isin());
    Instant nextTry = clock.instant().plus(pause(halt.attempts()));
    return switch (submitter.simulate(keys.guardian().address(), call)) {
      case EvmSimulation.Reverts reverts -> {
        LOG.errorf(
            "the guardian cannot halt isin=%s domain=%s account=%s cause=\"%s\"",
            halt.isin(), halt.domain(), keys.guardian().address(), reverts.error().describe());
        database.change(
            tx -> halts.problem(tx, halt, "reverts: " + reverts.error().describe(), nextTry));
        yield false;
      }
      case EvmSimulation.Passes passes -> {
        EvmFees fees = fees(halt, nonce);
        SignedEvmTransaction signed =
            submitter.sign(call, nonce, fees, passes.gas() + passes.gas() / 4, keys.guardian());
        ChainHalt.Attempt attempt = new ChainHalt.Attempt(nonce, fees, signed);
        yield database.inTransaction(tx -> halts.attempt(tx, halt, attempt, nextTry))
            && deliver(halt, attempt);
      }
    };
  }

  private boolean deliver(ChainHalt halt, ChainHalt.Attempt attempt) {
    SendOutcome outcome = submitter.send(attempt.transaction());
    boolean taken = outcome instanceof SendOutcome.Accepted;
    LOG.infof(
        "halt sent isin=%s domain=%s nonce=%d attempt=%d outcome=%s",
        halt.isin(), halt.domain(), attempt.nonce(), halt.attempts() + 1, outcome);
    database.change(tx -> halts.answered(tx, halt, taken ? "" : outcome.toString()));
    return true;
  }

  /** A replacement of the same nonce pays at least 10 % more, within the limit. */
  private EvmFees fees(ChainHalt halt, long nonce) {
    EvmFees current = submitter.fees();
    Optional<EvmFees> before =
        halt.newest().filter(each -> each.nonce() == nonce).map(ChainHalt.Attempt::fees);
    return before
        .map(fees -> fees.bumped(current))
        .orElse(current)
        .atMost(settings.maxFeePerGasWei());
  }

  private Duration pause(int attempts) {
    Duration pause = settings.firstPause().multipliedBy(1L << Math.min(attempts, MAX_DOUBLINGS));
    return pause.compareTo(settings.longestPause()) > 0 ? settings.longestPause() : pause;
  }
}
