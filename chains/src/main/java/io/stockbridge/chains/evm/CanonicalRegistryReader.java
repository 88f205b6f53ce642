package io.stockbridge.chains.evm;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.CanonicalRecord;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.ChainUnavailableException;
import io.stockbridge.chains.EvmCall;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.RpcSettings;
import io.stockbridge.chains.rpc.JsonFields;
import io.stockbridge.chains.rpc.RpcAnswer;
import io.stockbridge.chains.rpc.RpcCall;
import io.stockbridge.chains.rpc.RpcNode;
import io.stockbridge.chains.rpc.RpcQuorum;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the canonical registry contract of one chain: which lines were ever written, and what they
 * say at a final block. Safe from many threads.
 */
public final class CanonicalRegistryReader {
  /** The event that every change of a line emits. */
  private static final Bytes32 RECORDED =
      ContractFunction.topic("DeploymentRecorded(bytes12,uint32,bytes32)");

  private static final int MAX_BLOCKS = 2_000;
  private static final int MAX_LOGS = 20_000;
  private static final int DOMAIN_BITS = 32;

  private final EvmChain chain;
  private final RpcQuorum nodes;
  private final EvmHeads heads;
  private final EvmState state;

  private CanonicalRegistryReader(EvmChain chain, RpcQuorum nodes) {
    this.chain = chain;
    this.nodes = nodes;
    this.heads = new EvmHeads(nodes);
    this.state = new EvmState(nodes);
  }

  /** A reader of {@code chain}'s registry through those nodes; asks none of them yet. */
  public static CanonicalRegistryReader open(EvmChain chain, RpcSettings settings) {
    return new CanonicalRegistryReader(chain, new RpcQuorum(chain.domain(), settings));
  }

  /** The chain. */
  public EvmChain chain() {
    return chain;
  }

  /** The newest final block. */
  public ChainPosition finalizedHead() {
    return heads.finalizedHead();
  }

  /** Whether the chain still holds a block that was read as final. */
  public boolean holds(long height, Bytes32 hash) {
    return heads.canonical(height).hash().equals(hash);
  }

  /**
   * Lines that were written in some blocks.
   *
   * @param position the last block that was read
   */
  public record Written(ChainPosition position, Set<CanonicalRecord.Key> keys) {
    /** Copies the set. */
    public Written {
      keys = Set.copyOf(keys);
    }
  }

  /**
   * The lines written from block {@code from} on, at most to {@code upTo} and at most {@value
   * #MAX_BLOCKS} blocks; a node that refuses the range is asked for half of it.
   */
  public Written writtenFrom(long from, ChainPosition upTo) {
    long to = Math.min(upTo.height(), from + MAX_BLOCKS - 1);
    while (true) {
      long last = to;
      String question = "registry lines of blocks " + from + "…" + last;
      List<RpcQuorum.Outcome.Answered<Reply>> replies =
          nodes.atLeastQuorum(question, node -> ask(node, from, last));
      if (replies.stream().noneMatch(reply -> reply.value() instanceof Reply.Refused)) {
        ChainPosition position = last == upTo.height() ? upTo : heads.canonical(last);
        return switch (nodes.same(question, replies)) {
          case Reply.Keys keys -> new Written(position, keys.keys());
          case Reply.Refused refused -> throw new IllegalStateException(refused.why());
        };
      }
      if (last == from) {
        throw new ChainUnavailableException(chain.domain(), question + " refused: " + replies);
      }
      to = from + (last - from) / 2;
    }
  }

  /** A node's reply: the lines, or that the range is too much for it. */
  private sealed interface Reply {
    record Keys(Set<CanonicalRecord.Key> keys) implements Reply {}

    record Refused(String why) implements Reply {}
  }

  private Reply ask(RpcNode node, long from, long to) {
    RpcCall call =
        RpcCall.of(
            EvmRpc.GET_LOGS,
            Map.of(
                "fromBlock",
                EvmRpc.quantity(from),
                "toBlock",
                EvmRpc.quantity(to),
                "address",
                chain.canonicalRegistry().toLowerCaseHex(),
                "topics",
                List.of(RECORDED.toString())));
    return switch (node.ask(call)) {
      case RpcAnswer.Refusal refusal -> new Reply.Refused(node.address() + " " + refusal);
      case RpcAnswer.Result result -> {
        JsonFields fields = new JsonFields(node, EvmRpc.GET_LOGS);
        Set<CanonicalRecord.Key> keys = new TreeSet<>();
        for (JsonNode json : fields.list("result", result.value(), MAX_LOGS)) {
          keys.add(key(fields, EvmRpc.log(fields, json), from, to));
        }
        yield new Reply.Keys(keys);
      }
    };
  }

  private CanonicalRecord.Key key(JsonFields fields, EvmLog log, long from, long to) {
    boolean asked =
        log.address().equals(chain.canonicalRegistry())
            && log.isEvent(RECORDED)
            && log.topics().size() == 3
            && log.blockNumber() >= from
            && log.blockNumber() <= to;
    if (!asked) {
      throw fields.fault("log", "was not asked for: " + log);
    }
    try {
      BigInteger domain = log.topics().get(2).toNumber();
      if (domain.bitLength() > DOMAIN_BITS) {
        throw new IllegalArgumentException("domain " + domain);
      }
      return new CanonicalRecord.Key(
          Isin.ofBytes(AbiReader.leftBytes(log.topics().get(1), Isin.LENGTH)),
          DomainId.of(domain.longValue()));
    } catch (IllegalArgumentException e) {
      throw fields.fault("topics", "are of no registry line: " + e.getMessage());
    }
  }

  /** What the contract says of those lines at {@code position}. */
  public List<CanonicalRecord> recordsAt(
      ChainPosition position, Collection<CanonicalRecord.Key> keys) {
    List<CanonicalRecord.Key> asked = List.copyOf(new TreeSet<>(keys));
    EvmAddress registry = chain.canonicalRegistry();
    List<UniversalAddress> tokens =
        state.readAll(
            "registry.tokenOf",
            position,
            asked.stream().map(key -> CanonicalRegistryCalls.tokenOf(registry, key)).toList(),
            result -> new UniversalAddress(result.word(0)));
    List<CanonicalRecord> records = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      records.add(new CanonicalRecord(asked.get(i).isin(), asked.get(i).domain(), tokens.get(i)));
    }
    return records;
  }

  /** The gateway's tokens of all assets that it lists at {@code position}; what can be recorded. */
  public Map<Isin, EvmAddress> gatewayTokensAt(ChainPosition position) {
    return new EvmTokens(chain, state).listedAt(position);
  }

  /** Whether the contract calls each token canonical at {@code position}, in their order. */
  public List<Boolean> canonicalAt(ChainPosition position, List<EvmAddress> tokens) {
    List<EvmCall> calls =
        tokens.stream()
            .map(token -> GatewayViews.isCanonical(chain.canonicalRegistry(), token))
            .toList();
    return state.readAll("registry.isCanonical", position, calls, result -> result.bool(0));
  }
}
