package io.stockbridge.chains.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.chains.ChainAnswerException;
import io.stockbridge.chains.ChainEvent;
import io.stockbridge.chains.EventCursor;
import io.stockbridge.chains.EventPage;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.MissedLogException;
import io.stockbridge.chains.ReorgBelowFinalityException;
import io.stockbridge.chains.RpcSettings;
import io.stockbridge.chains.SourceDisagreementException;
import io.stockbridge.chains.rpc.FakeNode;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageKind;
import io.stockbridge.protocol.message.SourceRef;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.ShareAmount;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reading logs from nodes that lose them, refuse ranges, reorganise or lie. */
class EvmScannerTest {
  static final EvmChain CHAIN =
      new EvmChain(
          DomainId.of(412346),
          "arbitrum",
          Caip2.of("eip155:412346"),
          address(1),
          address(2),
          address(3),
          1);
  private static final EvmAddress TOKEN = address(4);
  private static final EvmAddress HOLDER = address(5);

  private final List<FakeNode> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(FakeNode::close);
  }

  @Test
  void readsBurnsInOrderAndKeepsTheCursor() {
    ScriptedEvmNode node = node(50);
    node.burn(10, burn(1, 5));
    node.burn(10, burn(2, 6));
    node.burn(40, burn(3, 7));
    EvmChainReader reader = reader(1, node);

    EventPage first = reader.eventsAfter(reader.startCursor(), reader.finalizedHead(), 1);
    EventPage second = reader.eventsAfter(first.next(), reader.finalizedHead(), 10);

    assertThat(first.events()).hasSize(2);
    assertThat(first.complete()).isFalse();
    assertThat(second.events())
        .singleElement()
        .satisfies(e -> assertThat(((ChainEvent.Burned) e).message()).isEqualTo(burn(3, 7)));
    assertThat(second.complete()).isTrue();
    node.head = 60;
    EventPage third = reader.eventsAfter(second.next(), reader.finalizedHead(), 10);
    assertThat(third.events()).isEmpty();
    assertThat(third.complete()).isTrue();
  }

  @Test
  void takesAGapInTheBurnSequenceAsAMissedLog() {
    ScriptedEvmNode node = node(50);
    node.burn(10, burn(1, 5));
    node.burn(20, burn(3, 6));
    assertThatThrownBy(() -> read(reader(1, node)))
        .isInstanceOfSatisfying(
            MissedLogException.class,
            e -> {
              assertThat(e.expectedSequence()).isEqualTo(2);
              assertThat(e.foundSequence()).isEqualTo(3);
            });
  }

  @Test
  void noticesThatTheLastBurnWasLeftOut() {
    ScriptedEvmNode node = node(50);
    node.burn(10, burn(1, 5));
    node.burn(20, burn(2, 6));
    node.dropLastLog();
    node.dropLastLog();
    assertThatThrownBy(() -> read(reader(1, node)))
        .isInstanceOf(MissedLogException.class)
        .hasMessageContaining("burn sequence 2 had to come next");
  }

  @Test
  void halvesTheRangeUntilTheNodeGivesIt() {
    ScriptedEvmNode node = node(400);
    node.maxRange = 30;
    node.burn(10, burn(1, 5));
    node.burn(399, burn(2, 6));
    assertThat(read(reader(1, node))).hasSize(2);
    assertThat(node.rangeRefusals).isPositive();
  }

  @Test
  void stopsWhenTheCursorsBlockIsGone() {
    ScriptedEvmNode node = node(50);
    EvmChainReader reader = reader(1, node);
    EventCursor cursor =
        reader.eventsAfter(reader.startCursor(), reader.finalizedHead(), 10).next();
    node.fork = "other";
    node.head = 60;
    assertThatThrownBy(() -> reader.eventsAfter(cursor, reader.finalizedHead(), 10))
        .isInstanceOf(ReorgBelowFinalityException.class)
        .hasMessageContaining("block 50");
  }

  @Test
  void raisesTheAlarmWhenOneNodeHidesALog() {
    ScriptedEvmNode honest = node(50);
    honest.burn(10, burn(1, 5));
    ScriptedEvmNode liar = node(50);
    liar.burnCount = 1;
    assertThatThrownBy(() -> read(reader(1, honest, liar)))
        .isInstanceOf(SourceDisagreementException.class)
        .hasMessageContaining("logs of blocks");
  }

  @Test
  void raisesTheAlarmWhenNodesAreOnDifferentForks() {
    ScriptedEvmNode honest = node(50);
    ScriptedEvmNode forked = node(50);
    forked.fork = "other";
    EvmChainReader reader = reader(1, honest, forked);
    assertThatThrownBy(reader::finalizedHead).isInstanceOf(SourceDisagreementException.class);
    assertThat(reader.health().isUp()).isFalse();
  }

  @Test
  void headIsWhatAQuorumHasReached() {
    EvmChainReader reader = reader(2, node(50), node(47), node(52));
    assertThat(reader.finalizedHead().height()).isEqualTo(50);
    assertThat(reader.positionAt(51)).isEmpty();
    assertThat(reader.positionAt(3)).isPresent();
    assertThat(reader.health().nodes().stream().map(n -> n.lag().orElseThrow()))
        .containsExactly(2L, 5L, 0L);
  }

  @Test
  void surfacesTokensThatAppearWithoutTheGateway() {
    ScriptedEvmNode node = node(50);
    node.transfer(10, Bytes32.ZERO, HOLDER.toUniversal().value(), ShareAmount.ofSu(9).toWei());
    node.transfer(20, HOLDER.toUniversal().value(), Bytes32.ZERO, BigInteger.ONE);
    List<ChainEvent> events = read(reader(1, node));
    assertThat(events.stream().map(ChainEvent::supplyChangeSu))
        .containsExactly(BigInteger.valueOf(9), BigInteger.valueOf(-1));
    assertThat(events).allMatch(e -> e instanceof ChainEvent.UnmatchedSupplyChange);
  }

  @Test
  void surfacesABurnEventThatBurnedNothing() {
    ScriptedEvmNode node = node(50);
    node.burnCount = 1;
    node.gatewayBurn(10, burn(1, 5));
    assertThat(read(reader(1, node)))
        .satisfiesExactly(
            e -> assertThat(e).isInstanceOf(ChainEvent.Burned.class),
            e -> assertThat(e.supplyChangeSu()).isEqualTo(BigInteger.valueOf(5)));
  }

  @Test
  void refusesALogWhoseTopicsContradictItsMessage() {
    ScriptedEvmNode node = node(50);
    Message message = burn(1, 5);
    byte[] data = new AbiValue.Tuple(List.of(AbiValue.of(message.encode()))).encode();
    List<Bytes32> topics =
        List.of(
            EvmLogDecoder.BURNED,
            Bytes32.ZERO,
            Bytes32.ofBytes(Arrays.copyOf(message.isin().bytes(), 32)),
            message.sender().value());
    node.log(10, CHAIN.gateway(), topics, data);
    assertThatThrownBy(() -> read(reader(1, node)))
        .isInstanceOf(ChainAnswerException.class)
        .hasMessageContaining("message id");
  }

  @Test
  void refusesALogOfAnotherBlock() {
    ScriptedEvmNode node = node(50);
    node.fork = "other";
    node.burn(10, burn(1, 5));
    node.fork = "honest";
    assertThatThrownBy(() -> read(reader(1, node)))
        .isInstanceOf(ChainAnswerException.class)
        .hasMessageContaining("a log of another block");
  }

  @Test
  void refusesForeignCursors() {
    EvmChainReader reader = reader(1, node(50));
    for (String text : List.of("{}", "x", "{\"v\":2,\"height\":1,\"sequence\":0}", "[1]")) {
      EventCursor cursor = new EventCursor(CHAIN.domain(), text);
      assertThatThrownBy(() -> reader.eventsAfter(cursor, reader.finalizedHead(), 10))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private List<ChainEvent> read(EvmChainReader reader) {
    return reader.eventsAfter(reader.startCursor(), reader.finalizedHead(), 1000).events();
  }

  private static ScriptedEvmNode node(long head) {
    return new ScriptedEvmNode(CHAIN, TOKEN, head);
  }

  private EvmChainReader reader(int quorum, ScriptedEvmNode... nodes) {
    List<URI> urls = new ArrayList<>();
    for (ScriptedEvmNode node : nodes) {
      FakeNode fake = node.start();
      started.add(fake);
      urls.add(fake.url());
    }
    return EvmChainReader.open(CHAIN, new RpcSettings(urls, quorum, Duration.ofSeconds(10)));
  }

  private static Message burn(long sequence, long su) {
    return new Message(
        MessageKind.TRANSFER,
        CHAIN.domain(),
        DomainId.SOLANA_LOCAL,
        SourceRef.evmSequence(sequence),
        EvmDeployment.AAPLX,
        ShareAmount.ofSu(su),
        ActionEpoch.ZERO,
        HOLDER.toUniversal(),
        new UniversalAddress(Bytes32.ofNumber(BigInteger.TEN)));
  }

  private static EvmAddress address(int number) {
    return EvmAddress.of(new UniversalAddress(Bytes32.ofNumber(BigInteger.valueOf(number))));
  }
}
