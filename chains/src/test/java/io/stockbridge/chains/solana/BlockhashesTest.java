package io.stockbridge.chains.solana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.chains.BlockhashLease;
import io.stockbridge.chains.ChainAnswerException;
import io.stockbridge.chains.RpcSettings;
import io.stockbridge.chains.rpc.FakeNode;
import io.stockbridge.chains.rpc.RpcQuorum;
import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.crypto.Sha256;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlockhashesTest {
  private final List<FakeNode> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(FakeNode::close);
  }

  @Test
  void takesABlockhashThatAQuorumKnows() {
    RpcQuorum nodes =
        quorum(
            node("made up", 1_140, Set.of("made up")),
            node("older", 1_145, Set.of("older", "newer")),
            node("newer", 1_150, Set.of("older", "newer")));
    assertThat(Blockhashes.latest(nodes)).isEqualTo(new BlockhashLease(hash("older"), 1_145));
    assertThat(Blockhashes.isValid(nodes, hash("newer"))).isTrue();
    assertThat(Blockhashes.isValid(nodes, hash("made up"))).isFalse();
  }

  @Test
  void takesNoLeaseThatEndsLaterThanAnyCould() {
    RpcQuorum nodes =
        quorum(
            node("shared", 9_999, Set.of("shared")), node("own", 1_150, Set.of("shared", "own")));
    assertThatThrownBy(() -> Blockhashes.latest(nodes)).isInstanceOf(ChainAnswerException.class);
  }

  @Test
  void knowsTheHeightThatAQuorumHasReached() {
    RpcQuorum nodes = quorum(node("a", 1, Set.of()), node("b", 1, Set.of()));
    assertThat(Blockhashes.height(nodes)).isEqualTo(1_000);
  }

  private static Bytes32 hash(String name) {
    return Bytes32.ofBytes(Sha256.hash(name.getBytes(StandardCharsets.UTF_8)));
  }

  private static FakeNode node(String newest, long lastValid, Set<String> known) {
    Set<String> valid =
        Set.copyOf(known.stream().map(name -> Base58.encode(hash(name).bytes())).toList());
    return FakeNode.methods(
        (method, params) ->
            switch (method) {
              case "getLatestBlockhash" ->
                  Map.of(
                      "value",
                      Map.of(
                          "blockhash",
                          Base58.encode(hash(newest).bytes()),
                          "lastValidBlockHeight",
                          lastValid));
              case "isBlockhashValid" -> Map.of("value", valid.contains(params.get(0).asText()));
              case "getBlockHeight" -> 1_000;
              default -> throw new FakeNode.Refusal(-32601, "no method " + method);
            });
  }

  /** With a quorum of two. */
  private RpcQuorum quorum(FakeNode... nodes) {
    started.addAll(List.of(nodes));
    return new RpcQuorum(
        DomainId.SOLANA_LOCAL,
        new RpcSettings(Stream.of(nodes).map(FakeNode::url).toList(), 2, Duration.ofSeconds(10)));
  }
}
