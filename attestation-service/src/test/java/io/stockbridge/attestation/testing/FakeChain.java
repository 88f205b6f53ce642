package io.stockbridge.attestation.testing;

import io.stockbridge.chains.AssetSupply;
import io.stockbridge.chains.ChainEvent;
import io.stockbridge.chains.ChainHealth;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.ChainReader;
import io.stockbridge.chains.ChainUnavailableException;
import io.stockbridge.chains.EventCursor;
import io.stockbridge.chains.EventLocation;
import io.stockbridge.chains.EventPage;
import io.stockbridge.chains.Finality;
import io.stockbridge.chains.MintStatus;
import io.stockbridge.chains.MultiplierReader;
import io.stockbridge.chains.MultiplierReading;
import io.stockbridge.chains.PendingMultiplier;
import io.stockbridge.chains.RecipientCheck;
import io.stockbridge.chains.SourceDisagreementException;
import io.stockbridge.chains.SupplyReading;
import io.stockbridge.chains.TokenCheck;
import io.stockbridge.chains.TokenMultiplier;
import io.stockbridge.chains.TransactionLookup;
import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.message.EventId;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.SourceRef;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.ShareAmount;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A chain in memory: every change is a block, final at once. Its state can be made to lie. */
public final class FakeChain implements ChainReader, MultiplierReader {
  private final DomainId domain;
  private final List<ChainEvent> events = new ArrayList<>();
  private final Map<Isin, BigInteger> state = new HashMap<>();
  private final Map<String, TransactionLookup> lookups = new HashMap<>();
  private final Map<EventId, MintStatus.State> statuses = new HashMap<>();
  private final Map<Isin, ActionEpoch> epochs = new HashMap<>();
  private final Map<Isin, Instant> pending = new HashMap<>();
  private long height = 10;
  private boolean unavailable;
  private boolean disagreeing;
  private boolean failing;
  private Optional<RecipientCheck> recipient = Optional.empty();
  private boolean canonical = true;
  private boolean halted;
  private final Set<Isin> haltedAssets = new HashSet<>();

  public FakeChain(DomainId domain) {
    this.domain = domain;
  }

  public synchronized void unavailable(boolean value) {
    unavailable = value;
  }

  public synchronized void disagreeing(boolean value) {
    disagreeing = value;
  }

  /** Looking for a burn fails in a way that no caller expects. */
  public synchronized void failing(boolean value) {
    failing = value;
  }

  public synchronized void halted(boolean value) {
    halted = value;
  }

  /** The gateway's halt of one asset. */
  public synchronized void halt(Isin isin) {
    haltedAssets.add(isin);
  }

  /** Governance's resumption. */
  public synchronized void resume(Isin isin) {
    haltedAssets.remove(isin);
  }

  public synchronized boolean isHalted(Isin isin) {
    return haltedAssets.contains(isin);
  }

  public synchronized void canonical(boolean value) {
    canonical = value;
  }

  public synchronized void refuseRecipients(boolean value) {
    recipient =
        value
            ? Optional.of(new RecipientCheck.Refused(RecipientCheck.Reason.BLOCKED, "test"))
            : Optional.empty();
  }

  public synchronized void epoch(Isin isin, long epoch) {
    epochs.put(isin, ActionEpoch.of(epoch));
  }

  /** The token shows that its next epoch comes at that time. */
  public synchronized void pending(Isin isin, Instant effectiveAt) {
    pending.put(isin, effectiveAt.truncatedTo(ChronoUnit.SECONDS));
  }

  /** The token shows the new epoch and nothing more to come. */
  public synchronized void inForce(Isin isin, long epoch) {
    pending.remove(isin);
    epoch(isin, epoch);
  }

  @Override
  public synchronized MultiplierReading multipliersAt(ChainPosition at, Collection<Isin> isins) {
    checkUp();
    Map<Isin, TokenMultiplier> tokens = new HashMap<>();
    for (Isin isin : isins) {
      ActionEpoch epoch = epochs.getOrDefault(isin, ActionEpoch.ZERO);
      tokens.put(
          isin,
          new TokenMultiplier(
              BigDecimal.ONE,
              epoch,
              Optional.ofNullable(pending.get(isin))
                  .map(due -> new PendingMultiplier(BigDecimal.TWO, due, epoch.next()))));
    }
    return new MultiplierReading(at, tokens);
  }

  public synchronized void status(EventId event, MintStatus.State status) {
    statuses.put(event, status);
  }

  public synchronized void lookup(String txId, TransactionLookup lookup) {
    lookups.put(txId, lookup);
  }

  /** Supply that no event explains. */
  public synchronized void distortState(Isin isin, long su) {
    state.merge(isin, BigInteger.valueOf(su), BigInteger::add);
    height++;
  }

