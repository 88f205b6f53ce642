package io.stockbridge.chains.evm;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.ChainEvent;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.ChainUnavailableException;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.TransactionLookup;
import io.stockbridge.chains.rpc.JsonFields;
import io.stockbridge.chains.rpc.RpcCall;
import io.stockbridge.chains.rpc.RpcNode;
import io.stockbridge.chains.rpc.RpcQuorum;
import io.stockbridge.protocol.identifiers.Bytes32;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Looks up the burns of one transaction. */
final class EvmTransactionReader {
  private static final String GET_RECEIPT = "eth_getTransactionReceipt";
  private static final int MAX_LOGS = 10_000;

  /** An estimate shown to people; what decides is the finalized tag. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  private final EvmChain chain;
  private final RpcQuorum nodes;
  private final EvmHeads heads;
  private final EvmLogDecoder decoder;
  private final InstantSource clock;

  EvmTransactionReader(EvmChain chain, RpcQuorum nodes, EvmHeads heads, InstantSource clock) {
    this.chain = chain;
    this.nodes = nodes;
    this.heads = heads;
    this.decoder = new EvmLogDecoder(chain);
    this.clock = clock;
  }

  /** What one node says. */
  private sealed interface Seen {
    record Nothing() implements Seen {}

    record Early(long height) implements Seen {}

    record Final(long height, Bytes32 blockHash, boolean success, List<EvmLog> logs)
        implements Seen {}
  }

  TransactionLookup burnsIn(Bytes32 hash) {
    String question = "receipt of " + hash;
    List<RpcQuorum.Outcome.Answered<Seen>> answers =
        nodes.atLeastQuorum(question, node -> seen(node, hash));
    List<RpcQuorum.Outcome.Answered<Seen>> finals =
        answers.stream().filter(answer -> answer.value() instanceof Seen.Final).toList();
    if (finals.size() >= nodes.quorum()) {
      return lookup(hash, nodes.same(question, finals));
    }
    for (RpcQuorum.Outcome.Answered<Seen> answer : answers) {
      if (answer.value() instanceof Seen.Early early) {
        return new TransactionLookup.NotFinal(early.height(), clock.instant().plus(LOOK_AGAIN));
      }
    }
    if (finals.isEmpty()) {
      return new TransactionLookup.NotFound();
    }
    throw new ChainUnavailableException(
        chain.domain(),
        question + ": only " + finals.size() + " of " + nodes.quorum() + " nodes have it as final");
  }

  private static Seen seen(RpcNode node, Bytes32 hash) {
    JsonNode receipt = node.result(RpcCall.of(GET_RECEIPT, hash.toString()));
    if (receipt.isNull()) {
      return new Seen.Nothing();
    }
    JsonFields fields = new JsonFields(node, GET_RECEIPT);
    fields.object(receipt);
    if (!fields.bytes32("transactionHash", receipt.path("transactionHash")).equals(hash)) {
      throw fields.fault("transactionHash", "is another transaction's");
    }
    long height = fields.longQuantity("blockNumber", receipt.path("blockNumber"));
    if (height > EvmRpc.finalized(node).height()) {
      return new Seen.Early(height);
    }
    List<EvmLog> logs = new ArrayList<>();
    for (JsonNode log : fields.list(receipt, "logs", MAX_LOGS)) {
      logs.add(EvmRpc.log(fields, log));
    }
    return new Seen.Final(
        height,
        fields.bytes32("blockHash", receipt.path("blockHash")),
        fields.longQuantity("status", receipt.path("status")) == 1,
        List.copyOf(logs));
  }

  private TransactionLookup lookup(Bytes32 hash, Seen seen) {
    if (!(seen instanceof Seen.Final receipt)) {
      throw new IllegalStateException("not a final receipt: " + seen);
    }
    ChainPosition position = heads.canonical(receipt.height());
    if (!position.hash().equals(receipt.blockHash())) {
      throw nodes.fault(
          "receipt of " + hash + " is in block " + receipt.blockHash() + ", not " + position);
    }
    if (!receipt.success()) {
      return new TransactionLookup.Failed(position, "reverted");
    }
    List<ChainEvent> burns = new ArrayList<>();
    for (EvmLog log : receipt.logs()) {
      if (log.address().equals(chain.gateway()) && log.isEvent(EvmLogDecoder.BURNED)) {
        burns.add(burn(log, hash, position));
      }
    }
    return new TransactionLookup.Found(position, burns);
  }

  private ChainEvent burn(EvmLog log, Bytes32 hash, ChainPosition position) {
    if (!log.transactionHash().equals(hash) || !log.blockHash().equals(position.hash())) {
      throw nodes.fault("the receipt of " + hash + " holds a log of elsewhere: " + log);
    }
    try {
      return decoder.decode(log, position);
    } catch (IllegalArgumentException e) {
      throw nodes.fault("not a log of our gateway: " + e.getMessage() + " in " + log);
    }
  }
}
