package io.stockbridge.system;

import io.stockbridge.chains.ChainDescription;
import io.stockbridge.devnet.client.AssetAccount;
import io.stockbridge.devnet.client.StockbridgeClient;
import io.stockbridge.devnet.client.TransferView;
import io.stockbridge.devnet.client.UnexpectedAnswerException;
import io.stockbridge.devnet.client.Wallet;
import io.stockbridge.devnet.stack.RunningStack;
import io.stockbridge.devnet.stack.Waiting;
import io.stockbridge.devnet.state.Holders;
import io.stockbridge.devnet.state.ListedAsset;
import io.stockbridge.protocol.units.ShareAmount;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Sixty transfers over all routes while the bridge-service is killed with SIGKILL at ten random
 * moments and started again. Each receiver gets amounts of an own asset, so balances tell what was
 * minted.
 */
final class KillCampaign {

  static final int TRANSFERS = 60;
  static final int KILLS = 10;

  private static final Duration LIMIT = Duration.ofMinutes(6);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final String RECEIVER = "carol";

  private final RunningStack stack;
  private final StockbridgeClient client;
  private final Balances balances;
  private final Random random;
  private final Map<String, BigInteger> before = new TreeMap<>();
  private final Map<String, BigInteger> after = new TreeMap<>();
  private final Map<String, BigInteger> expected = new TreeMap<>();
  private int kills;
  private int completed;

  /** A planned transfer. */
  private record Move(
      ListedAsset asset,
      String sender,
      ChainDescription from,
      ChainDescription to,
      ShareAmount amount) {

    String target() {
      return asset.symbol() + " on " + to.name();
    }
  }

  KillCampaign(RunningStack stack, Random random) {
    this.stack = stack;
    this.client = StockbridgeClient.of(stack);
    this.balances = new Balances(client);
    this.random = random;
  }

  int kills() {
    return kills;
  }

  int completedTransfers() {
    return completed;
  }

  Map<String, BigInteger> balanceChanges() {
    var changes = new TreeMap<String, BigInteger>();
    after.forEach((target, balance) -> changes.put(target, balance.subtract(before.get(target))));
    return changes;
  }

  Map<String, BigInteger> expectedBalanceChanges() {
    return expected;
  }

  /** Runs everything and waits until it has settled; the accounts of the snapshot that says so. */
  List<AssetAccount> run() {
    List<Move> moves = plan();
    moves.forEach(move -> before.put(move.target(), balance(move)));
    moves.forEach(
        move -> expected.merge(move.target(), move.amount().toBigInteger(), BigInteger::add));
    List<String> transactions;
    try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
      Future<List<String>> burns = executor.submit(() -> burnAll(moves));
      killTenTimes();
      transactions = join(burns);
    }
    for (String transaction : transactions) {
      awaitCompleted(transaction);
      completed++;
    }
    moves.forEach(move -> after.put(move.target(), balance(move)));
    return eventually(
        "a snapshot in which everything has settled",
        () ->
            Optional.of(client.attesters().getFirst().accounts())
                .filter(accounts -> accounts.stream().allMatch(AssetAccount::isSettled)));
  }

  private List<Move> plan() {
    List<ListedAsset> assets = ListedAsset.all();
    List<ChainDescription> chains = client.network().chains();
    var moves = new ArrayList<Move>();
    for (int i = 0; i < TRANSFERS; i++) {
      ChainDescription from = chains.get(i % chains.size());
      ChainDescription to = chains.get((i + 1 + i / chains.size() % 2) % chains.size());
      // As the demo issued them: asset i on chain i mod 3, holders in turn.
      int position = i % chains.size() + chains.size() * random.nextInt(assets.size() / 3);
      String sender = Holders.NAMES.get(position / chains.size() % 4);
      ShareAmount amount = ShareAmount.ofSu(1 + random.nextInt(100_000_000));
      moves.add(new Move(assets.get(position), sender, from, to, amount));
    }
    return moves;
  }

  /** One after the other, as fast as the chains take them; asked again while the bridge is down. */
  private List<String> burnAll(List<Move> moves) {
    var transactions = new ArrayList<String>();
    for (Move move : moves) {
      Wallet sender = client.wallet(move.sender(), move.from().domain());
      Wallet receiver = client.wallet(RECEIVER, move.to().domain());
      var prepared =
          eventually(
              "the bridge prepares a burn",
              () ->
                  answered(
                      () ->
                          client
                              .bridge()
                              .prepareTransfer(
                                  move.asset().isin(),
                                  move.amount(),
                                  sender.account(),
                                  receiver.account())));
      transactions.add(sender.sendPrepared(prepared));
    }
    return transactions;
  }

  private void killTenTimes() {
    for (int i = 0; i < KILLS; i++) {
      Waiting.pause(Duration.ofMillis(500 + random.nextInt(4_000)));
      stack.killService("bridge-service");
      kills++;
      stack.startService("bridge-service");
    }
  }

  private void awaitCompleted(String transaction) {
    eventually(
        "the transfer of " + transaction + " completes",
        () ->
            answered(() -> client.bridge().transfersOf(transaction))
                .flatMap(found -> found.stream().findFirst())
                .filter(view -> view.state().equals("completed"))
                .map(TransferView::messageId));
  }

  private BigInteger balance(Move move) {
    return balances.of(RECEIVER, move.to(), move.asset());
  }

  private static <T> Optional<T> answered(Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (UnexpectedAnswerException down) {
      return Optional.empty();
    }
  }

  private static <T> T eventually(String what, Supplier<Optional<T>> question) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<T> answer = question.get();
      if (answer.isPresent()) {
        return answer.get();
      }
      Waiting.pause(PAUSE);
    }
    throw new AssertionError("did not happen in time: " + what);
  }

  private static List<String> join(Future<List<String>> burns) {
    try {
      return burns.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } catch (ExecutionException e) {
      throw new AssertionError("the burns failed", e.getCause());
    }
  }
}
