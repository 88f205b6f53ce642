package io.stockbridge.chains.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.chains.ChainUnavailableException;
import io.stockbridge.chains.EvmCall;
import io.stockbridge.chains.EvmFees;
import io.stockbridge.chains.EvmSimulation;
import io.stockbridge.chains.Finality;
import io.stockbridge.chains.RpcSettings;
import io.stockbridge.chains.rpc.FakeNode;
import io.stockbridge.protocol.identifiers.EvmAddress;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EvmChainSubmitterTest {
  private static final EvmAddress ACCOUNT = EvmScannerTest.CHAIN.gateway();

  private static final EvmCall CALL = new EvmCall(ACCOUNT, new byte[] {1, 2, 3, 4});

  private final List<FakeNode> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(FakeNode::close);
  }

  @Test
  void takesTheNonceThatAQuorumOfNodesHasReached() {
    EvmChainSubmitter submitter =
        submitter(nonceNode(1_000_000), nonceNode(7), nonceNode(7), nonceNode(6));
    assertThat(submitter.nonce(ACCOUNT, Finality.LATEST)).isEqualTo(7);
  }

  @Test
  void takesNoNonceFromFewerNodesThanTheQuorum() {
    EvmChainSubmitter submitter = submitter(nonceNode(1_000_000), FakeNode.text(503, "down"));
    assertThatThrownBy(() -> submitter.nonce(ACCOUNT, Finality.LATEST))
        .isInstanceOf(ChainUnavailableException.class);
  }

  @Test
  void paysTheMiddleOfTheFeesThatNodesName() {
    EvmFees fees = submitter(feeNode(10, 2), feeNode(1_000, 900), feeNode(12, 3)).fees();
    assertThat(fees.maxPriorityFeePerGas()).isEqualTo(BigInteger.valueOf(3));
    assertThat(fees.maxFeePerGas()).isEqualTo(BigInteger.valueOf(2 * 12 + 3));
  }

  @Test
  void oneNodeAloneCannotMakeACallRevert() {
    EvmChainSubmitter mostPass = submitter(passing(50_000), reverting(), passing(60_000));
    assertThat(mostPass.simulate(ACCOUNT, CALL)).isEqualTo(new EvmSimulation.Passes(50_000));
    EvmChainSubmitter mostRevert = submitter(reverting(), passing(50_000), reverting());
    assertThat(mostRevert.simulate(ACCOUNT, CALL)).isInstanceOf(EvmSimulation.Reverts.class);
  }

  private static FakeNode passing(long gas) {
    return FakeNode.methods((method, params) -> EvmRpc.quantity(gas));
  }

  private static FakeNode reverting() {
    return FakeNode.methods(
        (method, params) -> {
          throw new FakeNode.Refusal(3, "execution reverted");
        });
  }

  private static FakeNode feeNode(long base, long tip) {
    return FakeNode.methods(
        (method, params) ->
            method.equals("eth_maxPriorityFeePerGas")
                ? EvmRpc.quantity(tip)
                : Map.of("baseFeePerGas", EvmRpc.quantity(base)));
  }

  private static FakeNode nonceNode(long nonce) {
    return FakeNode.methods(
        (method, params) -> {
          if (!method.equals("eth_getTransactionCount")) {
            throw new FakeNode.Refusal(-32601, "no method " + method);
          }
          return EvmRpc.quantity(nonce);
        });
  }

  /** With a quorum of two. */
  private EvmChainSubmitter submitter(FakeNode... nodes) {
    started.addAll(List.of(nodes));
    List<URI> urls = Stream.of(nodes).map(FakeNode::url).toList();
    return EvmChainSubmitter.open(
        EvmScannerTest.CHAIN, new RpcSettings(urls, 2, Duration.ofSeconds(10)));
  }
}
