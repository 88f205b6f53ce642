package io.stockbridge.devnet.custodian;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.devnet.state.Json;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.message.MessageId;
import io.stockbridge.protocol.units.Multiplier;
import io.stockbridge.protocol.units.ShareAmount;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The custodian's books: positions, orders and releases since the beginning, on disk after every
 * change. Orders and releases count tokens; how many shares custody holds for each token is told
 * after a corporate action. Thread-safe.
 */
final class CustodyBooks {

  /** An order to issue shares, as statements tell it. */
  record Order(
      String orderId,
      Isin isin,
      ShareAmount amount,
      long actionEpoch,
      String destination,
      boolean settled) {

    Order settle() {
      return new Order(orderId, isin, amount, actionEpoch, destination, true);
    }

    boolean sameTerms(Order other) {
      return settle().equals(other.settle());
    }
  }

  /** Shares that left custody for a redemption. */
  record ReleasedShares(MessageId messageId, Isin isin, ShareAmount amount, String account) {}

  private final Path file;
  private final Map<String, Order> orders = new LinkedHashMap<>();
  private final Map<MessageId, ReleasedShares> releases = new LinkedHashMap<>();
  private final Set<String> accounts = new TreeSet<>();
  private final Map<Isin, Multiplier> multipliers = new TreeMap<>();
  private long sequence;
  private boolean changed;

  private CustodyBooks(Path file) {
    this.file = file;
  }

  /** Opens the books of a file; a new file is empty books. */
  static CustodyBooks open(Path file) {
    var books = new CustodyBooks(file);
    if (Files.exists(file)) {
      books.read(Json.read(file));
    }
    books.changed = true;
    return books;
  }

  /**
   * Notes an order as pending.
   *
   * @return false if it was there already with the same terms
   * @throws OtherTermsException if it is there with other terms
   * @throws InvalidRequestException if the asset's orders would exceed what statements can say
   */
  synchronized boolean place(Order order) {
    Order known = orders.get(order.orderId());
    if (known != null) {
      if (!known.sameTerms(order)) {
        throw new OtherTermsException(order.orderId());
      }
      return false;
    }
    requireSum(order);
    orders.put(order.orderId(), order);
    save();
    return true;
  }

  /**
   * Marks orders as settled: their shares are in custody. All or none.
   *
   * @throws InvalidRequestException if one of them is unknown
   */
  synchronized void settle(List<String> orderIds) {
    for (String orderId : orderIds) {
      if (!orders.containsKey(orderId)) {
        throw new InvalidRequestException("orderIds", "no order " + orderId);
      }
    }
    orderIds.forEach(orderId -> orders.computeIfPresent(orderId, (id, order) -> order.settle()));
    save();
  }

  /** Refuses an order whose amount no statement could add up: every later one would fail. */
  private void requireSum(Order order) {
    try {
      var unused = sum(order.isin(), true).add(sum(order.isin(), false)).add(order.amount());
    } catch (ArithmeticException e) {
      throw new InvalidRequestException("amountSu", "more than can be held of " + order.isin(), e);
    }
  }

  /** Opens an account that redeemed shares can be delivered to. */
  synchronized void openAccount(String account) {
    if (accounts.add(account)) {
      save();
    }
  }

  /** Custody holds another number of shares for each token: the stock was split, for instance. */
  synchronized void restate(Isin isin, Multiplier multiplier) {
    if (!multiplier.equals(multipliers.put(isin, multiplier))) {
      save();
    }
  }

  /** Names of the accounts. */
  synchronized Set<String> accounts() {
    return Set.copyOf(accounts);
  }

  /**
   * Delivers redeemed shares to an account, once per message.
   *
   * @return false if that message was released before
   * @throws IllegalStateException if custody does not hold so many shares
   */
  synchronized boolean release(ReleasedShares release) {
    if (releases.containsKey(release.messageId())) {
      return false;
    }
    if (release.amount().compareTo(settled(release.isin())) > 0) {
      throw new IllegalStateException(
          "custody holds less of %s than %s redeems"
              .formatted(release.isin(), release.messageId()));
    }
    releases.put(release.messageId(), release);
    save();
    return true;
  }

  /** The release of a message, if it happened. */
  synchronized Optional<ReleasedShares> releaseOf(MessageId messageId) {
    return Optional.ofNullable(releases.get(messageId));
  }

  /** True once after every change; the next statement then has something new to say. */
  synchronized boolean takeChanged() {
    boolean was = changed;
    changed = false;
    return was;
  }

