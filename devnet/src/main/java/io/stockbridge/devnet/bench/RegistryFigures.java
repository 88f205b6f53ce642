package io.stockbridge.devnet.bench;

import io.stockbridge.devnet.bench.Series.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Makes figures beside their targets out of what was measured. */
final class RegistryFigures {

  private static final double OF_EMPTY = 0.85;
  private static final double OF_NGINX = 0.6;
  private static final double P99_OF_EMPTY = 1.5;
  private static final double RATE_KEPT = 0.8;
  private static final double BYTES_PER_DEPLOYMENT = 1024;
  private static final double VISIBLE_MS = 1000;

  private RegistryFigures() {}

  /**
   * What was measured at one size.
   *
   * @param deployments how many were loaded
   * @param series the rates
   * @param heapBytes heap after a full collection
   * @param startSeconds from the start of the process until it was ready
   * @param seen how soon changes were visible
   */
  record Size(
      int deployments,
      Series series,
      long heapBytes,
      double startSeconds,
      List<Visibility.Seen> seen) {}

  /** The figures of all sizes, the smallest first. */
  static List<Figure> of(List<Size> sizes) {
    List<Figure> figures = new ArrayList<>();
    Size largest = sizes.get(sizes.size() - 1);
    sizes.forEach(size -> addRates(size, figures));
    for (Target target : List.of(Target.RESOLVE, Target.VERIFY)) {
      addAgainstNginx(largest, target, figures);
    }
    for (Size size : sizes.subList(1, sizes.size())) {
      addAgainstSmallest(sizes.get(0), size, figures);
    }
    sizes.forEach(size -> addVisibility(size, figures));
    return figures;
  }

  private static void addRates(Size size, List<Figure> figures) {
    Series series = size.series();
    String at = " at " + count(size.deployments());
    figures.add(Figure.of("empty endpoint" + at, series.perSecond(Target.EMPTY), "/s", null));
    figures.add(Figure.of("empty endpoint p99" + at, series.p99Ms(Target.EMPTY), "ms", null));
    for (Target target : List.of(Target.RESOLVE, Target.VERIFY)) {
      String name = name(target) + at;
      figures.add(Figure.of(name, series.perSecond(target), "/s", null));
      figures.add(
          Figure.of(
              name + ", of the empty endpoint's rate",
              series.rateRatio(target, Target.EMPTY),
              "",
              Figure.Target.atLeast(OF_EMPTY)));
      figures.add(
          Figure.of(
              name + ", p99 of the empty endpoint's",
              series.p99Ratio(target, Target.EMPTY),
              "",
              Figure.Target.atMost(P99_OF_EMPTY)));
    }
    figures.add(Figure.of("start until ready" + at, size.startSeconds(), "s", null));
    figures.add(Figure.of("heap after full collections" + at, size.heapBytes() / 1e6, "MB", null));
  }

  private static void addAgainstNginx(Size largest, Target target, List<Figure> figures) {
    Target base = target == Target.RESOLVE ? Target.STATIC_RESOLVE : Target.STATIC_VERIFY;
    String of = "nginx, the bytes of " + name(target);
    figures.add(Figure.of(of, largest.series().perSecond(base), "/s", null));
    figures.add(
        Figure.of(
            name(target) + " at " + count(largest.deployments()) + ", of nginx's rate",
            largest.series().rateRatio(target, base),
            "",
            Figure.Target.atLeast(OF_NGINX)));
  }

  private static void addAgainstSmallest(Size smallest, Size size, List<Figure> figures) {
    String against = count(size.deployments()) + " against " + count(smallest.deployments());
    for (Target target : List.of(Target.RESOLVE, Target.VERIFY)) {
      figures.add(
          Figure.of(
              name(target) + " rate, " + against,
              size.series().rateAgainst(smallest.series(), target),
              "",
              Figure.Target.atLeast(RATE_KEPT)));
    }
    double bytes =
        (double) (size.heapBytes() - smallest.heapBytes())
            / (size.deployments() - smallest.deployments());
    figures.add(
        Figure.of(
            "heap per deployment, " + against,
            bytes,
            "B",
            Figure.Target.atMost(BYTES_PER_DEPLOYMENT)));
  }

  private static void addVisibility(Size size, List<Figure> figures) {
    String at = " at " + count(size.deployments()) + ", slowest of " + size.seen().size();
    Figure.Target most = Figure.Target.atMost(VISIBLE_MS);
    figures.add(
        Figure.of("change in reads" + at, slowest(size, Visibility.Seen::readMs), "ms", most));
    figures.add(
        Figure.of("change in Kafka" + at, slowest(size, Visibility.Seen::kafkaMs), "ms", most));
    figures.add(
        Figure.of("change in SSE" + at, slowest(size, Visibility.Seen::streamMs), "ms", most));
  }

  private static double slowest(Size size, ToDoubleFunction<Visibility.Seen> of) {
    return size.seen().stream().mapToDouble(of).max().orElseThrow();
  }

  private static String name(Target target) {
    return target.name().toLowerCase(Locale.ROOT);
  }

  private static String count(int deployments) {
    return String.format(Locale.ROOT, "%,d", deployments);
  }
}
