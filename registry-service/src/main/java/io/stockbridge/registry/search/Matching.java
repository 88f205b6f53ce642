package io.stockbridge.registry.search;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares one entry with a query. */
final class Matching {

  private Matching() {}

  /** The best match of the entry's texts, if any is good enough. */
  static Optional<Hit> of(Entry entry, Query query) {
    Hit best = null;
    for (Entry.Field field : entry.fields()) {
      Hit.Match match = match(field, query);
      if (match != null) {
        Hit hit = new Hit(entry, match);
        best = best == null || Hit.ORDER.compare(hit, best) < 0 ? hit : best;
      }
    }
    return Optional.ofNullable(best);
  }

  private static Hit.@Nullable Match match(Entry.Field field, Query query) {
    List<String> words =
        field.code() ? List.of(Folding.joined(field.text())) : Folding.words(field.text());
    List<String> asked = field.code() ? List.of(query.joined()) : query.words();
    if (words.isEmpty() || asked.isEmpty()) {
      return null;
    }
    if (words.equals(asked)) {
      return new Hit.Match(field.name(), field.text(), Hit.How.EQUAL, 0);
    }
    Hit.How how = Hit.How.WORDS;
    int mistakes = 0;
    int found = 0;
    for (String word : asked) {
      Word best = best(word, words);
      if (best == null) {
        continue;
      }
      found++;
      mistakes += best.distance();
      how = best.how().compareTo(how) > 0 ? best.how() : how;
    }
    if (found * 2 < asked.size() || found == 0) {
      return null;
    }
    Hit.How overall = found < asked.size() ? Hit.How.PARTLY : how;
    return new Hit.Match(field.name(), field.text(), overall, mistakes);
  }

  private record Word(Hit.How how, int distance) {}

  private static @Nullable Word best(String asked, List<String> words) {
    if (words.contains(asked)) {
      return new Word(Hit.How.WORDS, 0);
    }
    if (words.stream().anyMatch(word -> word.startsWith(asked))) {
      return new Word(Hit.How.PREFIX, 0);
    }
    int most = Typos.allowedIn(asked);
    int least =
        words.stream().mapToInt(word -> Typos.distance(asked, word, most)).min().orElse(most + 1);
    return least <= most ? new Word(Hit.How.TYPO, least) : null;
  }
}
