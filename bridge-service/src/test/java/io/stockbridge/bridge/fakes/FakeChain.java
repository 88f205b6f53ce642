package io.stockbridge.bridge.fakes;

import io.stockbridge.chains.AssetSupply;
import io.stockbridge.chains.ChainEvent;
import io.stockbridge.chains.ChainHealth;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.ChainReader;
import io.stockbridge.chains.EventCursor;
import io.stockbridge.chains.EventLocation;
import io.stockbridge.chains.EventPage;
import io.stockbridge.chains.Finality;
import io.stockbridge.chains.MintStatus;
import io.stockbridge.chains.RecipientCheck;
import io.stockbridge.chains.SupplyReading;
import io.stockbridge.chains.TokenCheck;
import io.stockbridge.chains.TransactionLookup;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.message.EventId;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.SourceRef;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.ShareAmount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A chain whose blocks hold one event each; finality lags by a settable number of blocks. */
public class FakeChain implements ChainReader {
  protected final DomainId domain;
  protected final Faults faults;
  private final List<ChainEvent> events = new ArrayList<>();
  private final Map<EventId, String> minted = new HashMap<>();
  private int mints;
  private volatile int finalityLag;
  private volatile boolean halted;

  FakeChain(DomainId domain, Faults faults) {
    this.domain = domain;
    this.faults = faults;
  }

  /** Emits a burn in a block of its own. */
  public synchronized void burn(Message message, String txId) {
    events.add(new ChainEvent.Burned(location(txId), next(), message));
  }

  public synchronized void emit(
      java.util.function.BiFunction<EventLocation, ChainPosition, ChainEvent> event, String txId) {
    events.add(event.apply(location(txId), next()));
  }

  /** Executes a mint; false when the event was minted before, as the real replay guards say. */
  synchronized boolean mint(Message message, String txId) {
    if (minted.putIfAbsent(message.eventId(), txId) != null) {
      return false;
    }
    mints++;
    events.add(
        new ChainEvent.Minted(
            location(txId),
            next(),
            message.messageId(),
            message.isin(),
            message.amount(),
            message.recipient(),
            Optional.of(message)));
    return true;
  }

  public synchronized int mintsOf(Message message) {
    return (int)
        events.stream()
            .filter(
                e -> e instanceof ChainEvent.Minted m && m.messageId().equals(message.messageId()))
            .count();
  }

  public synchronized int mints() {
    return mints;
  }

  public void finalityLag(int blocks) {
    finalityLag = blocks;
  }

  public void halted(boolean isHalted) {
    halted = isHalted;
  }

  @Override
  public DomainId domain() {
    return domain;
  }

  @Override
  public ChainPosition finalizedHead() {
    return faults.poll(domain, () -> position(finalHeight()));
  }

  @Override
  public Optional<ChainPosition> positionAt(long height) {
    return height <= finalHeight() ? Optional.of(position(height)) : Optional.empty();
  }

  @Override
  public ChainHealth health() {
    return new ChainHealth(Optional.of(position(finalHeight())), "", List.of());
  }

  @Override
  public EventCursor startCursor() {
    return new EventCursor(domain, "0");
  }

  @Override
  public EventPage eventsAfter(EventCursor cursor, ChainPosition upTo, int maxEvents) {
    return faults.poll(domain, () -> page(cursor, upTo, maxEvents));
  }

  private synchronized EventPage page(EventCursor cursor, ChainPosition upTo, int maxEvents) {
    int from = Integer.parseInt(cursor.value());
    int to = (int) Math.min(upTo.height(), (long) from + maxEvents);
    return new EventPage(
        new ArrayList<>(events.subList(from, Math.max(from, to))),
        new EventCursor(domain, Integer.toString(Math.max(from, to))),
        to == upTo.height());
  }

  @Override
  public SupplyReading suppliesAt(ChainPosition at, Collection<Isin> isins) {
    Map<Isin, AssetSupply> supplies = new HashMap<>();
    isins.forEach(
        isin ->
            supplies.put(
                isin,
                new AssetSupply(
                    isin,
                    UniversalAddress.ZERO,
                    ShareAmount.ofSu(1_000_000_000L),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    ActionEpoch.ZERO,
                    halted)));
    return new SupplyReading(at, supplies, false, Optional.empty());
  }

  @Override
  public synchronized TransactionLookup burnsIn(String txId) {
    List<ChainEvent> found = events.stream().filter(e -> e.location().txId().equals(txId)).toList();
    if (found.isEmpty()) {
      return new TransactionLookup.NotFound();
    }
    long height = found.getFirst().height();
    if (height > finalHeight()) {
      return new TransactionLookup.NotFinal(height, Instant.parse("2030-01-01T00:00:00Z"));
    }
    List<ChainEvent> burns =
        found.stream()
            .filter(e -> e instanceof ChainEvent.Burned || e instanceof ChainEvent.UnroutableBurn)
            .toList();
    return new TransactionLookup.Found(position(height), burns);
  }

  @Override
  public MintStatus statusOf(DomainId source, SourceRef ref, Finality finality) {
    return faults.call(
        domain,
        () -> {
          synchronized (this) {
            Optional<String> tx = Optional.ofNullable(minted.get(EventId.of(source, ref)));
            MintStatus.State state =
                tx.isPresent() ? MintStatus.State.MINTED : MintStatus.State.NONE;
            return new MintStatus(state, events.size(), tx);
          }
        });
  }

  @Override
  public RecipientCheck recipient(UniversalAddress recipient, Isin isin) {
    return recipient.value().byteAt(31) == 0
        ? new RecipientCheck.Refused(RecipientCheck.Reason.BLOCKED, "on the test's blocklist")
        : new RecipientCheck.Accepted();
  }

  @Override
  public TokenCheck canonicalToken(Isin isin, UniversalAddress token) {
    return new TokenCheck.Canonical(List.of());
  }

  private synchronized long finalHeight() {
    return Math.max(0, events.size() - finalityLag);
  }

  private EventLocation location(String txId) {
    return new EventLocation(domain, txId, 0);
  }

  private ChainPosition next() {
    return position(events.size() + 1L);
  }

  private static ChainPosition position(long height) {
    return new ChainPosition(
        height,
        Bytes32.ofNumber(java.math.BigInteger.valueOf(height + 1)),
        Instant.parse("2026-11-23T00:00:00Z").plusSeconds(height));
  }
}
