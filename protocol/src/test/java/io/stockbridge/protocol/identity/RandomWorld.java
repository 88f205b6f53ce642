package io.stockbridge.protocol.identity;

import io.stockbridge.protocol.Seeded;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.message.EventId;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageId;
import io.stockbridge.protocol.message.MessageKind;
import io.stockbridge.protocol.message.SourceRef;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.ShareAmount;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Three chains on which one asset is issued, moved, lost to bad memos, refunded and redeemed. */
final class RandomWorld {
  static final Isin ISIN = Isin.of("CH1436219187");
  static final List<DomainId> CHAINS =
      List.of(DomainId.of(412346), DomainId.of(84538453), DomainId.SOLANA_LOCAL);

  private final Seeded seeded;
  private final List<LedgerEvent> events = new ArrayList<>();
  private final List<Message> mintable = new ArrayList<>();
  private final Map<DomainId, ShareAmount> supplies = new HashMap<>();
  private final Map<DomainId, Long> heights = new HashMap<>();
  private BigInteger inFlight = BigInteger.ZERO;

  RandomWorld(Seeded seeded) {
    this.seeded = seeded;
    for (DomainId chain : CHAINS) {
      supplies.put(chain, ShareAmount.ZERO);
      heights.put(chain, 1L);
    }
  }

  void run(int steps) {
    for (int i = 0; i < steps; i++) {
      switch (seeded.below(6)) {
        case 0, 1 -> issue();
        case 2, 3 -> burn();
        default -> deliver();
      }
    }
  }

  List<LedgerEvent> events() {
    return List.copyOf(events);
  }

  Map<DomainId, ShareAmount> supplies() {
    return Map.copyOf(supplies);
  }

  BigInteger inFlight() {
    return inFlight;
  }

  Map<DomainId, Long> fullCut() {
    return Map.copyOf(heights);
  }

  /** Each chain at a height of its own, so that mints without their burns are met too. */
  Map<DomainId, Long> anyCut() {
    Map<DomainId, Long> cut = new HashMap<>();
    heights.forEach((chain, height) -> cut.put(chain, (long) seeded.below((int) (height + 1))));
    return cut;
  }

  private void issue() {
    DomainId chain = seeded.oneOf(CHAINS);
    ShareAmount amount = ShareAmount.ofSu(1 + seeded.below(1_000_000));
    mint(
        message(
            MessageKind.ISSUE,
            DomainId.CUSTODY,
            chain,
            SourceRef.ofBytes(seeded.bytes(32)),
            amount));
  }

  private void burn() {
    DomainId chain = seeded.oneOf(CHAINS);
    ShareAmount supply = supplies.get(chain);
    if (supply.isZero()) {
      return;
    }
    ShareAmount amount = ShareAmount.ofSu(1 + seeded.below((int) Math.min(supply.su(), 1_000_000)));
    supplies.put(chain, supply.subtract(amount));
    SourceRef ref = SourceRef.ofBytes(seeded.bytes(32));
    DomainId destination = seeded.oneOf(CHAINS);
    if (seeded.chance(20)) {
      add(
          new LedgerEvent.Burned(
              chain,
              nextHeight(chain),
              Instant.EPOCH,
              message(MessageKind.REDEEM, chain, DomainId.CUSTODY, ref, amount)));
      return;
    }
    inFlight = inFlight.add(amount.toBigInteger());
    if (destination.equals(chain)) {
      LedgerEvent.BurnedUnroutable lost =
          new LedgerEvent.BurnedUnroutable(
              chain, nextHeight(chain), Instant.EPOCH, ref, ISIN, amount);
      add(lost);
      mintable.add(refund(chain, chain, lost.eventId(), amount));
      return;
    }
    Message transfer = message(MessageKind.TRANSFER, chain, destination, ref, amount);
    add(new LedgerEvent.Burned(chain, nextHeight(chain), Instant.EPOCH, transfer));
    mintable.add(
        seeded.chance(15) ? refund(destination, chain, transfer.messageId(), amount) : transfer);
  }

  private void deliver() {
    if (!mintable.isEmpty()) {
      Message message = mintable.remove(seeded.below(mintable.size()));
      inFlight = inFlight.subtract(message.amount().toBigInteger());
      mint(message);
    }
  }

  private void mint(Message message) {
    DomainId chain = message.destinationDomain();
    supplies.merge(chain, message.amount(), ShareAmount::add);
    add(new LedgerEvent.Minted(chain, nextHeight(chain), message));
  }

  private void add(LedgerEvent event) {
    events.add(event);
  }

  private long nextHeight(DomainId chain) {
    return heights.merge(chain, (long) seeded.below(3), Long::sum);
  }

  private Message refund(DomainId from, DomainId to, EventId burn, ShareAmount amount) {
    return message(MessageKind.REFUND, from, to, new SourceRef(burn.value()), amount);
  }

  private Message refund(DomainId from, DomainId to, MessageId burn, ShareAmount amount) {
    return message(MessageKind.REFUND, from, to, SourceRef.refundOf(burn), amount);
  }

  private Message message(
      MessageKind kind, DomainId from, DomainId to, SourceRef ref, ShareAmount amount) {
    UniversalAddress sender =
        kind == MessageKind.ISSUE ? UniversalAddress.ZERO : seeded.addressOn(from);
    return new Message(
        kind, from, to, ref, ISIN, amount, ActionEpoch.ZERO, sender, seeded.addressOn(to));
  }
}
