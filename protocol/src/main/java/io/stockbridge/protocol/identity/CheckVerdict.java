package io.stockbridge.protocol.identity;

import java.util.ArrayList;
import java.util.List;

/** What a check of the accounting identity found. */
public sealed interface CheckVerdict {

  /** The check holds exactly. */
  record Holds() implements CheckVerdict {}

  /**
   * The check fails.
   *
   * @param evidence at least one finding, each exact
   */
  record Violated(List<Evidence> evidence) implements CheckVerdict {
    /** Copies the evidence. */
    public Violated {
      evidence = List.copyOf(evidence);
      if (evidence.isEmpty()) {
        throw new IllegalArgumentException("a violation needs evidence");
      }
    }

    /** The first finding, and how many more there are. */
    public String summary() {
      Evidence first = evidence.getFirst();
      String more = evidence.size() > 1 ? " (and " + (evidence.size() - 1) + " more)" : "";
      return first.finding() + ": " + first.detail() + more;
    }
  }

  /** Holds when there is no evidence against it. */
  static CheckVerdict of(List<Evidence> evidence) {
    return evidence.isEmpty() ? new Holds() : new Violated(evidence);
  }

  /** Holds when all hold; else the evidence of all that do not. */
  static CheckVerdict all(CheckVerdict... verdicts) {
    List<Evidence> evidence = new ArrayList<>();
    for (CheckVerdict verdict : verdicts) {
      if (verdict instanceof Violated violated) {
        evidence.addAll(violated.evidence());
      }
    }
    return of(evidence);
  }

  /** Whether the check holds. */
  default boolean holds() {
    return this instanceof Holds;
  }
}
