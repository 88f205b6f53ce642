package io.stockbridge.chains.evm;

import io.stockbridge.chains.AssetSupply;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.EvmCall;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.Finality;
import io.stockbridge.chains.MintStatus;
import io.stockbridge.chains.RecipientCheck;
import io.stockbridge.chains.SupplyReading;
import io.stockbridge.chains.TokenCheck;
import io.stockbridge.chains.rpc.RpcNode;
import io.stockbridge.chains.rpc.RpcQuorum;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.message.SourceRef;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.ShareAmount;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads supplies, statuses and evidence from the contracts' state. */
final class EvmStateReader {
  private final EvmChain chain;
  private final RpcQuorum nodes;
  private final EvmHeads heads;
  private final EvmState state;
  private final EvmTokens tokens;

  EvmStateReader(
      EvmChain chain, RpcQuorum nodes, EvmHeads heads, EvmState state, EvmTokens tokens) {
    this.chain = chain;
    this.nodes = nodes;
    this.heads = heads;
    this.state = state;
    this.tokens = tokens;
  }

  SupplyReading suppliesAt(ChainPosition position, Collection<Isin> isins) {
    Map<Isin, EvmAddress> found = tokens.tokensOf(position, List.copyOf(isins));
    List<Isin> listed = List.copyOf(found.keySet());
    EvmAddress gateway = chain.gateway();
    Figures figures =
        state.read(
            "gateway.supplies",
            position,
            GatewayViews.supplies(gateway, listed),
            result -> Figures.of(result, listed.size()));
    List<Boolean> halts =
        state.readAll(
            "gateway.haltsOf",
            position,
            listed.stream().map(isin -> GatewayViews.haltsOf(gateway, isin)).toList(),
            result -> result.bool(0));
    List<ShareAmount> caps =
        state.readAll(
            "oracle.issueCapOf",
            position,
            listed.stream()
                .map(isin -> GatewayViews.issueCapOf(chain.snapshotOracle(), isin))
                .toList(),
            result -> ShareAmount.ofSu(result.number(0, Long.SIZE)));
    Map<Isin, AssetSupply> assets = new HashMap<>();
    List<EvmAddress> addresses = List.copyOf(found.values());
    for (int i = 0; i < listed.size(); i++) {
      assets.put(
          listed.get(i),
          new AssetSupply(
              listed.get(i),
              addresses.get(i).toUniversal(),
              figures.supplies().get(i),
              Optional.of(figures.issued().get(i)),
              Optional.of(figures.redeemed().get(i)),
              Optional.of(caps.get(i)),
              figures.epochs().get(i),
              halts.get(i)));
    }
    return new SupplyReading(
        position, assets, allHalted(position), Optional.of(figures.sequence()));
  }

  /** What {@code supplies(bytes12[])} returns. */
  private record Figures(
      long sequence,
      List<ShareAmount> supplies,
      List<ShareAmount> issued,
      List<ShareAmount> redeemed,
      List<ActionEpoch> epochs) {
    static Figures of(AbiReader result, int size) {
      return new Figures(
          result.longNumber(0),
          sized(result, 1, size).stream().map(ShareAmount::ofWei).toList(),
          sized(result, 2, size).stream().map(ShareAmount::ofSu).toList(),
          sized(result, 3, size).stream().map(ShareAmount::ofSu).toList(),
          sized(result, 4, size).stream().map(n -> ActionEpoch.of(n.longValueExact())).toList());
    }

    private static List<BigInteger> sized(AbiReader result, int index, int size) {
      List<BigInteger> numbers = new ArrayList<>();
      result.words(index).forEach(word -> numbers.add(word.toNumber()));
      if (numbers.size() != size) {
        throw new IllegalArgumentException(numbers.size() + " figures for " + size + " assets");
      }
      return numbers;
    }
  }

  private boolean allHalted(ChainPosition position) {
    return state.read(
        "gateway.haltsOf all",
        position,
        GatewayViews.haltsOfAll(chain.gateway()),
        result -> result.bool(1));
  }

