package io.stockbridge.bridge.attesting.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts answers. A pure function of question, answers and time. */
public final class Tally {
  private final Question question;
  private final Map<String, Answer> signed = new LinkedHashMap<>();
  private final Map<String, Answer> current = new LinkedHashMap<>();

  private Tally(Question question, Collection<Answer> answers) {
    this.question = question;
    for (String attester : question.attesters()) {
      answers.stream().filter(answer -> answer.attester().equals(attester)).forEach(this::count);
    }
  }

  /**
   * What {@code answers}, of this round and of earlier ones, mean at {@code now}. An EVM signature
   * counts in whatever round it was given; a Solana signature is of one transaction, so of one
   * round.
   */
  public static Verdict evaluate(Question question, Collection<Answer> answers, Instant now) {
    Tally tally = new Tally(question, answers);
    return question.namesSigners() ? tally.ofNamedSigners(now) : tally.ofAnySigners(now);
  }

  /** The next round's signers: the willing first, then the others in the order given. */
  public static List<String> chooseSigners(
      int threshold, List<String> attesters, List<String> preferred) {
    List<String> ranked = new ArrayList<>(preferred);
    ranked.retainAll(attesters);
    attesters.stream().filter(id -> !ranked.contains(id)).forEach(ranked::add);
    List<String> chosen = ranked.subList(0, threshold);
    return attesters.stream().filter(chosen::contains).toList();
  }

  private void count(Answer answer) {
    boolean ofThisRound = answer.round() == question.round();
    if (answer.outcome() == Answer.Outcome.SIGNED && (ofThisRound || !question.namesSigners())) {
      signed.put(answer.attester(), answer);
    }
    if (ofThisRound) {
      current.put(answer.attester(), answer);
    }
  }

  private Verdict ofAnySigners(Instant now) {
    if (signed.size() >= question.threshold()) {
      return new Verdict.Quorum(List.copyOf(signed.values()));
    }
    return refusedByTooMany(now)
        .orElseGet(
            () ->
                now.isBefore(question.deadline())
                    ? new Verdict.Wait(question.deadline())
                    : askAgain());
  }

  private Verdict ofNamedSigners(Instant now) {
    List<Answer> needed =
        question.signers().stream().map(signed::get).filter(a -> a != null).toList();
    boolean replayAgreed = needed.stream().anyMatch(a -> a.replaySignature().isPresent());
    if (needed.size() == question.threshold() && replayAgreed) {
      return new Verdict.Quorum(needed);
    }
    return refusedByTooMany(now).orElseGet(() -> changeSignersOrWait(now));
  }

  private Verdict changeSignersOrWait(Instant now) {
    if (!now.isBefore(question.deadline())) {
      return askAgain();
    }
    boolean othersCan = willing().size() >= question.threshold();
    boolean oneRefused = question.signers().stream().anyMatch(id -> hasRefused(id));
    Instant graceEnd = question.askedAt().plus(question.grace());
    if (othersCan && (oneRefused || !now.isBefore(graceEnd))) {
      return askAgain();
    }
    boolean beforeGrace = now.isBefore(graceEnd) && graceEnd.isBefore(question.deadline());
    return new Verdict.Wait(beforeGrace ? graceEnd : question.deadline());
  }

  private Optional<Verdict> refusedByTooMany(Instant now) {
    List<Answer> refusing =
        current.values().stream()
            .filter(a -> !a.isWilling() && !signed.containsKey(a.attester()))
            .toList();
    int spare = question.attesters().size() - question.threshold();
    if (refusing.size() <= spare) {
      return Optional.empty();
    }
    // A quorum is possible again once this many of them have changed their mind.
    int needed = refusing.size() - spare;
    List<Instant> retries =
        refusing.stream()
            .flatMap(a -> a.refusal().stream())
            .map(refusal -> refusal.retryAt().orElse(now.plus(question.refusalPause())))
            .sorted(Comparator.naturalOrder())
            .toList();
    Instant retryAt = retries.get(needed - 1);
    Refusal shown = refusing.getFirst().refusal().orElseThrow();
    String who = String.join(", ", refusing.stream().map(Answer::attester).toList());
    return Optional.of(new Verdict.Refused(shown, who, retryAt));
  }

  private Verdict askAgain() {
    return new Verdict.AskAgain(
        willing(),
        question.attesters().stream()
            .filter(id -> !current.containsKey(id) && !signed.containsKey(id))
            .toList(),
        question.attesters().stream().filter(this::hasRefused).toList());
  }

  private List<String> willing() {
    return current.values().stream().filter(Answer::isWilling).map(Answer::attester).toList();
  }

  private boolean hasRefused(String attester) {
    Answer answer = current.get(attester);
    return answer != null && !answer.isWilling() && !signed.containsKey(attester);
  }
}