  /** The next statement, docs/interfaces.md §5; its sequence is used up even if nobody gets it. */
  synchronized ObjectNode nextStatement(String custodian, String asOf) {
    sequence++;
    write();
    ObjectNode statement = Json.object();
    statement.put("schema", 1).put("custodian", custodian);
    statement.put("sequence", sequence).put("asOf", asOf);
    var positions = statement.putArray("positions");
    isins()
        .forEach(
            isin ->
                positions
                    .addObject()
                    .put("isin", isin.value())
                    .put("settled", shares(isin, settled(isin)))
                    .put("pendingIn", shares(isin, pendingIn(isin)))
                    .put("pendingOut", ShareAmount.ZERO.sharesText()));
    var orderList = statement.putArray("orders");
    orders.values().forEach(order -> orderList.add(json(order)));
    var releaseList = statement.putArray("releases");
    releases.values().forEach(release -> releaseList.add(json(release)));
    return statement;
  }

  private Set<Isin> isins() {
    var isins = new TreeSet<Isin>();
    orders.values().forEach(order -> isins.add(order.isin()));
    return isins;
  }

  private ShareAmount settled(Isin isin) {
    ShareAmount in = sum(isin, true);
    ShareAmount out = ShareAmount.ZERO;
    for (ReleasedShares release : releases.values()) {
      out = release.isin().equals(isin) ? out.add(release.amount()) : out;
    }
    return in.subtract(out);
  }

  /** What custody holds for tokens, never more than it does. */
  private String shares(Isin isin, ShareAmount tokens) {
    BigDecimal shares = multipliers.getOrDefault(isin, Multiplier.ONE).custodyShares(tokens);
    return ShareAmount.sharesText(
        shares.setScale(ShareAmount.DECIMALS, RoundingMode.DOWN).unscaledValue());
  }

  private ShareAmount pendingIn(Isin isin) {
    return sum(isin, false);
  }

  private ShareAmount sum(Isin isin, boolean settled) {
    ShareAmount sum = ShareAmount.ZERO;
    for (Order order : orders.values()) {
      if (order.isin().equals(isin) && order.settled() == settled) {
        sum = sum.add(order.amount());
      }
    }
    return sum;
  }

  /** Settled shares of each asset, in share units. */
  synchronized Map<Isin, ShareAmount> settledByIsin() {
    var settled = new TreeMap<Isin, ShareAmount>();
    isins().forEach(isin -> settled.put(isin, settled(isin)));
    return settled;
  }

  private void save() {
    changed = true;
    write();
  }

  private void write() {
    ObjectNode books = Json.object();
    books.put("sequence", sequence);
    var orderList = books.putArray("orders");
    orders.values().forEach(order -> orderList.add(json(order)));
    var releaseList = books.putArray("releases");
    releases.values().forEach(release -> releaseList.add(json(release)));
    var accountList = books.putArray("accounts");
    accounts.forEach(accountList::add);
    var multiplierList = books.putObject("multipliers");
    multipliers.forEach((isin, value) -> multiplierList.put(isin.value(), value.toString()));
    Json.write(file, books);
  }

  private void read(JsonNode books) {
    sequence = books.path("sequence").asLong();
    for (JsonNode node : books.path("orders")) {
      Order order = order(node, node.path("status").asText().equals("settled"));
      orders.put(order.orderId(), order);
    }
    for (JsonNode node : books.path("releases")) {
      var release =
          new ReleasedShares(
              MessageId.of(node.path("messageId").asText()),
              Isin.of(node.path("isin").asText()),
              ShareAmount.ofSu(node.path("amountSu").asText()),
              node.path("account").asText());
      releases.put(release.messageId(), release);
    }
    books
        .path("multipliers")
        .properties()
        .forEach(
            entry ->
                multipliers.put(Isin.of(entry.getKey()), Multiplier.of(entry.getValue().asText())));
    books.path("accounts").forEach(account -> accounts.add(account.asText()));
  }

  private static Order order(JsonNode node, boolean settled) {
    return new Order(
        node.path("orderId").asText(),
        Isin.of(node.path("isin").asText()),
        ShareAmount.ofSu(node.path("amountSu").asText()),
        node.path("actionEpoch").asLong(),
        node.path("destination").asText(),
        settled);
  }

  private static ObjectNode json(Order order) {
    return Json.object()
        .put("orderId", order.orderId())
        .put("isin", order.isin().value())
        .put("amountSu", order.amount().toBigInteger().toString())
        .put("actionEpoch", order.actionEpoch())
        .put("destination", order.destination())
        .put("status", order.settled() ? "settled" : "pending");
  }

  private static ObjectNode json(ReleasedShares release) {
    return Json.object()
        .put("messageId", release.messageId().toString())
        .put("isin", release.isin().value())
        .put("amountSu", release.amount().toBigInteger().toString())
        .put("account", release.account());
  }
}
