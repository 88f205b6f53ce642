package io.stockbridge.chains.solana;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.BlockhashLease;
import io.stockbridge.chains.RpcSettings;
import io.stockbridge.chains.SendOutcome;
import io.stockbridge.chains.SolanaChain;
import io.stockbridge.chains.SolanaSignatureStatus;
import io.stockbridge.chains.SolanaSimulation;
import io.stockbridge.chains.SolanaSubmitter;
import io.stockbridge.chains.rpc.JsonFields;
import io.stockbridge.chains.rpc.RpcCall;
import io.stockbridge.chains.rpc.RpcNode;
import io.stockbridge.chains.rpc.RpcQuorum;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends on Solana. */
public final class SolanaChainSubmitter implements SolanaSubmitter {
  private static final int MAX_LOGS = 10_000;
  private static final int SHOWN_LOGS = 20;
  private static final int SHOWN_LOG = 300;
  private static final int MAX_FEE_SLOTS = 1_000;

  /** A node that asks for more would drain the relayer. */
  private static final long MAX_UNIT_PRICE = 10_000_000;

  private final SolanaChain chain;
  private final RpcQuorum nodes;

  private SolanaChainSubmitter(SolanaChain chain, RpcQuorum nodes) {
    this.chain = chain;
    this.nodes = nodes;
  }

  /** A submitter on {@code chain} through those nodes; asks none of them yet. */
  public static SolanaChainSubmitter open(SolanaChain chain, RpcSettings settings) {
    return new SolanaChainSubmitter(chain, new RpcQuorum(chain.domain(), settings));
  }

  @Override
  public DomainId domain() {
    return chain.domain();
  }

  @Override
  public BlockhashLease latestBlockhash() {
    return Blockhashes.latest(nodes);
  }

  @Override
  public boolean isBlockhashValid(Bytes32 blockhash) {
    return Blockhashes.isValid(nodes, blockhash);
  }

  @Override
  public long blockHeight() {
    return Blockhashes.height(nodes);
  }

  @Override
  public long rentExemption(int dataLength) {
    return nodes.agree(
        "rent exemption of " + dataLength + " bytes",
        node -> {
          JsonFields fields = new JsonFields(node, "getMinimumBalanceForRentExemption");
          return fields.number("result", node.result(RpcCall.of(fields.method(), dataLength)));
        });
  }

  @Override
  public long computeUnitPrice(SolanaAddress account) {
    return nodes.middle("priority fees for " + account, node -> computeUnitPrice(node, account));
  }

  private static long computeUnitPrice(RpcNode node, SolanaAddress account) {
    JsonFields fields = new JsonFields(node, "getRecentPrioritizationFees");
    JsonNode result = node.result(RpcCall.of(fields.method(), List.of(account.toString())));
    List<Long> prices = new ArrayList<>();
    for (JsonNode slot : fields.list("result", result, MAX_FEE_SLOTS)) {
      prices.add(fields.number(slot, "prioritizationFee"));
    }
    prices.sort(null);
    long median = prices.isEmpty() ? 0 : prices.get(prices.size() / 2);
    return Math.min(median, MAX_UNIT_PRICE);
  }

  @Override
  public SolanaSimulation simulate(SolanaTransaction transaction) {
    return nodes.decided(
        "simulation",
        node -> simulate(node, transaction),
        SolanaSimulation.Fails.class::isInstance,
        SolanaChainSubmitter::error,
        Comparator.comparingLong(SolanaChainSubmitter::units));
  }

  private static String error(SolanaSimulation simulation) {
    return simulation instanceof SolanaSimulation.Fails fails ? fails.error() : "";
  }

  private static long units(SolanaSimulation simulation) {
    return simulation instanceof SolanaSimulation.Passes passes ? passes.computeUnits() : 0;
  }

  private static SolanaSimulation simulate(RpcNode node, SolanaTransaction transaction) {
    JsonFields fields = new JsonFields(node, "simulateTransaction");
    Map<String, Object> config =
        Map.of("encoding", "base64", "commitment", SolanaRpc.CONFIRMED, "sigVerify", true);
    JsonNode result = node.result(RpcCall.of(fields.method(), transaction.base64(), config));
    JsonNode value = fields.object(fields.object(result), "value");
    if (value.path("err").isNull()) {
      return new SolanaSimulation.Passes(fields.number(value, "unitsConsumed"));
    }
    List<String> logs = new ArrayList<>();
    if (value.hasNonNull("logs")) {
      for (JsonNode log : fields.list(value, "logs", MAX_LOGS)) {
        String line = fields.text("logs", log);
        logs.add(line.length() <= SHOWN_LOG ? line : line.substring(0, SHOWN_LOG) + "…");
      }
    }
    List<String> last = logs.subList(Math.max(0, logs.size() - SHOWN_LOGS), logs.size());
    return new SolanaSimulation.Fails(value.path("err").toString(), last);
  }

  @Override
  public SendOutcome send(SolanaTransaction transaction) {
    return SolanaSending.send(nodes, transaction);
  }

  @Override
  public Optional<SolanaSignatureStatus> status(String signature) {
    SolanaRpc.signatureBytes(signature);
    return nodes.decided(
        "status of " + signature,
        node -> status(node, signature),
        Optional::isPresent,
        status -> status.flatMap(SolanaSignatureStatus::error),
        Comparator.comparing(status -> status.map(SolanaSignatureStatus::finalized).orElse(false)));
  }

  private static Optional<SolanaSignatureStatus> status(RpcNode node, String signature) {
    return SolanaRpc.statuses(node, List.of(signature))
        .get(0)
        .map(status -> new SolanaSignatureStatus(status.slot(), status.isFinal(), status.error()));
  }

  @Override
  public BigInteger balance(SolanaAddress account) {
    return nodes.any(
        "balance of " + account,
        node -> {
          JsonFields fields = new JsonFields(node, "getBalance");
          RpcCall call =
              RpcCall.of(
                  fields.method(), account.toString(), Map.of("commitment", SolanaRpc.CONFIRMED));
          JsonNode value = fields.object(node.result(call)).path("value");
          boolean whole = value.isIntegralNumber() && value.bigIntegerValue().signum() >= 0;
          if (!whole) {
            throw fields.fault("value", "is not a number of lamports");
          }
          return value.bigIntegerValue();
        });
  }
}
