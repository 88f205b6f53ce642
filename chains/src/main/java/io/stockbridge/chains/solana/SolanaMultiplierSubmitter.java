package io.stockbridge.chains.solana;

import io.stockbridge.chains.ActionTiming;
import io.stockbridge.chains.MultiplierStep;
import io.stockbridge.chains.MultiplierStep.Reason;
import io.stockbridge.chains.MultiplierStep.Refused;
import io.stockbridge.chains.MultiplierSubmitter;
import io.stockbridge.chains.PendingMultiplier;
import io.stockbridge.chains.RpcSettings;
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
import java.util.function.BiFunction;

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

  /**
   * A mint and what it shows now.
   *
   * @param time of the newest final block, which the chain's clock has passed
   */
  private record Seen(SolanaAddress mint, ScaledUiAmount scaled, ActionEpoch epoch, Instant time) {

    /** The very bytes that scheduling the action writes; multipliers are compared no other way. */
    boolean shows(PendingMultiplier action) {
      return isNext(action)
          && scaled.effectiveSeconds() == action.effectiveAt().getEpochSecond()
          && Double.doubleToLongBits(scaled.newMultiplier())
              == Double.doubleToLongBits(action.multiplier().doubleValue());
    }

    boolean isInForce(PendingMultiplier action) {
      return !action.epoch().isAfter(epoch);
    }

    boolean isNext(PendingMultiplier action) {
      return action.epoch().equals(epoch.next());
    }

    boolean isBefore(Instant limit) {
      return scaled.isScheduled() && scaled.effectiveSeconds() < limit.getEpochSecond();
    }
  }

  @Override
  public MultiplierStep schedule(Isin isin, PendingMultiplier action) {
    return withMint(isin, action, this::schedule);
  }

  private MultiplierStep schedule(Seen seen, PendingMultiplier action) {
    if (seen.isInForce(action) || seen.shows(action)) {
      return new MultiplierStep.InPlace();
    }
    if (!seen.isNext(action)) {
      return new Refused(Reason.EPOCH_NOT_NEXT, "the mint's epoch is " + seen.epoch());
    }
    Instant limit = seen.time().plus(timing.lead());
    if (action.effectiveAt().isBefore(limit) || seen.isBefore(limit)) {
      return new Refused(Reason.TOO_LATE, "before " + limit);
    }
    return operator.execute(
        seen.mint(),
        List.of(update(seen, action.multiplier().doubleValue(), action.effectiveAt())));
  }

  @Override
  public MultiplierStep withdraw(Isin isin, PendingMultiplier action) {
    return withMint(isin, action, this::withdraw);
  }

  private MultiplierStep withdraw(Seen seen, PendingMultiplier action) {
    if (seen.isInForce(action)) {
      return new Refused(Reason.IN_FORCE, "the mint's epoch is " + seen.epoch());
    }
    if (!seen.shows(action)) {
      return new MultiplierStep.InPlace();
    }
    Instant limit = seen.time().plus(timing.lead());
    if (seen.isBefore(limit)) {
      return new Refused(Reason.TOO_LATE, "before " + limit);
    }
    return operator.execute(
        seen.mint(), List.of(update(seen, seen.scaled().multiplier(), Instant.EPOCH)));
  }

  @Override
  public MultiplierStep complete(Isin isin, PendingMultiplier action) {
    return withMint(isin, action, this::complete);
  }

  private MultiplierStep complete(Seen seen, PendingMultiplier action) {
    if (seen.isInForce(action)) {
      return new MultiplierStep.InPlace();
    }
    if (!seen.shows(action)) {
      return new Refused(Reason.NOT_SCHEDULED, "the mint shows " + seen.scaled());
    }
    if (seen.time().isBefore(action.effectiveAt())) {
      return new MultiplierStep.TooEarly(action.effectiveAt());
    }
    return operator.execute(
        seen.mint(),
        List.of(
            update(seen, seen.scaled().newMultiplier(), Instant.EPOCH),
            SolanaInstructions.updateField(
                chain.tokenProgram(),
                seen.mint(),
                operator.address(),
                TokenInstruction.EPOCH_FIELD,
                action.epoch().toString())));
  }

  private SolanaInstruction update(Seen seen, double multiplier, Instant effectiveAt) {
    return SolanaInstructions.updateMultiplier(
        chain.tokenProgram(), seen.mint(), operator.address(), multiplier, effectiveAt);
  }

  private MultiplierStep withMint(
      Isin isin,
      PendingMultiplier action,
      BiFunction<Seen, PendingMultiplier, MultiplierStep> operation) {
    oneAtATime.lock();
    try {
      SolanaAddress mint = directory.solanaMints().get(isin);
      if (mint == null) {
        return new Refused(Reason.NO_TOKEN, isin + " has no mint on this chain");
      }
      Instant time = heads.finalizedHead().time();
      return operation.apply(
          nodes.any("multiplier of " + isin, node -> newest(node, mint, time)), action);
    } finally {
      oneAtATime.unlock();
    }
  }

  private Seen newest(RpcNode node, SolanaAddress address, Instant time) {
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
      return new Seen(address, scaled, mint.actionEpoch(), time);
    } catch (IllegalArgumentException e) {
      throw node.fault("getMultipleAccounts", "mint " + address + ": " + e.getMessage());
    }
  }
}
