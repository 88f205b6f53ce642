package io.stockbridge.devnet.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The rounds of every target of one registry, and their medians. */
final class Series {

  /** What is asked. */
  enum Target {
    EMPTY,
    RESOLVE,
    VERIFY,
    STATIC_RESOLVE,
    STATIC_VERIFY
  }

  private final Map<Target, List<Wrk.Result>> rounds = new EnumMap<>(Target.class);

  void add(Target target, Wrk.Result result) {
    rounds.computeIfAbsent(target, key -> new ArrayList<>()).add(result);
  }

  /** The newest rates in words, to see how much the machine moves from round to round. */
  String newest() {
    return rounds.entrySet().stream()
        .map(
            entry ->
                "%s %,.0f"
                    .formatted(
                        entry.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        entry.getValue().get(entry.getValue().size() - 1).perSecond()))
        .collect(Collectors.joining(", ", "", " per second"));
  }

  /** The newest rates of all targets together. */
  double newestSum() {
    return rounds.values().stream()
        .mapToDouble(results -> results.get(results.size() - 1).perSecond())
        .sum();
  }

  double perSecond(Target target) {
    return median(target, Wrk.Result::perSecond);
  }

  double p99Ms(Target target) {
    return median(target, Wrk.Result::p99Ms);
  }

  /**
   * The median over rounds of one target's rate by another's, each pair measured within seconds, so
   * that what else the machine does falls on both.
   */
  double rateRatio(Target target, Target base) {
    return medianRatio(target, this, base, Wrk.Result::perSecond);
  }

  /** The same of the times. */
  double p99Ratio(Target target, Target base) {
    return medianRatio(target, this, base, Wrk.Result::p99Ms);
  }

  /** The median over rounds of a target's rate here by its rate in another registry. */
  double rateAgainst(Series other, Target target) {
    return medianRatio(target, other, target, Wrk.Result::perSecond);
  }

  private double medianRatio(
      Target target, Series other, Target base, ToDoubleFunction<Wrk.Result> of) {
    List<Wrk.Result> above = rounds.getOrDefault(target, List.of());
    List<Wrk.Result> below = other.rounds.getOrDefault(base, List.of());
    if (above.isEmpty() || above.size() != below.size()) {
      throw new IllegalStateException("not measured in the same rounds: " + target + ", " + base);
    }
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < above.size(); i++) {
      ratios.add(of.applyAsDouble(above.get(i)) / of.applyAsDouble(below.get(i)));
    }
    return median(ratios);
  }

  private double median(Target target, ToDoubleFunction<Wrk.Result> of) {
    return median(rounds.getOrDefault(target, List.of()).stream().map(of::applyAsDouble).toList());
  }

  /** The middle value; of an even number the mean of the two. */
  static double median(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalStateException("nothing was measured");
    }
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
