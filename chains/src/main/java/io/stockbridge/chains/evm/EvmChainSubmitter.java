package io.stockbridge.chains.evm;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.EvmCall;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.EvmFees;
import io.stockbridge.chains.EvmReceipt;
import io.stockbridge.chains.EvmSimulation;
import io.stockbridge.chains.EvmSubmitter;
import io.stockbridge.chains.Finality;
import io.stockbridge.chains.PublishedSnapshot;
import io.stockbridge.chains.RpcSettings;
import io.stockbridge.chains.SendOutcome;
import io.stockbridge.chains.SignedEvmTransaction;
import io.stockbridge.chains.rpc.JsonFields;
import io.stockbridge.chains.rpc.RpcAnswer;
import io.stockbridge.chains.rpc.RpcCall;
import io.stockbridge.chains.rpc.RpcNode;
import io.stockbridge.chains.rpc.RpcQuorum;
import io.stockbridge.protocol.crypto.EvmKey;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.units.ShareAmount;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Sends on one EVM chain. */
public final class EvmChainSubmitter implements EvmSubmitter {
  /** A node that asks for more would drain the relayer: 10,000 gwei. */
  private static final BigInteger MAX_FEE = BigInteger.TEN.pow(13);

  private final EvmChain chain;
  private final RpcQuorum nodes;

  private EvmChainSubmitter(EvmChain chain, RpcQuorum nodes) {
    this.chain = chain;
    this.nodes = nodes;
  }

  /** A submitter on {@code chain} through those nodes; asks none of them yet. */
  public static EvmChainSubmitter open(EvmChain chain, RpcSettings settings) {
    return new EvmChainSubmitter(chain, new RpcQuorum(chain.domain(), settings));
  }

  @Override
  public DomainId domain() {
    return chain.domain();
  }

  @Override
  public EvmFees fees() {
    List<NodeFees> fees =
        nodes.atLeastQuorum("fees", EvmChainSubmitter::fees).stream()
            .map(RpcQuorum.Outcome.Answered::value)
            .toList();
    BigInteger base = RpcQuorum.middle(fees.stream().map(NodeFees::base).toList());
    BigInteger tip = RpcQuorum.middle(fees.stream().map(NodeFees::tip).toList());
    return new EvmFees(base.shiftLeft(1).add(tip), tip);
  }

  /** What one node says that the next block costs, in wei per gas. */
  private record NodeFees(BigInteger base, BigInteger tip) {}

  private static NodeFees fees(RpcNode node) {
    List<JsonNode> results =
        node.results(
            List.of(
                RpcCall.of("eth_getBlockByNumber", "latest", false),
                RpcCall.of("eth_maxPriorityFeePerGas")));
    JsonFields block = new JsonFields(node, "eth_getBlockByNumber latest");
    BigInteger base =
        block.quantity("baseFeePerGas", block.object(results.get(0)).path("baseFeePerGas"));
    BigInteger tip =
        new JsonFields(node, "eth_maxPriorityFeePerGas").quantity("result", results.get(1));
    if (base.compareTo(MAX_FEE) > 0 || tip.compareTo(MAX_FEE) > 0) {
      throw block.fault("fees", "are absurd: base " + base + ", tip " + tip);
    }
    return new NodeFees(base, tip);
  }

  @Override
  public EvmSimulation simulate(EvmAddress from, EvmCall call) {
    return nodes.decided(
        "simulation of " + call.to(),
        node -> simulate(node, from, call),
        EvmSimulation.Reverts.class::isInstance,
        EvmChainSubmitter::revert,
        Comparator.comparingLong(EvmChainSubmitter::gas));
  }

  /** Nodes at different blocks may fill an error's arguments differently. */
  private static String revert(EvmSimulation simulation) {
    return simulation instanceof EvmSimulation.Reverts reverts ? reverts.error().name() : "";
  }

  private static long gas(EvmSimulation simulation) {
    return simulation instanceof EvmSimulation.Passes passes ? passes.gas() : 0;
  }

  private static EvmSimulation simulate(RpcNode node, EvmAddress from, EvmCall call) {
    Map<String, Object> transaction =
        Map.of(
            "from",
            from.toLowerCaseHex(),
            "to",
            call.to().toLowerCaseHex(),
            "data",
            call.dataHex());
    return switch (node.ask(RpcCall.of("eth_estimateGas", transaction))) {
      case RpcAnswer.Result result -> {
        JsonFields fields = new JsonFields(node, "eth_estimateGas");
        yield new EvmSimulation.Passes(fields.longQuantity("result", result.value()));
      }
      case RpcAnswer.Refusal refusal -> {
        Optional<byte[]> data = RevertData.of(refusal);
        if (data.isEmpty()) {
          throw node.refused("eth_estimateGas", refusal);
        }
        yield new EvmSimulation.Reverts(ContractErrors.decode(data.get()));
      }
    };
  }

