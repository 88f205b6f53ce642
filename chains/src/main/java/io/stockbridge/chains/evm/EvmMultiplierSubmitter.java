package io.stockbridge.chains.evm;

import io.stockbridge.chains.ActionState;
import io.stockbridge.chains.ActionTiming;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.EvmCall;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.MultiplierStep;
import io.stockbridge.chains.MultiplierStep.Reason;
import io.stockbridge.chains.MultiplierStep.Refused;
import io.stockbridge.chains.MultiplierSubmitter;
import io.stockbridge.chains.PendingMultiplier;
import io.stockbridge.chains.RpcSettings;
import io.stockbridge.chains.SendJournal;
import io.stockbridge.chains.TokenMultiplier;
import io.stockbridge.chains.rpc.RpcNode;
import io.stockbridge.chains.rpc.RpcQuorum;
import io.stockbridge.protocol.crypto.EvmKey;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** Corporate actions on the gateway's tokens of one EVM chain, by a key with the issuer role. */
public final class EvmMultiplierSubmitter implements MultiplierSubmitter {
  private final EvmChain chain;
  private final RpcQuorum nodes;
  private final EvmHeads heads;
  private final EvmTokens tokens;
  private final EvmOperator operator;
  private final ActionTiming timing;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  private EvmMultiplierSubmitter(
      EvmChain chain, RpcSettings settings, EvmKey key, ActionTiming timing) {
    this.chain = chain;
    this.nodes = new RpcQuorum(chain.domain(), settings);
    this.heads = new EvmHeads(nodes);
    this.tokens = new EvmTokens(chain, new EvmState(nodes));
    this.operator =
        new EvmOperator(EvmChainSubmitter.open(chain, settings), key, timing.patience());
    this.timing = timing;
  }

  /**
   * A submitter on {@code chain} through those nodes; asks none of them yet.
   *
   * @param key has the issuer role of the tokens without execution delay, pays the fees, and sends
   *     nothing else
   */
  public static EvmMultiplierSubmitter open(
      EvmChain chain, RpcSettings settings, EvmKey key, ActionTiming timing) {
    return new EvmMultiplierSubmitter(chain, settings, key, timing);
  }

  @Override
  public DomainId domain() {
    return chain.domain();
  }

  @Override
  public String operator() {
    return operator.address().toString();
  }

  /** A token and what it shows now. */
  private record Seen(EvmAddress token, ActionState state) {}

  @Override
  public MultiplierStep schedule(Isin isin, PendingMultiplier action, SendJournal journal) {
    return withToken(
        isin,
        action,
        seen ->
            seen.state()
                .beforeScheduling(timing)
                .orElseGet(
                    () ->
                        operator.execute(
                            TokenCalls.scheduleMultiplier(seen.token(), action), journal)));
  }

  @Override
  public MultiplierStep withdraw(Isin isin, PendingMultiplier action, SendJournal journal) {
    return withToken(
        isin,
        action,
        seen ->
            seen.state()
                .beforeWithdrawing(timing)
                .orElseGet(
                    () ->
                        operator.execute(
                            TokenCalls.withdrawScheduledMultiplier(seen.token()), journal)));
  }

  @Override
  public MultiplierStep complete(Isin isin, PendingMultiplier action, SendJournal journal) {
    // Due and still pending cannot be: the token moves its epoch by itself.
    return withToken(
        isin,
        action,
        seen ->
            seen.state()
                .beforeCompleting()
                .orElseGet(() -> new MultiplierStep.TooEarly(action.effectiveAt())));
  }

  private MultiplierStep withToken(
      Isin isin, PendingMultiplier action, Function<Seen, MultiplierStep> operation) {
    oneAtATime.lock();
    try {
      ChainPosition head = heads.finalizedHead();
      EvmAddress token = tokens.tokensOf(head, List.of(isin)).get(isin);
      if (token == null) {
        return new Refused(Reason.NO_TOKEN, isin + " has no token on this chain");
      }
      return operation.apply(
          nodes.any("multiplier of " + isin, node -> newest(node, token, action)));
    } finally {
      oneAtATime.unlock();
    }
  }

  private static Seen newest(RpcNode node, EvmAddress token, PendingMultiplier action) {
    String question = "token multiplier";
    ChainPosition head = EvmRpc.latest(node);
    List<EvmCall> calls = EvmMultiplierReader.calls(token);
    try {
      List<AbiReader> results =
          EvmRpc.callsAt(node, head.hash(), calls).stream()
              .map(result -> new AbiReader(Hex.decode(result)))
              .toList();
      TokenMultiplier shown = EvmMultiplierReader.decode(results, head.time());
      ActionState state =
          new ActionState(
              action,
              shown.epoch(),
              shown.pending().equals(Optional.of(action)),
              shown.pending().map(PendingMultiplier::effectiveAt),
              head.time());
      return new Seen(token, state);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw node.fault(question, "not what the token returns: " + e.getMessage());
    }
  }
}
