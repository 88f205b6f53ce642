package io.stockbridge.chains.evm;

import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The gateway's tokens. A listed asset's token never changes, so it is asked for once. */
final class EvmTokens {
  private final EvmChain chain;
  private final EvmState state;
  private final Map<Isin, EvmAddress> known = new ConcurrentHashMap<>();

  EvmTokens(EvmChain chain, EvmState state) {
    this.chain = chain;
    this.state = state;
  }

  /** Every asset listed at {@code position} and its token. */
  Map<Isin, EvmAddress> listedAt(ChainPosition position) {
    List<Isin> listed =
        state.read(
            "gateway.assets",
            position,
            GatewayViews.assets(chain.gateway()),
            result ->
                result.words(0).stream()
                    .map(word -> Isin.ofBytes(AbiReader.leftBytes(word, Isin.LENGTH)))
                    .toList());
    return tokensOf(position, listed);
  }

  /** The tokens of those assets that are listed at {@code position}. */
  Map<Isin, EvmAddress> tokensOf(ChainPosition position, List<Isin> isins) {
    List<Isin> unknown =
        isins.stream().distinct().filter(isin -> !known.containsKey(isin)).toList();
    List<EvmAddress> found =
        state.readAll(
            "gateway.tokenOf",
            position,
            unknown.stream().map(isin -> GatewayViews.tokenOf(chain.gateway(), isin)).toList(),
            result -> result.address(0));
    for (int i = 0; i < unknown.size(); i++) {
      if (!found.get(i).isZero()) {
        known.put(unknown.get(i), found.get(i));
      }
    }
    Map<Isin, EvmAddress> tokens = new TreeMap<>();
    for (Isin isin : isins) {
      EvmAddress token = known.get(isin);
      if (token != null) {
        tokens.put(isin, token);
      }
    }
    return tokens;
  }
}
