package io.stockbridge.registry.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.CanonicalRecord;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.evm.CanonicalRegistryReader;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares one EVM chain's canonical registry with this one. Which lines the contract has follows
 * from its log, so that a line for an asset that nobody here knows is found too. Blocks.
 */
final class ContractReconciler {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Pages of a log that are read in one go, of 2,000 blocks each where the nodes give so many. */
  private static final int PAGES = 200;

  private final CanonicalRegistryReader reader;
  private final Transactions transactions;
  private final DriftStore store;

  ContractReconciler(CanonicalRegistryReader reader, Transactions transactions, DriftStore store) {
    this.reader = reader;
    this.transactions = transactions;
    this.store = store;
  }

  /** The comparison at the newest final block; empty while the log is not read up to it. */
  Optional<Compared> compare(OwnTokens own) {
    EvmChain chain = reader.chain();
    ChainPosition head = reader.finalizedHead();
    if (!catchUp(head)) {
      return Optional.empty();
    }
    String name = chain.caip2().toString();
    Set<CanonicalRecord.Key> keys = new TreeSet<>(own.active().keySet());
    keys.addAll(transactions.await(PATIENCE, session -> store.lines(session, name)));
    Map<CanonicalRecord.Key, UniversalAddress> lines = new TreeMap<>();
    for (CanonicalRecord line : reader.recordsAt(head, keys)) {
      if (!line.token().isZero()) {
        lines.put(line.key(), line.token());
      }
    }
    ContractDrift.State state =
        new ContractDrift.State(lines, reader.gatewayTokensAt(head), canonical(head, lines, chain));
    List<Finding> findings = ContractDrift.of(chain.domain(), own.active(), state);
    return Optional.of(
        new Compared(
            head.height(), FindingJson.findings(findings, Optional.of(chain.canonicalRegistry()))));
  }

  private Set<UniversalAddress> canonical(
      ChainPosition head, Map<CanonicalRecord.Key, UniversalAddress> lines, EvmChain chain) {
    List<EvmAddress> tokens = new ArrayList<>();
    lines.forEach(
        (key, token) -> {
          if (key.domain().equals(chain.domain()) && token.hasEvmPadding()) {
            tokens.add(EvmAddress.of(token));
          }
        });
    List<Boolean> answers = reader.canonicalAt(head, tokens);
    Set<UniversalAddress> canonical = new HashSet<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (answers.get(i)) {
        canonical.add(tokens.get(i).toUniversal());
      }
    }
    return canonical;
  }

  /** Reads the log on from where the database says; each page is kept with its position. */
  private boolean catchUp(ChainPosition head) {
    String name = reader.chain().caip2().toString();
    long next = nextBlock(name);
    for (int page = 0; page < PAGES && next <= head.height(); page++) {
      CanonicalRegistryReader.Written written = reader.writtenFrom(next, head);
      transactions.await(
          PATIENCE, session -> store.saveLines(session, name, written.keys(), written.position()));
      next = written.position().height() + 1;
    }
    return next > head.height();
  }

  private long nextBlock(String name) {
    JsonNode row = transactions.await(PATIENCE, session -> store.lock(session, name));
    if (!row.hasNonNull("cursorHeight")) {
      return reader.chain().deployedAtBlock();
    }
    long height = row.path("cursorHeight").asLong();
    // Another chain behind the same address (a local network started afresh) is read anew.
    boolean same = reader.holds(height, Bytes32.of(row.path("cursorHash").asText()));
    return same ? height + 1 : reader.chain().deployedAtBlock();
  }
}
