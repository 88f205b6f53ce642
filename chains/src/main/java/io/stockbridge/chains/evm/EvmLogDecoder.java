package io.stockbridge.chains.evm;

import io.stockbridge.chains.ChainEvent;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.EventLocation;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Decodes the gateway's logs. Topics must agree with the message in the data; a log that does not
 * is not the gateway's, so the node invented it.
 */
final class EvmLogDecoder {
  static final Bytes32 BURNED = ContractFunction.topic("Burned(bytes32,bytes12,address,bytes)");
  static final Bytes32 MINTED = ContractFunction.topic("Minted(bytes32,bytes12,address,bytes)");
  static final Bytes32 CANCELLED = ContractFunction.topic("Cancelled(bytes32,bytes12,bytes)");
  static final Bytes32 HALTED = ContractFunction.topic("Halted(bytes12,address)");
  static final Bytes32 RESUMED = ContractFunction.topic("Resumed(bytes12,string)");
  static final Bytes32 TRANSFER = ContractFunction.topic("Transfer(address,address,uint256)");
  static final List<Bytes32> GATEWAY_TOPICS = List.of(BURNED, MINTED, CANCELLED, HALTED, RESUMED);

  private static final int MAX_REASON = 4096;

  private final EvmChain chain;

  EvmLogDecoder(EvmChain chain) {
    this.chain = chain;
  }

  /**
   * The event in a log of the gateway.
   *
   * @throws IllegalArgumentException when the log cannot be the gateway's
   */
  ChainEvent decode(EvmLog log, ChainPosition position) {
    EventLocation at =
        new EventLocation(chain.domain(), log.transactionHash().toString(), log.index());
    if (log.isEvent(BURNED)) {
      return burned(log, at, position);
    }
    if (log.isEvent(MINTED)) {
      return minted(log, at, position);
    }
    if (log.isEvent(CANCELLED)) {
      return cancelled(log, at, position);
    }
    if (log.isEvent(HALTED)) {
      requireTopics(log, 3);
      String guardian = account(log.topics().get(2)).toString();
      return new ChainEvent.HaltChanged(at, position, scope(log), true, "guardian " + guardian);
    }
    requireTopics(log, 2);
    byte[] reason = new AbiReader(Hex.decode(log.data())).dynamicBytes(0, MAX_REASON);
    return new ChainEvent.HaltChanged(
        at, position, scope(log), false, new String(reason, StandardCharsets.UTF_8));
  }

  private ChainEvent burned(EvmLog log, EventLocation at, ChainPosition position) {
    Message message = message(log, 4);
    requireSame("source", message.sourceDomain(), chain.domain());
    requireSame("sender", message.sender(), account(log.topics().get(3)).toUniversal());
    return new ChainEvent.Burned(at, position, message);
  }

  private ChainEvent minted(EvmLog log, EventLocation at, ChainPosition position) {
    Message message = message(log, 4);
    requireSame("destination", message.destinationDomain(), chain.domain());
    UniversalAddress recipient = account(log.topics().get(3)).toUniversal();
    requireSame("recipient", message.recipient(), recipient);
    return new ChainEvent.Minted(
        at,
        position,
        message.messageId(),
        message.isin(),
        message.amount(),
        recipient,
        Optional.of(message));
  }

  private ChainEvent cancelled(EvmLog log, EventLocation at, ChainPosition position) {
    Message message = message(log, 3);
    requireSame("destination", message.destinationDomain(), chain.domain());
    return new ChainEvent.Cancelled(at, position, message.messageId(), Optional.of(message));
  }

  private static Message message(EvmLog log, int topics) {
    requireTopics(log, topics);
    byte[] encoded = new AbiReader(Hex.decode(log.data())).dynamicBytes(0, MessageCodec.LENGTH);
    Message message = MessageCodec.decode(encoded);
    requireSame("message id", message.messageId().value(), log.topics().get(1));
    requireSame("asset", message.isin(), isin(log.topics().get(2)));
    return message;
  }

  private static Optional<Isin> scope(EvmLog log) {
    Bytes32 topic = log.topics().get(1);
    return topic.isZero() ? Optional.empty() : Optional.of(isin(topic));
  }

  private static Isin isin(Bytes32 topic) {
    return Isin.ofBytes(AbiReader.leftBytes(topic, Isin.LENGTH));
  }

  private static EvmAddress account(Bytes32 topic) {
    return EvmAddress.of(new UniversalAddress(topic));
  }

  private static void requireTopics(EvmLog log, int topics) {
    if (log.topics().size() != topics) {
      throw new IllegalArgumentException(log.topics().size() + " topics instead of " + topics);
    }
  }

  private static void requireSame(String what, Object inMessage, Object outside) {
    if (!inMessage.equals(outside)) {
      throw new IllegalArgumentException(
          what + " is " + inMessage + " in the message and " + outside + " beside it");
    }
  }
}
