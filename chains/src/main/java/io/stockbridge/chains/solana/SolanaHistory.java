package io.stockbridge.chains.solana;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.rpc.JsonFields;
import io.stockbridge.chains.rpc.RpcCall;
import io.stockbridge.chains.rpc.RpcNode;
import io.stockbridge.chains.rpc.RpcQuorum;
import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The signatures of transactions that mention an address, through the quorum. */
final class SolanaHistory {
  private static final String METHOD = "getSignaturesForAddress";
  private static final int PAGE = 1_000;
  private static final int MAX_PAGES = 1_000;
  private static final int CALLS_PER_REQUEST = 50;

  private final RpcQuorum nodes;

  SolanaHistory(RpcQuorum nodes) {
    this.nodes = nodes;
  }

  /** A transaction that mentions the address. */
  record Entry(String signature, long slot, boolean failed) {}

  /**
   * What to look for.
   *
   * @param until the last signature that is known, not included; empty for all
   * @param untilSlot its slot
   */
  record Query(SolanaAddress address, Optional<String> until, long untilSlot) {}

  /** Final entries after each query's {@code until}, up to slot {@code upTo}, oldest first. */
  Map<SolanaAddress, List<Entry>> after(List<Query> queries, long upTo) {
    Map<SolanaAddress, List<Entry>> found = new HashMap<>();
    for (int from = 0; from < queries.size(); from += CALLS_PER_REQUEST) {
      List<Query> chunk = queries.subList(from, Math.min(from + CALLS_PER_REQUEST, queries.size()));
      found.putAll(
          nodes.agree(
              "signatures up to slot " + upTo,
              node -> ask(node, chunk, upTo, SolanaRpc.FINALIZED)));
    }
    return found;
  }

  /** All of an address's entries as one node sees them, oldest first. */
  static List<Entry> of(RpcNode node, SolanaAddress address, String commitment, long minSlot) {
    Query all = new Query(address, Optional.empty(), 0);
    // With no upper bound, newer entries than minSlot are welcome.
    return entries(node, all, first(node, List.of(all), commitment, minSlot).get(0), commitment);
  }

  private static Map<SolanaAddress, List<Entry>> ask(
      RpcNode node, List<Query> queries, long upTo, String commitment) {
    List<JsonNode> pages = first(node, queries, commitment, upTo);
    Map<SolanaAddress, List<Entry>> found = new HashMap<>();
    for (int i = 0; i < queries.size(); i++) {
      List<Entry> entries = entries(node, queries.get(i), pages.get(i), commitment);
      found.put(
          queries.get(i).address(),
          entries.stream().filter(entry -> entry.slot() <= upTo).toList());
    }
    return found;
  }

  private static List<JsonNode> first(
      RpcNode node, List<Query> queries, String commitment, long minSlot) {
    return node.results(
        queries.stream().map(query -> call(query, Optional.empty(), commitment, minSlot)).toList());
  }

  private static List<Entry> entries(
      RpcNode node, Query query, JsonNode firstPage, String commitment) {
    JsonFields fields = new JsonFields(node, METHOD);
    List<Entry> newestFirst = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    JsonNode page = firstPage;
    for (int pages = 1; ; pages++) {
      add(fields, query, page, newestFirst, seen);
      if (page.size() < PAGE) {
        Collections.reverse(newestFirst);
        return List.copyOf(newestFirst);
      }
      if (pages == MAX_PAGES) {
        throw node.unavailable(METHOD, query.address() + " has more than " + seen.size());
      }
      Optional<String> before = Optional.of(newestFirst.get(newestFirst.size() - 1).signature());
      page = node.result(call(query, before, commitment, 0));
    }
  }

  private static RpcCall call(
      Query query, Optional<String> before, String commitment, long minSlot) {
    Map<String, Object> config = new HashMap<>();
    config.put("commitment", commitment);
    config.put("limit", PAGE);
    query.until().ifPresent(signature -> config.put("until", signature));
    before.ifPresent(signature -> config.put("before", signature));
    if (minSlot > 0) {
      config.put("minContextSlot", minSlot);
    }
    return RpcCall.of(METHOD, query.address().toString(), config);
  }

  private static void add(
      JsonFields fields, Query query, JsonNode page, List<Entry> newestFirst, Set<String> seen) {
    for (JsonNode json : fields.list("result", page, PAGE)) {
      String signature = fields.text(json, "signature");
      fields.parsed("signature", json.path("signature"), text -> Base58.decode(text, 64));
      long slot = fields.number(json, "slot");
      if (!json.has("err")) {
        throw fields.fault("err", "is missing");
      }
      boolean ordered =
          newestFirst.isEmpty() || newestFirst.get(newestFirst.size() - 1).slot() >= slot;
      if (!ordered || slot < query.untilSlot() || !seen.add(signature)) {
        throw fields.fault(
            "result", "is out of order, repeats or goes behind the cursor at slot " + slot);
      }
      newestFirst.add(new Entry(signature, slot, !json.path("err").isNull()));
    }
  }
}
