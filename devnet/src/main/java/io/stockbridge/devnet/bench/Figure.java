package io.stockbridge.devnet.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.devnet.state.Json;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One figure beside its target.
 *
 * @param name what was measured
 * @param value the measured value, null when it could not be measured
 * @param unit of value and limit, empty for a ratio
 * @param target the target, null for a figure that only informs
 * @param note how it came about, or why it could not be measured
 */
public record Figure(
    String name, @Nullable Double value, String unit, @Nullable Target target, String note) {

  /**
   * What a figure must be.
   *
   * @param atLeast whether the limit is the least, else the most, that is allowed
   */
  public record Target(boolean atLeast, double limit) {

    static Target atLeast(double limit) {
      return new Target(true, limit);
    }

    static Target atMost(double limit) {
      return new Target(false, limit);
    }

    boolean isMet(double value) {
      return atLeast ? value >= limit : value <= limit;
    }
  }

  /** How a figure stands to its target. */
  public enum Verdict {
    /** The target is met. */
    MET,
    /** The target is missed. */
    MISSED,
    /** There is a target and no value. */
    NOT_MEASURED,
    /** There is no target. */
    INFORMATION
  }

  static Figure of(String name, double value, String unit, @Nullable Target target) {
    return new Figure(name, value, unit, target, "");
  }

  static Figure notMeasured(String name, String unit, Target target, String why) {
    return new Figure(name, null, unit, target, why);
  }

  Verdict verdict() {
    if (target == null) {
      return Verdict.INFORMATION;
    }
    if (value == null) {
      return Verdict.NOT_MEASURED;
    }
    return target.isMet(value) ? Verdict.MET : Verdict.MISSED;
  }

  String line() {
    String measured = value == null ? "not measured" : number(value) + suffix();
    String wanted =
        target == null ? "" : (target.atLeast() ? "≥ " : "≤ ") + number(target.limit()) + suffix();
    String end =
        switch (verdict()) {
          case MET -> "met";
          case MISSED -> "MISSED";
          case NOT_MEASURED, INFORMATION -> "";
        };
    return String.format(
            Locale.ROOT, "  %-52s %16s  %-12s %-7s %s", name, measured, wanted, end, note)
        .stripTrailing();
  }

  ObjectNode json() {
    ObjectNode json = Json.object();
    json.put("name", name);
    json.put("value", value);
    json.put("unit", unit);
    if (target != null) {
      json.put(target.atLeast() ? "atLeast" : "atMost", target.limit());
    }
    json.put("verdict", verdict().name().toLowerCase(Locale.ROOT));
    if (!note.isEmpty()) {
      json.put("note", note);
    }
    return json;
  }

  private String suffix() {
    return unit.isEmpty() ? "" : " " + unit;
  }

  private static String number(double value) {
    String pattern = Math.abs(value) < 100 ? "%.2f" : "%,.0f";
    return String.format(Locale.ROOT, pattern, value);
  }
}
