package io.stockbridge.chains.evm;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.EvmAddress;
import java.util.List;

/** A log as a node gives it; the data stays text, so that two nodes' logs compare by value. */
record EvmLog(
    EvmAddress address,
    List<Bytes32> topics,
    String data,
    long blockNumber,
    Bytes32 blockHash,
    Bytes32 transactionHash,
    int index) {
  EvmLog {
    topics = List.copyOf(topics);
  }

  boolean isEvent(Bytes32 topic) {
    return !topics.isEmpty() && topics.get(0).equals(topic);
  }
}
