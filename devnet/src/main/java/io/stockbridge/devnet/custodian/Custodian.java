package io.stockbridge.devnet.custodian;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.stockbridge.chains.Attester;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.devnet.client.JsonHttp;
import io.stockbridge.devnet.state.KeyRing;
import io.stockbridge.devnet.state.PortName;
import io.stockbridge.devnet.state.Ports;
import io.stockbridge.devnet.state.StateFolder;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.units.Multiplier;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The simulated custodian: keeps books, signs statements with its own key and posts them to the
 * attesters, and releases redeemed shares. It trusts nobody but the attesters' signatures.
 */
public final class Custodian {

  private static final System.Logger LOG = System.getLogger(Custodian.class.getName());
  private static final Duration STATEMENT_REFRESH = Duration.ofSeconds(10);
  private static final long ROUND_MS = 500;

  /** Accounts that are open from the beginning; clients may open others. */
  private static final List<String> ACCOUNTS =
      List.of("CUST-ACC-1", "CUST-ACC-2", "CUST-ACC-3", "CUST-ACC-4");

  private final CustodyBooks books;
  private final StatementPublisher publisher;
  private final RedemptionDesk desk;
  private final OrderReader orders;
  private final int port;

  Custodian(
      CustodyBooks books,
      StatementPublisher publisher,
      RedemptionDesk desk,
      OrderReader orders,
      int port) {
    this.books = books;
    this.publisher = publisher;
    this.desk = desk;
    this.orders = orders;
    this.port = port;
  }

  /** The custodian of a state folder. */
  public static Custodian of(StateFolder state) {
    Ports ports = new Ports(state.storedPorts());
    NetworkDescription network = NetworkDescription.load(state.networkFile());
    String id = network.custodians().getFirst().id();
    CustodyBooks books = CustodyBooks.open(state.data("custodian").resolve("books.json"));
    ACCOUNTS.forEach(books::openAccount);
    Map<String, JsonHttp> attesters = new LinkedHashMap<>();
    for (Attester attester : network.attesters()) {
      attesters.put(attester.id(), new JsonHttp(ports.http(PortName.ofFlag(attester.id()))));
    }
    var publisher =
        new StatementPublisher(
            books,
            id,
            new KeyRing(state.keys()).seed("custodian"),
            attesters,
            Clock.systemUTC(),
            STATEMENT_REFRESH);
    var desk =
        new RedemptionDesk(
            books,
            new JsonHttp(ports.http(PortName.BRIDGE)),
            network.environment(),
            network.attesters().stream().map(Attester::evm).collect(Collectors.toSet()),
            network.threshold());
    return new Custodian(
        books, publisher, desk, new OrderReader(network), ports.of(PortName.CUSTODIAN));
  }

  /** Serves and works until the process is ended. */
  public void run() {
    ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor();
    HttpServer server = CustodianServer.start(this, port);
    var unused = rounds.scheduleWithFixedDelay(this::round, 0, ROUND_MS, TimeUnit.MILLISECONDS);
    LOG.log(
        System.Logger.Level.INFO,
        "custodian listens on {0}",
        Integer.toString(server.getAddress().getPort()));
  }

  /** One round; a fault of one round must not end the rounds. */
  private void round() {
    try {
      desk.work();
      publisher.publish();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "a round failed", e);
    }
  }

  boolean place(JsonNode order) {
    return books.place(orders.read(order));
  }

  void settle(List<String> orderIds) {
    books.settle(orderIds);
  }

  void openAccount(String account) {
    books.openAccount(account);
  }

  void restate(Isin isin, Multiplier multiplier) {
    books.restate(isin, multiplier);
  }

  /** Signs and posts at once what the books say now; who does not get it now gets it in a round. */
  void publish() {
    publisher.publish();
  }

  JsonNode statement() {
    return publisher.current().envelope();
  }
}
