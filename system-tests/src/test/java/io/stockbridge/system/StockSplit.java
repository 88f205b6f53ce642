package io.stockbridge.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.ChainDescription;
import io.stockbridge.devnet.client.StockbridgeClient;
import io.stockbridge.devnet.client.TransferView;
import io.stockbridge.devnet.client.Wallet;
import io.stockbridge.devnet.stack.RunningStack;
import io.stockbridge.devnet.stack.Waiting;
import io.stockbridge.devnet.state.Holders;
import io.stockbridge.devnet.state.ListedAsset;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.units.ShareAmount;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A stock is split while its shares move: the custodian holds the new shares first, the registry's
 * action brings the new multiplier onto all chains, transfers before, in and after the freeze
 * window all end.
 */
final class StockSplit {

  /** Enough for chains to show the action before the attesters freeze. */
  private static final Duration NOTICE = Duration.ofSeconds(35);

  /** Burns begin before the freeze window, and the last is after it. */
  private static final Duration MOVING = Duration.ofSeconds(14);

  private static final Duration BETWEEN_BURNS = Duration.ofSeconds(2);
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final StockbridgeClient client;
  private final ListedAsset asset;
  private final int factor;
  private final String id;
  private final Set<String> reasons = new TreeSet<>();

  StockSplit(RunningStack stack, ListedAsset asset, int factor) {
    this.client = StockbridgeClient.of(stack);
    this.asset = asset;
    this.factor = factor;
    this.id = "SPLIT-" + asset.symbol();
  }

  /** Splits the stock and moves a hundredth of a share again and again; the ended transfers. */
  List<TransferView> run() {
    Instant effectiveAt = Instant.now().plus(NOTICE).truncatedTo(ChronoUnit.SECONDS);
    client.custodian().restate(asset.isin(), Integer.toString(factor));
    client.registry().announceSplit(id, asset.ticker(), factor, effectiveAt);
    Waiting.pause(Duration.between(Instant.now(), effectiveAt.minus(MOVING)));
    List<String> burns = new ArrayList<>();
    Instant last = effectiveAt.plus(BETWEEN_BURNS);
    while (burns.isEmpty() || Instant.now().isBefore(last)) {
      burns.add(burn());
      burns.forEach(this::look);
      Waiting.pause(BETWEEN_BURNS);
    }
    Waiting.until(() -> burns.stream().allMatch(this::look), LIMIT, PAUSE);
    Waiting.until(() -> state().equals("completed"), LIMIT, PAUSE);
    return burns.stream().map(burn -> client.bridge().transfersOf(burn).getFirst()).toList();
  }

  /** Why transfers had to wait. */
  Set<String> reasons() {
    return reasons;
  }

  String state() {
    return client.registry().action(id).path("state").asText();
  }

  /** How each chain stands, by its identifier. */
  Map<String, String> chains() {
    Map<String, String> states = new TreeMap<>();
    for (JsonNode own : client.registry().action(id).path("assets")) {
      own.path("chains")
          .forEach(chain -> states.put(chain.path("chain").asText(), chain.path("state").asText()));
    }
    return states;
  }

  private String burn() {
    List<ChainDescription> all = client.network().chains();
    int position = ListedAsset.all().indexOf(asset);
    // As the demo issued them: asset i on chain i mod 3, holders in turn.
    DomainId home = all.get(position % all.size()).domain();
    DomainId away = all.get((position + 1) % all.size()).domain();
    Wallet sender = client.wallet(Holders.NAMES.get(position / all.size() % 4), home);
    Wallet receiver = client.wallet("carol", away);
    return sender.sendPrepared(
        client
            .bridge()
            .prepareTransfer(
                asset.isin(), ShareAmount.ofShares("0.01"), sender.account(), receiver.account()));
  }

  /** Notes why the transfer waits; whether it has ended. */
  private boolean look(String burn) {
    List<TransferView> seen = client.bridge().transfersOf(burn);
    seen.forEach(view -> view.reasonCode().ifPresent(reasons::add));
    return !seen.isEmpty() && seen.getFirst().state().equals("completed");
  }
}