  @Override
  public SignedEvmTransaction sign(
      EvmCall call, long nonce, EvmFees fees, long gasLimit, EvmKey key) {
    return EvmSigning.sign(chain.domain(), call, nonce, fees, gasLimit, key);
  }

  @Override
  public SendOutcome send(SignedEvmTransaction transaction) {
    return EvmSending.send(nodes, transaction);
  }

  @Override
  public Optional<EvmReceipt> receipt(Bytes32 transactionHash) {
    return nodes.decided(
        "receipt of " + transactionHash,
        node -> receipt(node, transactionHash),
        Optional::isPresent,
        receipt -> receipt,
        Comparator.comparing(Optional::isPresent));
  }

  private static Optional<EvmReceipt> receipt(RpcNode node, Bytes32 hash) {
    JsonNode json = node.result(RpcCall.of("eth_getTransactionReceipt", hash.toString()));
    if (json.isNull()) {
      return Optional.empty();
    }
    JsonFields fields = new JsonFields(node, "eth_getTransactionReceipt");
    if (!fields.bytes32("transactionHash", json.path("transactionHash")).equals(hash)) {
      throw fields.fault("transactionHash", "is another transaction's");
    }
    return Optional.of(
        new EvmReceipt(
            hash,
            fields.longQuantity("status", json.path("status")) == 1,
            fields.longQuantity("blockNumber", json.path("blockNumber")),
            fields.bytes32("blockHash", json.path("blockHash")),
            fields.longQuantity("gasUsed", json.path("gasUsed")),
            fields.quantity("effectiveGasPrice", json.path("effectiveGasPrice"))));
  }

  @Override
  public long nonce(EvmAddress account, Finality finality) {
    String tag = finality == Finality.FINALIZED ? "finalized" : "latest";
    return nodes.kthHighest(
        "nonce of " + account,
        node -> {
          RpcCall call = RpcCall.of("eth_getTransactionCount", account.toLowerCaseHex(), tag);
          JsonFields fields = new JsonFields(node, "eth_getTransactionCount");
          return fields.longQuantity("result", node.result(call));
        },
        Long::longValue);
  }

  @Override
  public BigInteger balance(EvmAddress account) {
    return nodes.any(
        "balance of " + account,
        node -> {
          RpcCall call = RpcCall.of("eth_getBalance", account.toLowerCaseHex(), "latest");
          return new JsonFields(node, "eth_getBalance").quantity("result", node.result(call));
        });
  }

  @Override
  public Optional<PublishedSnapshot> publishedSnapshot() {
    return nodes.kthHighest(
        "oracle.latest",
        node ->
            view(
                node,
                "oracle.latest",
                GatewayViews.latest(chain.snapshotOracle()),
                EvmChainSubmitter::snapshot),
        snapshot -> snapshot.map(PublishedSnapshot::epoch).orElse(0L));
  }

  private static Optional<PublishedSnapshot> snapshot(AbiReader result) {
    long epoch = result.longNumber(0);
    if (epoch == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new PublishedSnapshot(
            epoch,
            Instant.ofEpochSecond(result.number(1, 37).longValue()),
            Instant.ofEpochSecond(result.number(2, 37).longValue()),
            result.word(3),
            result.word(4)));
  }

  @Override
  public ShareAmount issueCap(Isin isin) {
    return nodes.middle(
        "oracle.issueCapOf",
        node ->
            view(
                node,
                "oracle.issueCapOf",
                GatewayViews.issueCapOf(chain.snapshotOracle(), isin),
                result -> ShareAmount.ofSu(result.number(0, Long.SIZE))));
  }

  private static <T> T view(
      RpcNode node, String what, EvmCall call, Function<AbiReader, T> decode) {
    String result = EvmRpc.callsAtLatest(node, List.of(call)).get(0);
    try {
      return decode.apply(new AbiReader(Hex.decode(result)));
    } catch (IllegalArgumentException e) {
      throw node.fault(what, "not what the contract returns: " + e.getMessage());
    }
  }
}