  /** The gateway emits a burn; gives the transaction's id. */
  public synchronized String burn(Message message) {
    String txId = nextTx();
    ChainEvent.Burned burned = new ChainEvent.Burned(at(txId), head(), message);
    add(burned);
    lookups.put(txId, new TransactionLookup.Found(head(), List.of(burned)));
    return txId;
  }

  public synchronized String mint(Message message) {
    return mint(message, message.amount(), message.recipient());
  }

  public synchronized String mint(Message message, ShareAmount amount, UniversalAddress recipient) {
    String txId = nextTx();
    add(
        new ChainEvent.Minted(
            at(txId),
            head(),
            message.messageId(),
            message.isin(),
            amount,
            recipient,
            Optional.empty()));
    statuses.put(message.eventId(), MintStatus.State.MINTED);
    return txId;
  }

  private String nextTx() {
    height++;
    byte[] hash = new byte[domain.isEvm() ? 32 : 64];
    hash[0] = 1;
    hash[hash.length - 1] = (byte) height;
    hash[hash.length - 2] = (byte) (height >> 8);
    return domain.isEvm() ? Hex.encode(hash) : Base58.encode(hash);
  }

  private EventLocation at(String txId) {
    return new EventLocation(domain, txId, 0);
  }

  private void add(ChainEvent event) {
    events.add(event);
    event.asset().ifPresent(isin -> state.merge(isin, event.supplyChangeSu(), BigInteger::add));
  }

  private ChainPosition head() {
    return position(height);
  }

  private static ChainPosition position(long height) {
    return new ChainPosition(
        height,
        Bytes32.ofNumber(BigInteger.valueOf(height + 1_000_000)),
        Instant.ofEpochSecond(1_700_000_000L + height));
  }

  private void checkUp() {
    if (unavailable) {
      throw new ChainUnavailableException(domain, "down for the test", null);
    }
  }

  @Override
  public DomainId domain() {
    return domain;
  }

  @Override
  public synchronized ChainPosition finalizedHead() {
    checkUp();
    return head();
  }

  @Override
  public synchronized Optional<ChainPosition> positionAt(long at) {
    checkUp();
    return at <= height ? Optional.of(position(at)) : Optional.empty();
  }

  @Override
  public ChainHealth health() {
    return new ChainHealth(Optional.empty(), "fake", List.of());
  }

  @Override
  public EventCursor startCursor() {
    return new EventCursor(domain, "0");
  }

  @Override
  public synchronized EventPage eventsAfter(EventCursor cursor, ChainPosition upTo, int max) {
    checkUp();
    int from = Integer.parseInt(cursor.value());
    List<ChainEvent> page =
        events.subList(from, events.size()).stream()
            .filter(event -> event.height() <= upTo.height())
            .toList();
    return new EventPage(page, new EventCursor(domain, Integer.toString(from + page.size())), true);
  }

  @Override
  public synchronized SupplyReading suppliesAt(ChainPosition at, Collection<Isin> isins) {
    checkUp();
    Map<Isin, AssetSupply> assets = new HashMap<>();
    for (Isin isin : isins) {
      BigInteger later =
          events.stream()
              .filter(event -> event.height() > at.height())
              .filter(event -> event.asset().filter(isin::equals).isPresent())
              .map(ChainEvent::supplyChangeSu)
              .reduce(BigInteger.ZERO, BigInteger::add);
      BigInteger supply = state.getOrDefault(isin, BigInteger.ZERO).subtract(later);
      assets.put(
          isin,
          new AssetSupply(
              isin,
              UniversalAddress.ofBytes(new byte[32]),
              ShareAmount.ofSu(supply),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              epochs.getOrDefault(isin, ActionEpoch.ZERO),
              halted || haltedAssets.contains(isin)));
    }
    return new SupplyReading(position(at.height()), assets, false, Optional.empty());
  }

  @Override
  public synchronized TransactionLookup burnsIn(String txId) {
    checkUp();
    if (failing) {
      throw new IllegalStateException("broken for the test");
    }
    if (disagreeing) {
      throw new SourceDisagreementException(domain, "two answers", List.of("a", "b"));
    }
    return lookups.getOrDefault(txId, new TransactionLookup.NotFound());
  }

  @Override
  public synchronized MintStatus statusOf(DomainId source, SourceRef ref, Finality finality) {
    checkUp();
    return new MintStatus(
        statuses.getOrDefault(EventId.of(source, ref), MintStatus.State.NONE),
        height,
        Optional.empty());
  }

  @Override
  public synchronized RecipientCheck recipient(UniversalAddress account, Isin isin) {
    checkUp();
    return recipient.orElseGet(RecipientCheck.Accepted::new);
  }

  @Override
  public synchronized TokenCheck canonicalToken(Isin isin, UniversalAddress token) {
    checkUp();
    return canonical
        ? new TokenCheck.Canonical(List.of("test"))
        : new TokenCheck.NotCanonical("gateway names another token");
  }
}
