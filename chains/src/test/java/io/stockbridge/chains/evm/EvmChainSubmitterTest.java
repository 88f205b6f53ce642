package io.stockbridge.chains.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.chains.ChainUnavailableException;
import io.stockbridge.chains.Finality;
import io.stockbridge.chains.RpcSettings;
import io.stockbridge.chains.rpc.FakeNode;
import io.stockbridge.protocol.identifiers.EvmAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EvmChainSubmitterTest {
  private static final EvmAddress ACCOUNT = EvmScannerTest.CHAIN.gateway();

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
    List<URI> urls = started.stream().map(FakeNode::url).toList();
    return EvmChainSubmitter.open(
        EvmScannerTest.CHAIN, new RpcSettings(urls, 2, Duration.ofSeconds(10)));
  }
}