  MintStatus statusOf(DomainId source, SourceRef ref, Finality finality) {
    EvmCall call = GatewayViews.statusOf(chain.gateway(), source, ref);
    return switch (finality) {
      case FINALIZED -> {
        ChainPosition head = heads.finalizedHead();
        MintStatus.State found =
            state.read("gateway.statusOf", head, call, EvmStateReader::statusState);
        yield new MintStatus(found, head.height(), Optional.empty());
      }
      case LATEST ->
          nodes.decided(
              "gateway.statusOf",
              node -> newestStatus(node, call),
              MintStatus::isDone,
              MintStatus::state,
              MintStatus.BY_HEIGHT);
    };
  }

  private static MintStatus newestStatus(RpcNode node, EvmCall call) {
    long height = EvmRpc.blockNumber(node);
    String result = EvmRpc.callsAtLatest(node, List.of(call)).get(0);
    try {
      MintStatus.State found = statusState(new AbiReader(Hex.decode(result)));
      return new MintStatus(found, height, Optional.empty());
    } catch (IllegalArgumentException e) {
      throw node.fault("gateway.statusOf", String.valueOf(e.getMessage()));
    }
  }

  private static MintStatus.State statusState(AbiReader result) {
    // As IBridgeGateway.Status numbers them.
    return switch (result.number(0, 31).intValue()) {
      case 0 -> MintStatus.State.NONE;
      case 1 -> MintStatus.State.MINTED;
      case 2 -> MintStatus.State.CANCELLED;
      default -> throw new IllegalArgumentException("no status " + result.number(0));
    };
  }

  RecipientCheck recipient(UniversalAddress recipient, Isin isin) {
    if (!recipient.hasEvmPadding() || recipient.isZero()) {
      return refused(RecipientCheck.Reason.NOT_AN_ADDRESS, "not an account of this chain");
    }
    EvmAddress account = EvmAddress.of(recipient);
    ChainPosition head = heads.finalizedHead();
    boolean own =
        account.equals(chain.gateway())
            || account.equals(chain.snapshotOracle())
            || account.equals(chain.canonicalRegistry())
            || tokens.listedAt(head).containsValue(account);
    if (own) {
      return refused(RecipientCheck.Reason.OWN_CONTRACT, account + " is a contract of Stockbridge");
    }
    EvmAddress token = tokens.tokensOf(head, List.of(isin)).get(isin);
    if (token == null) {
      return refused(RecipientCheck.Reason.NOT_AN_ADDRESS, isin + " has no token on this chain");
    }
    boolean blocked =
        state.read(
            "token.isBlocked",
            head,
            GatewayViews.isBlocked(token, account),
            result -> result.bool(0));
    return blocked
        ? refused(RecipientCheck.Reason.BLOCKED, account + " is on the blocklist of " + isin)
        : new RecipientCheck.Accepted();
  }

  TokenCheck canonicalToken(Isin isin, UniversalAddress candidate) {
    if (!candidate.hasEvmPadding()) {
      return new TokenCheck.NotCanonical("not an address of this chain: " + candidate);
    }
    EvmAddress token = EvmAddress.of(candidate);
    ChainPosition head = heads.finalizedHead();
    EvmAddress listed = tokens.tokensOf(head, List.of(isin)).get(isin);
    if (listed == null) {
      return new TokenCheck.NotCanonical("the gateway has no token of " + isin);
    }
    if (!token.equals(listed)) {
      return new TokenCheck.NotCanonical("the gateway's token of " + isin + " is " + listed);
    }
    EvmAddress registry = chain.canonicalRegistry();
    boolean canonical =
        state.read(
            "registry.isCanonical",
            head,
            GatewayViews.isCanonical(registry, token),
            result -> result.bool(0));
    if (!canonical) {
      return new TokenCheck.NotCanonical("the canonical registry does not list " + token);
    }
    return new TokenCheck.Canonical(
        List.of(
            "block " + head.height() + " " + head.hash(),
            "gateway " + chain.gateway() + " tokenOf(" + isin + ") = " + token,
            "canonical registry " + registry + " isCanonical(" + token + ") = true"));
  }

  private static RecipientCheck refused(RecipientCheck.Reason reason, String detail) {
    return new RecipientCheck.Refused(reason, detail);
  }
}
