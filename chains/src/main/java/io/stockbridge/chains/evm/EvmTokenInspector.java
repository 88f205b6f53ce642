package io.stockbridge.chains.evm;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.ChainAnswerException;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.ContractAnswer;
import io.stockbridge.chains.EvmCall;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.RpcSettings;
import io.stockbridge.chains.TokenInspector;
import io.stockbridge.chains.TokenReading;
import io.stockbridge.chains.rpc.JsonFields;
import io.stockbridge.chains.rpc.RpcCall;
import io.stockbridge.chains.rpc.RpcNode;
import io.stockbridge.chains.rpc.RpcQuorum;
import io.stockbridge.protocol.crypto.Keccak256;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads tokens of any issuer on an EVM chain at one final block hash. */
public final class EvmTokenInspector implements TokenInspector {
  private static final int UINT256 = 256;
  private static final int UINT8 = 8;

  /** Slots of ERC-1967: keccak256 of the name, minus one. */
  private static final String IMPLEMENTATION_SLOT =
      "0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc";

  private static final String BEACON_SLOT =
      "0xa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50";

  private static final List<String> QUESTIONS =
      List.of(
          "name()",
          "symbol()",
          "decimals()",
          "totalSupply()",
          "paused()",
          "uiMultiplier()",
          "asset()");
  private static final int LISTING = QUESTIONS.size();

  private final RpcQuorum nodes;
  private final EvmHeads heads;
  private final Optional<EvmAddress> canonicalRegistry;

  private EvmTokenInspector(RpcQuorum nodes, Optional<EvmAddress> canonicalRegistry) {
    this.nodes = nodes;
    this.heads = new EvmHeads(nodes);
    this.canonicalRegistry = canonicalRegistry;
  }

  /** An inspector of any EVM chain; asks no node yet. */
  public static EvmTokenInspector open(DomainId domain, RpcSettings settings) {
    return new EvmTokenInspector(new RpcQuorum(domain, settings), Optional.empty());
  }

  /** An inspector of a chain of the network, which also asks its canonical registry. */
  public static EvmTokenInspector open(EvmChain chain, RpcSettings settings) {
    return new EvmTokenInspector(
        new RpcQuorum(chain.domain(), settings), Optional.of(chain.canonicalRegistry()));
  }

  @Override
  public List<TokenReading> inspect(List<UniversalAddress> tokens) {
    if (tokens.size() > MAX_TOKENS) {
      throw new IllegalArgumentException("at most " + MAX_TOKENS + " tokens at once");
    }
    List<EvmAddress> addresses = tokens.stream().map(EvmAddress::of).toList();
    ChainPosition head = heads.finalizedHead();
    String question = addresses.size() + " tokens at block " + head.height();
    List<Raw> raw = nodes.agree(question, node -> ask(node, head.hash(), addresses));
    List<TokenReading> readings = new ArrayList<>();
    for (int i = 0; i < addresses.size(); i++) {
      readings.add(reading(head, addresses.get(i), raw.get(i)));
    }
    return readings;
  }

  /** What one node says of one token; compared between nodes as it is. */
  private record Raw(
      Optional<Bytes32> codeHash,
      Bytes32 implementation,
      Bytes32 beacon,
      List<UnknownContract.Result> results) {}

  private List<Raw> ask(RpcNode node, Bytes32 block, List<EvmAddress> tokens) {
    List<EvmCall> calls = new ArrayList<>();
    List<RpcCall> states = new ArrayList<>();
    Object at = Map.of("blockHash", block.toString(), "requireCanonical", true);
    for (EvmAddress token : tokens) {
      QUESTIONS.forEach(question -> calls.add(ContractFunction.call(token, question)));
      canonicalRegistry.ifPresent(
          registry -> {
            calls.add(GatewayViews.isCanonical(registry, token));
            calls.add(GatewayViews.assetOf(registry, token));
          });
      String address = token.toLowerCaseHex();
      states.add(RpcCall.of("eth_getCode", address, at));
      states.add(RpcCall.of("eth_getStorageAt", address, IMPLEMENTATION_SLOT, at));
      states.add(RpcCall.of("eth_getStorageAt", address, BEACON_SLOT, at));
    }
    List<JsonNode> state = node.results(states);
    List<UnknownContract.Result> results = UnknownContract.callsAt(node, block, calls);
    int perToken = calls.size() / Math.max(1, tokens.size());
    List<Raw> raw = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      byte[] code = new JsonFields(node, "eth_getCode").bytes("result", state.get(3 * i));
      JsonFields slots = new JsonFields(node, "eth_getStorageAt");
      raw.add(
          new Raw(
              code.length == 0
                  ? Optional.empty()
                  : Optional.of(Bytes32.ofBytes(Keccak256.hash(code))),
              slots.bytes32("result", state.get(3 * i + 1)),
              slots.bytes32("result", state.get(3 * i + 2)),
              List.copyOf(results.subList(perToken * i, perToken * (i + 1)))));
    }
    return raw;
  }

  private TokenReading reading(ChainPosition head, EvmAddress token, Raw raw) {
    UniversalAddress address = token.toUniversal();
    if (raw.codeHash().isEmpty()) {
      return new TokenReading.Absent(head, address);
    }
    List<UnknownContract.Result> results = raw.results();
    return new TokenReading.Contract(
        head,
        address,
        new TokenReading.Code(
            raw.codeHash().get(), pointer(raw.implementation()), pointer(raw.beacon())),
        new TokenReading.Erc20(
            UnknownContract.text(results.get(0)),
            UnknownContract.text(results.get(1)),
            UnknownContract.decoded(results.get(2), reader -> reader.number(0, UINT8).intValue()),
            UnknownContract.decoded(results.get(3), reader -> reader.number(0, UINT256))),
        UnknownContract.decoded(results.get(4), reader -> reader.bool(0)),
        UnknownContract.decoded(results.get(5), reader -> reader.number(0, UINT256)),
        UnknownContract.decoded(results.get(6), reader -> reader.address(0)),
        canonicalRegistry.map(registry -> listing(registry, results)));
  }

  private static Optional<EvmAddress> pointer(Bytes32 slot) {
    UniversalAddress value = new UniversalAddress(slot);
    return slot.isZero() || !value.hasEvmPadding()
        ? Optional.empty()
        : Optional.of(EvmAddress.of(value));
  }

  /** Our own contract must answer: anything else is a wrong address in the network description. */
  private TokenReading.Listing listing(EvmAddress registry, List<UnknownContract.Result> results) {
    ContractAnswer<Boolean> canonical =
        UnknownContract.decoded(results.get(LISTING), reader -> reader.bool(0));
    ContractAnswer<Optional<Isin>> asset =
        UnknownContract.decoded(
            results.get(LISTING + 1),
            reader ->
                reader.word(0).isZero()
                    ? Optional.empty()
                    : Optional.of(Isin.ofBytes(reader.fixedBytes(0, Isin.LENGTH))));
    if (canonical.toOptional().isEmpty() || asset.toOptional().isEmpty()) {
      throw new ChainAnswerException(
          nodes.domain(), registry + " is no canonical registry: " + canonical + ", " + asset);
    }
    return new TokenReading.Listing(canonical.toOptional().get(), asset.toOptional().get());
  }
}
