package io.stockbridge.chains.evm;

import io.stockbridge.chains.ChainEvent;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.EventCursor;
import io.stockbridge.chains.EventPage;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.MissedLogException;
import io.stockbridge.chains.rpc.RpcQuorum;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Turns ranges of logs into pages of events, and proves by the burn sequence that none is missing.
 */
final class EvmEventScanner {
  private static final int MAX_RANGES_PER_PAGE = 64;

  private final EvmChain chain;
  private final RpcQuorum nodes;
  private final EvmHeads heads;
  private final EvmState state;
  private final EvmTokens tokens;
  private final EvmLogReader logs;
  private final EvmLogDecoder decoder;

  EvmEventScanner(
      EvmChain chain, RpcQuorum nodes, EvmHeads heads, EvmState state, EvmTokens tokens) {
    this.chain = chain;
    this.nodes = nodes;
    this.heads = heads;
    this.state = state;
    this.tokens = tokens;
    this.logs = new EvmLogReader(chain, nodes);
    this.decoder = new EvmLogDecoder(chain);
  }

  EventCursor start() {
    return new EvmCursor(chain.deployedAtBlock() - 1, Optional.empty(), 0).toCursor(chain.domain());
  }

  EventPage page(EventCursor cursor, ChainPosition upTo, int maxEvents) {
    if (maxEvents < 1) {
      throw new IllegalArgumentException("at least one event per page, not " + maxEvents);
    }
    EvmCursor at = EvmCursor.of(chain.domain(), cursor);
    if (at.hash().isPresent()) {
      ChainPosition read = new ChainPosition(at.height(), at.hash().get(), upTo.time());
      heads.requireCanonical("the block of the cursor", read);
    }
    if (at.height() >= upTo.height()) {
      return new EventPage(List.of(), cursor, true);
    }
    heads.requireCanonical("the block to read up to", upTo);
    Map<EvmAddress, Isin> assets = new HashMap<>();
    tokens.listedAt(upTo).forEach((isin, token) -> assets.put(token, isin));
    List<ChainEvent> events = new ArrayList<>();
    for (int ranges = 0; ranges < MAX_RANGES_PER_PAGE && events.size() < maxEvents; ranges++) {
      at = advance(at, upTo, assets, maxEvents, events);
      if (at.height() == upTo.height()) {
        requireNoBurnMissing(at, upTo);
        return new EventPage(events, at.toCursor(chain.domain()), true);
      }
    }
    return new EventPage(events, at.toCursor(chain.domain()), false);
  }

  private EvmCursor advance(
      EvmCursor from,
      ChainPosition upTo,
      Map<EvmAddress, Isin> assets,
      int maxEvents,
      List<ChainEvent> events) {
    EvmLogReader.Range range = logs.read(from.height() + 1, upTo.height(), assets.keySet());
    Map<Long, List<EvmLog>> byBlock = new TreeMap<>();
    for (EvmLog log : range.logs()) {
      byBlock.computeIfAbsent(log.blockNumber(), height -> new ArrayList<>()).add(log);
    }
    Map<Long, ChainPosition> positions = positions(byBlock, range.to(), upTo);
    long sequence = from.sequence();
    for (Map.Entry<Long, List<EvmLog>> block : byBlock.entrySet()) {
      ChainPosition position = position(positions, block.getKey());
      List<ChainEvent> found = eventsOf(block.getValue(), position, assets);
      sequence = requireDense(sequence, found);
      events.addAll(found);
      if (events.size() >= maxEvents && block.getKey() < range.to()) {
        return new EvmCursor(position.height(), Optional.of(position.hash()), sequence);
      }
    }
    ChainPosition end = position(positions, range.to());
    return new EvmCursor(end.height(), Optional.of(end.hash()), sequence);
  }

  private Map<Long, ChainPosition> positions(
      Map<Long, List<EvmLog>> byBlock, long end, ChainPosition upTo) {
    List<Long> heights = new ArrayList<>(byBlock.keySet());
    if (!heights.contains(end) && end != upTo.height()) {
      heights.add(end);
    }
    Map<Long, ChainPosition> positions = new HashMap<>();
    positions.put(upTo.height(), upTo);
    heads.canonical(heights).forEach(block -> positions.put(block.height(), block));
    return positions;
  }

  private ChainPosition position(Map<Long, ChainPosition> positions, long height) {
    ChainPosition position = positions.get(height);
    if (position == null) {
      throw nodes.fault("no block " + height + " was read");
    }
    return position;
  }

  private List<ChainEvent> eventsOf(
      List<EvmLog> blockLogs, ChainPosition position, Map<EvmAddress, Isin> assets) {
    EvmReconciliation reconciliation = new EvmReconciliation(chain.domain(), assets);
    Map<EvmLog, ChainEvent> decoded = new LinkedHashMap<>();
    for (EvmLog log : blockLogs) {
      if (!log.blockHash().equals(position.hash())) {
        throw nodes.fault("a log of another block " + position.height() + ": " + log);
      }
      try {
        if (log.address().equals(chain.gateway())) {
          ChainEvent event = decoder.decode(log, position);
          decoded.put(log, event);
          reconciliation.event(event, log);
        } else {
          reconciliation.transfer(log, position);
        }
      } catch (IllegalArgumentException e) {
        throw nodes.fault("not a log of our contracts: " + e.getMessage() + " in " + log);
      }
    }
    List<ChainEvent> events = new ArrayList<>(decoded.values());
    events.addAll(reconciliation.unexplained());
    return events;
  }

  private long requireDense(long sequence, List<ChainEvent> events) {
    long last = sequence;
    for (ChainEvent event : events) {
      if (event instanceof ChainEvent.Burned burned) {
        BigInteger found = burned.message().sourceRef().toSequence();
        if (!found.equals(BigInteger.valueOf(last + 1))) {
          throw new MissedLogException(
              chain.domain(), last + 1, found.longValue(), "at " + burned.location());
        }
        last++;
      }
    }
    return last;
  }

  /** The last burns could be left out without a gap, so the gateway's own count is compared. */
  private void requireNoBurnMissing(EvmCursor at, ChainPosition upTo) {
    long count =
        state.read(
            "gateway.sequence",
            upTo,
            GatewayViews.sequence(chain.gateway()),
            result -> result.longNumber(0));
    if (count != at.sequence()) {
      throw new MissedLogException(
          chain.domain(),
          at.sequence() + 1,
          count,
          "as the gateway's count at block " + upTo.height());
    }
  }
}
