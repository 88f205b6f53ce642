package io.stockbridge.chains.solana;

import io.stockbridge.chains.ActionState;
import io.stockbridge.chains.ActionTiming;
import io.stockbridge.chains.MultiplierStep;
import io.stockbridge.chains.MultiplierStep.Reason;
import io.stockbridge.chains.MultiplierStep.Refused;
import io.stockbridge.chains.MultiplierSubmitter;
import io.stockbridge.chains.PendingMultiplier;
import io.stockbridge.chains.RpcSettings;
import io.stockbridge.chains.SendJournal;
import io.stockbridge.chains.SolanaChain;
import io.stockbridge.chains.TokenDirectory;
import io.stockbridge.chains.rpc.RpcNode;
import io.stockbridge.chains.rpc.RpcQuorum;
import io.stockbridge.protocol.crypto.Ed25519Key;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.units.ActionEpoch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Corporate actions on Token-2022 mints (docs/protocol.md §4): scheduling sets the pending
 * multiplier, withdrawing sets the current one with effective time zero, completing does that with
 * the new one and moves the metadata's epoch in the same transaction.
 */
public final class SolanaMultiplierSubmitter implements MultiplierSubmitter {
  private final SolanaChain chain;
  private final RpcQuorum nodes;
  private final SolanaHeads heads;
  private final TokenDirectory directory;
  private final SolanaOperator operator;
  private final ActionTiming timing;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  private SolanaMultiplierSubmitter(
      SolanaChain chain,
      RpcSettings settings,
      TokenDirectory directory,
      Ed25519Key key,
      ActionTiming timing) {
    this.chain = chain;
    this.nodes = new RpcQuorum(chain.domain(), settings);
    this.heads = new SolanaHeads(nodes);
    this.directory = directory;
    this.operator =
        new SolanaOperator(SolanaChainSubmitter.open(chain, settings), key, timing.patience());
    this.timing = timing;
  }

  /**
   * A submitter on {@code chain} through those nodes; asks none of them yet.
   *
   * @param key multiplier and metadata authority of the mints; pays the fees
   */
  public static SolanaMultiplierSubmitter open(
      SolanaChain chain,
      RpcSettings settings,
      TokenDirectory directory,
      Ed25519Key key,
      ActionTiming timing) {
    return new SolanaMultiplierSubmitter(chain, settings, directory, key, timing);
  }

  @Override
  public DomainId domain() {
    return chain.domain();
  }

  @Override
  public String operator() {
    return operator.address().toString();
  }

  /** A mint and what it shows now. */
  private record Seen(SolanaAddress mint, ScaledUiAmount scaled, ActionState state) {}

  @Override
  public MultiplierStep schedule(Isin isin, PendingMultiplier action, SendJournal journal) {
    return withMint(
        isin,
        action,
        seen ->
            seen.state()
                .beforeScheduling(timing)
                .orElseGet(
                    () ->
                        execute(
                            seen,
                            journal,
                            update(
                                seen, action.multiplier().doubleValue(), action.effectiveAt()))));
  }

  @Override
  public MultiplierStep withdraw(Isin isin, PendingMultiplier action, SendJournal journal) {
    return withMint(
        isin,
        action,
        seen ->
            seen.state()
                .beforeWithdrawing(timing)
                .orElseGet(
                    () ->
                        execute(
                            seen,
                            journal,
                            update(seen, seen.scaled().multiplier(), Instant.EPOCH))));
  }

  @Override
  public MultiplierStep complete(Isin isin, PendingMultiplier action, SendJournal journal) {
    return withMint(
        isin,
        action,
        seen ->
            seen.state()
                .beforeCompleting()
                .orElseGet(
                    () ->
                        execute(
                            seen,
                            journal,
                            update(seen, seen.scaled().newMultiplier(), Instant.EPOCH),
                            moveEpoch(seen, action.epoch()))));
  }

  private MultiplierStep execute(
      Seen seen, SendJournal journal, SolanaInstruction... instructions) {
    return operator.execute(seen.mint(), List.of(instructions), journal);
  }

  private SolanaInstruction moveEpoch(Seen seen, ActionEpoch epoch) {
    return SolanaInstructions.updateField(
        chain.tokenProgram(),
        seen.mint(),
        operator.address(),
        TokenInstruction.EPOCH_FIELD,
        epoch.toString());
  }

  private SolanaInstruction update(Seen seen, double multiplier, Instant effectiveAt) {
    return SolanaInstructions.updateMultiplier(
        chain.tokenProgram(), seen.mint(), operator.address(), multiplier, effectiveAt);
  }

  private MultiplierStep withMint(
      Isin isin, PendingMultiplier action, Function<Seen, MultiplierStep> operation) {
    oneAtATime.lock();
    try {
      SolanaAddress mint = directory.solanaMints().get(isin);
      if (mint == null) {
        return new Refused(Reason.NO_TOKEN, isin + " has no mint on this chain");
      }
      // The chain's clock has passed the newest final block.
      Instant time = heads.finalizedHead().time();
      return operation.apply(
          nodes.any("multiplier of " + isin, node -> newest(node, mint, action, time)));
    } finally {
      oneAtATime.unlock();
    }
  }

  private Seen newest(RpcNode node, SolanaAddress address, PendingMultiplier action, Instant time) {
    Optional<SolanaRpc.Account> account =
        SolanaRpc.accounts(node, List.of(address), SolanaRpc.CONFIRMED, 0).accounts().get(0);
    try {
      Token2022Mint mint =
          Token2022Mint.parse(
              address,
              account
                  .filter(found -> found.owner().equals(chain.tokenProgram()))
                  .orElseThrow(() -> new IllegalArgumentException("it is no mint of Token-2022"))
                  .bytes());
      ScaledUiAmount scaled =
          mint.scaledUiAmount()
              .orElseThrow(() -> new IllegalArgumentException("it has no ScaledUiAmountConfig"));
      ActionEpoch epoch = mint.actionEpoch();
      Optional<Instant> pendingAt =
          scaled.isScheduled() ? Optional.of(scaled.effectiveAt()) : Optional.empty();
      boolean shown = epoch.next().equals(action.epoch()) && scaled.schedules(action);
      return new Seen(address, scaled, new ActionState(action, epoch, shown, pendingAt, time));
    } catch (IllegalArgumentException e) {
      throw node.fault("getMultipleAccounts", "mint " + address + ": " + e.getMessage());
    }
  }
}
