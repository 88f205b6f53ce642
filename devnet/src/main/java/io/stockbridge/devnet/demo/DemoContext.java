package io.stockbridge.devnet.demo;

import io.stockbridge.chains.ChainDescription;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.devnet.client.BridgeClient;
import io.stockbridge.devnet.client.StockbridgeClient;
import io.stockbridge.devnet.client.TransferView;
import io.stockbridge.devnet.client.UnexpectedAnswerException;
import io.stockbridge.devnet.client.Wallet;
import io.stockbridge.devnet.stack.RunningStack;
import io.stockbridge.devnet.stack.Waiting;
import io.stockbridge.devnet.state.Holders;
import io.stockbridge.devnet.state.ListedAsset;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.message.MessageId;
import io.stockbridge.protocol.units.ShareAmount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What the steps share: the stack, its clients, the assets and where they were issued. */
final class DemoContext {

  static final Duration TRANSFER_LIMIT = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final RunningStack stack;
  private final StockbridgeClient client;
  private final Output output;
  private final List<ListedAsset> assets = ListedAsset.all();

  /** Tells this run's orders from those of earlier runs on the same state. */
  private final String run = Long.toString(Instant.now().getEpochSecond(), 36);

  DemoContext(RunningStack stack, Output output) {
    this.stack = stack;
    this.client = StockbridgeClient.of(stack);
    this.output = output;
  }

  RunningStack stack() {
    return stack;
  }

  StockbridgeClient client() {
    return client;
  }

  BridgeClient bridge() {
    return client.bridge();
  }

  /** Id of this run's order for an asset. */
  String orderId(ListedAsset asset) {
    return "ORD-" + asset.symbol() + "-" + run;
  }

  Output output() {
    return output;
  }

  List<ListedAsset> assets() {
    return assets;
  }

  List<ChainDescription> chains() {
    return client.network().chains();
  }

  /** The EVM chain whose forgeries the demo shows. */
  EvmChain evmChain() {
    return client.network().evmChains().getFirst();
  }

  /** The chain on which an asset is issued: they take turns. */
  ChainDescription home(ListedAsset asset) {
    return chains().get(assets.indexOf(asset) % chains().size());
  }

  /** Who gets an asset at its issue: the holders take turns, each on every chain. */
  String holder(ListedAsset asset) {
    return Holders.NAMES.get(assets.indexOf(asset) / chains().size() % Holders.NAMES.size());
  }

  Wallet wallet(String holder, DomainId domain) {
    return client.wallet(holder, domain);
  }

  String chainName(DomainId domain) {
    return domain.isCustody() ? "custody" : client.network().chain(domain).orElseThrow().name();
  }

  /** Burns shares of a holder towards another chain; the transaction that did it. */
  String burn(ListedAsset asset, String shares, Wallet from, Wallet to) {
    return from.sendPrepared(
        bridge()
            .prepareTransfer(
                asset.isin(), ShareAmount.ofShares(shares), from.account(), to.account()));
  }

  /** The one transfer that a transaction began, once the bridge has seen it. */
  TransferView transferOf(String sourceTx) {
    return eventually(
        "the bridge sees " + sourceTx, () -> bridge().transfersOf(sourceTx).stream().findFirst());
  }

  /** The transfer when it has reached a state. */
  TransferView await(MessageId messageId, String state) {
    return Waiting.forAnswer(
            () -> read(messageId).filter(view -> view.state().equals(state)), TRANSFER_LIMIT, PAUSE)
        .orElseThrow(
            () ->
                new DemoFailedException(
                    "transfer %s is not %s in time: %s"
                        .formatted(
                            messageId,
                            state,
                            read(messageId)
                                .map(view -> view.json().toString())
                                .orElse("unknown"))));
  }

  private Optional<TransferView> read(MessageId messageId) {
    try {
      return Optional.of(bridge().transfer(messageId));
    } catch (UnexpectedAnswerException notYet) {
      return Optional.empty();
    }
  }

  /** Waits for something to be there. */
  <T> T eventually(String what, Supplier<Optional<T>> question) {
    return Waiting.forAnswer(question, TRANSFER_LIMIT, PAUSE)
        .orElseThrow(() -> new DemoFailedException("did not happen in time: " + what));
  }

  /** Fails unless something holds. */
  void require(boolean holds, String what) {
    if (!holds) {
      throw new DemoFailedException(what);
    }
  }

  /** Prints each state of transfers with the seconds since the first. */
  void showTransfers(List<TransferView> transfers) {
    var rows = new ArrayList<List<String>>();
    for (TransferView view : transfers) {
      rows.add(
          List.of(
              view.symbol(),
              view.shares(),
              chainOf(view, "source") + " → " + chainOf(view, "destination"),
              Times.of(view)));
    }
    output.table(List.of("asset", "shares", "route", "states, seconds since first seen"), rows);
  }

  private String chainOf(TransferView view, String end) {
    String caip2 = view.json().path(end).path("chain").asText();
    return chains().stream()
        .filter(chain -> chain.caip2().toString().equals(caip2))
        .map(ChainDescription::name)
        .findFirst()
        .orElse("custody");
  }
}
