package io.stockbridge.registry.search;

import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.TokenId;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.catalogue.KnownToken;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds entries of a catalogue. The index names candidates; they are read and compared in the
 * catalogue that the search is asked about, so an index of a slightly older state shows nothing
 * that is gone and no old text.
 */
final class SearchIndex {

  private static final int MAX_CANDIDATES = 1_000;

  private enum Kind {
    STOCK,
    INSTRUMENT,
    IMPOSTOR
  }

  private final List<String> keys = new ArrayList<>();
  private final int firstInstrument;
  private final int firstImpostor;
  private final TermIndex terms;

  /** Indexes the catalogue: stocks first, then instruments, then impostors. */
  SearchIndex(Catalogue catalogue) {
    Map<String, TermIndex.IntList> lists = new HashMap<>();
    for (Underlying underlying : catalogue.underlyings().values()) {
      add(underlying.key(), new Entry.Stock(underlying), lists);
    }
    firstInstrument = keys.size();
    for (Asset asset : catalogue.assets().values()) {
      add(asset.content().key(), new Entry.Instrument(asset), lists);
    }
    firstImpostor = keys.size();
    for (Deployment impostor : catalogue.impostors()) {
      add(impostor.token().key(), new Entry.Token(KnownToken.impostor(impostor)), lists);
    }
    Map<String, int[]> byTerm = new HashMap<>();
    lists.forEach((term, list) -> byTerm.put(term, list.toArray()));
    terms = new TermIndex(byTerm);
  }

  /** The best hits in {@code catalogue}, best first. */
  List<Hit> find(Catalogue catalogue, String text, int limit) {
    Query query = Query.of(text);
    List<Hit> hits = new ArrayList<>(identified(catalogue, query));
    if (query.address() == null) {
      Set<String> known = new HashSet<>();
      hits.forEach(hit -> known.add(nameOf(hit.entry())));
      for (int candidate : candidates(query)) {
        entry(catalogue, candidate)
            .filter(entry -> !known.contains(nameOf(entry)))
            .flatMap(entry -> Matching.of(entry, query))
            .ifPresent(hits::add);
      }
    }
    hits.sort(Hit.ORDER);
    return hits.subList(0, Math.min(limit, hits.size()));
  }

  /** The text itself and the keys of what it may mean. */
  Set<String> names(String text) {
    Set<String> names = new LinkedHashSet<>();
    names.add(text.strip());
    candidates(Query.of(text)).forEach(candidate -> names.add(keys.get(candidate)));
    return names;
  }

  private static String nameOf(Entry entry) {
    return entry.getClass().getSimpleName() + '/' + entry.key();
  }

  private static List<Hit> identified(Catalogue catalogue, Query query) {
    List<Hit> hits = new ArrayList<>();
    String text = query.text();
    String address = query.address();
    if (address != null) {
      for (KnownToken token : catalogue.tokensAt(address)) {
        hits.add(
            identified(new Entry.Token(token), "address", token.deployment().token().address()));
      }
    }
    int slash = text.indexOf('/');
    int colon = text.indexOf(':', Math.max(slash, 0));
    if (slash > 0 && colon > slash) {
      catalogue
          .token(TokenId.keyOf(text.substring(0, slash), text.substring(colon + 1)))
          .ifPresent(token -> hits.add(identified(new Entry.Token(token), "caip19", text)));
    }
    String upper = text.toUpperCase(Locale.ROOT);
    if (Isin.isValid(upper)) {
      catalogue
          .underlyingOfIsin(upper)
          .ifPresent(stock -> hits.add(identified(new Entry.Stock(stock), "isin", upper)));
    }
    catalogue
        .underlyingOfFigi(upper)
        .ifPresent(stock -> hits.add(identified(new Entry.Stock(stock), "figi", upper)));
    catalogue
        .asset(Isin.isValid(upper) ? upper : text)
        .ifPresent(
            asset ->
                hits.add(
                    identified(
                        new Entry.Instrument(asset),
                        asset.content().isin() == null ? "key" : "isin",
                        asset.content().key())));
    return hits;
  }

  private static Hit identified(Entry entry, String field, String value) {
    return new Hit(entry, new Hit.Match(field, value, Hit.How.IDENTIFIER, 0));
  }

  private Set<Integer> candidates(Query query) {
    List<int[]> lists = new ArrayList<>();
    Set<String> asked = new LinkedHashSet<>(query.words());
    asked.add(query.joined());
    asked.remove("");
    for (String word : asked) {
      lists.addAll(terms.entriesLike(word));
    }
    // Rare words tell most: their entries come first, so that the bound cuts the common ones.
    lists.sort((a, b) -> Integer.compare(a.length, b.length));
    Set<Integer> candidates = new LinkedHashSet<>();
    for (int[] list : lists) {
      for (int i = 0; i < list.length && candidates.size() < MAX_CANDIDATES; i++) {
        candidates.add(list[i]);
      }
    }
    return candidates;
  }

  private Optional<Entry> entry(Catalogue catalogue, int number) {
    String key = keys.get(number);
    return switch (kindOf(number)) {
      case STOCK -> Optional.ofNullable(catalogue.underlyings().get(key)).map(Entry.Stock::new);
      case INSTRUMENT -> catalogue.asset(key).map(Entry.Instrument::new);
      case IMPOSTOR ->
          catalogue.token(key).filter(token -> token.asset() == null).map(Entry.Token::new);
    };
  }

  private Kind kindOf(int number) {
    if (number < firstInstrument) {
      return Kind.STOCK;
    }
    return number < firstImpostor ? Kind.INSTRUMENT : Kind.IMPOSTOR;
  }

  private void add(String key, Entry entry, Map<String, TermIndex.IntList> lists) {
    int number = keys.size();
    keys.add(key);
    for (Entry.Field field : entry.fields()) {
      for (String word : Folding.words(field.text())) {
        lists.computeIfAbsent(word, w -> new TermIndex.IntList()).add(number);
      }
      if (field.code()) {
        String joined = Folding.joined(field.text());
        if (!joined.isEmpty()) {
          lists.computeIfAbsent(joined, w -> new TermIndex.IntList()).add(number);
        }
      }
    }
  }
}
