package io.stockbridge.bridge;

import static io.stockbridge.bridge.fakes.TestNetwork.ARBITRUM;
import static io.stockbridge.bridge.fakes.TestNetwork.BASE;
import static io.stockbridge.bridge.fakes.TestNetwork.SOLANA;
import static io.stockbridge.protocol.transfer.TransferState.ATTESTED;
import static io.stockbridge.protocol.transfer.TransferState.ATTESTING;
import static io.stockbridge.protocol.transfer.TransferState.COMPLETED;
import static io.stockbridge.protocol.transfer.TransferState.DETECTED;
import static io.stockbridge.protocol.transfer.TransferState.FINALIZED;
import static io.stockbridge.protocol.transfer.TransferState.SUBMITTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.stockbridge.bridge.fakes.TestNetwork;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.message.Message;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class GoodPathTest extends BridgeTest {

  @Test
  void movesSharesBetweenEvmChains() {
    Message message = burn(ARBITRUM, BASE);
    awaitState(message, COMPLETED);
    assertThat(states(message))
        .containsExactly(DETECTED, FINALIZED, ATTESTING, ATTESTED, SUBMITTED, COMPLETED);
    assertThat(ports.base.mintsOf(message)).isEqualTo(1);
    assertThat(transfer(message).destinationTx()).isPresent();
  }

  @Test
  void movesSharesToSolanaAndBack() {
    Message there = burn(BASE, SOLANA);
    awaitState(there, COMPLETED);
    assertThat(ports.solana.mintsOf(there)).isEqualTo(1);
    Message back = burn(SOLANA, ARBITRUM);
    awaitState(back, COMPLETED);
    assertThat(ports.arbitrum.mintsOf(back)).isEqualTo(1);
  }

  @Test
  void redeemsToCustodyWhenTheCustodianListsTheRelease() {
    Message message = burn(ARBITRUM, DomainId.CUSTODY);
    awaitState(message, SUBMITTED);
    long sequence = publishStatement(TestNetwork.CUSTODIAN, message);
    awaitState(message, COMPLETED);
    assertThat(transfer(message).destinationTx()).contains("custodian-local#" + sequence);
  }

  @Test
  void movesManyAtOnceEachOnce() {
    List<Message> messages =
        IntStream.range(0, 30)
            .mapToObj(
                i ->
                    switch (i % 3) {
                      case 0 -> burn(ARBITRUM, BASE);
                      case 1 -> burn(BASE, SOLANA);
                      default -> burn(SOLANA, ARBITRUM);
                    })
            .toList();
    messages.forEach(message -> awaitState(message, COMPLETED));
    messages.forEach(
        message ->
            assertThat(ports.chain(message.destinationDomain()).mintsOf(message)).isEqualTo(1));
  }

  @Test
  void completesATransferThatSomebodyElseMinted() {
    ports.base.mining(false);
    Message message = burn(ARBITRUM, BASE);
    awaitState(message, SUBMITTED);
    ports.base.emit(
        (location, position) ->
            new io.stockbridge.chains.ChainEvent.Minted(
                location,
                position,
                message.messageId(),
                message.isin(),
                message.amount(),
                message.recipient(),
                java.util.Optional.of(message)),
        TestNetwork.seed("foreign").toString());
    awaitState(message, COMPLETED);
    assertThat(transfer(message).destinationTx()).contains(TestNetwork.seed("foreign").toString());
  }
}
