package io.stockbridge.registry.resolution;

import io.stockbridge.registry.catalogue.KnownToken;
import io.stockbridge.registry.resolution.Grounds.Standing;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among the live tokens of one stock on one chain. Tokens that have what the policy
 * requires contend; criterion by criterion those that are not the best drop out, until one is left.
 * A criterion that cannot be judged for each contender ends it without an answer: what comes after
 * it would be a guess.
 */
final class Chooser {

  private static final int MOST_NAMED = 5;

  private final Grounds grounds;

  Chooser(Grounds grounds) {
    this.grounds = grounds;
  }

  /** The decision; the order of {@code live} does not matter. */
  Decision decide(List<KnownToken> live, String chain) {
    if (live.isEmpty()) {
      return none(ResolutionRule.NONE_ON_CHAIN, List.of(Fact.of(FactCode.NO_LIVE_TOKEN, chain)));
    }
    List<KnownToken> contenders = contenders(live);
    return switch (contenders.size()) {
      case 0 -> nobody(live);
      case 1 -> alone(contenders.get(0));
      default -> narrow(contenders);
    };
  }

  /** Better tokens first; where the policy does not rank them, by their names. */
  Comparator<KnownToken> ranking() {
    return (a, b) -> {
      int order = grounds.standing(a).compareTo(grounds.standing(b));
      for (int i = 0; order == 0 && i < grounds.policy().order().size(); i++) {
        Criterion criterion = grounds.policy().order().get(i);
        order = compare(grounds.score(criterion, b), grounds.score(criterion, a));
      }
      return order == 0 ? a.deployment().token().compareTo(b.deployment().token()) : order;
    };
  }

  private List<KnownToken> contenders(List<KnownToken> live) {
    List<KnownToken> contenders = new ArrayList<>(live.size());
    for (KnownToken token : live) {
      if (grounds.standing(token) == Standing.MEETS) {
        contenders.add(token);
      }
    }
    return contenders;
  }

  private Decision alone(KnownToken token) {
    return token.own()
        ? new Decision(token, ResolutionRule.OWN_BRIDGED_TOKEN, List.of(ownFact(token)))
        : new Decision(token, ResolutionRule.ONLY_EVIDENCED_TOKEN, List.of(sourcesFact(token)));
  }

  private Decision narrow(List<KnownToken> all) {
    List<KnownToken> contenders = all;
    for (Criterion criterion : grounds.policy().order()) {
      List<KnownToken> unknown = unknown(criterion, contenders);
      if (!unknown.isEmpty()) {
        return none(ResolutionRule.NOT_ENOUGH_EVIDENCE, unobserved(criterion, unknown));
      }
      List<KnownToken> best = best(criterion, contenders);
      if (best.size() == 1) {
        KnownToken winner = best.get(0);
        List<Fact> facts = deciding(criterion, winner, runnerUp(contenders, winner));
        return new Decision(winner, ResolutionRule.of(criterion), facts);
      }
      contenders = best;
    }
    return none(ResolutionRule.TIE, List.of(Fact.of(FactCode.TIED, names(contenders))));
  }

  private List<KnownToken> unknown(Criterion criterion, List<KnownToken> contenders) {
    return switch (criterion) {
      case OWN_BRIDGED, ISSUER_PREFERENCE, INDEPENDENT_SOURCES -> List.of();
      case CIRCULATING_SUPPLY, TRANSFERABILITY ->
          contenders.stream().filter(token -> grounds.score(criterion, token) == null).toList();
    };
  }

  private List<KnownToken> best(Criterion criterion, List<KnownToken> contenders) {
    List<KnownToken> best = new ArrayList<>(contenders.size());
    BigDecimal highest = null;
    for (KnownToken token : contenders) {
      BigDecimal score = grounds.score(criterion, token);
      int order = compare(score, highest);
      if (order > 0) {
        best.clear();
        highest = score;
      }
      if (order >= 0) {
        best.add(token);
      }
    }
    return best;
  }

  private KnownToken runnerUp(List<KnownToken> contenders, KnownToken winner) {
    Comparator<KnownToken> ranking = ranking();
    KnownToken second = null;
    for (KnownToken token : contenders) {
      if (!token.isSame(winner) && (second == null || ranking.compare(token, second) < 0)) {
        second = token;
      }
    }
    return second == null ? winner : second;
  }

  private List<Fact> deciding(Criterion criterion, KnownToken winner, KnownToken second) {
    return switch (criterion) {
      case OWN_BRIDGED -> List.of(ownFact(winner));
      case ISSUER_PREFERENCE ->
          List.of(
              Fact.of(FactCode.PREFERRED_ISSUER, issuerOf(winner), issuerOf(second)),
              sourcesFact(winner));
      case INDEPENDENT_SOURCES -> List.of(sourcesFact(winner), sourcesFact(second));
      case CIRCULATING_SUPPLY, TRANSFERABILITY ->
          List.of(grounds.reading(criterion, winner), grounds.reading(criterion, second));
    };
  }

  /** No live token has what is required: each says what it has not, or what is not known of it. */
  private Decision nobody(List<KnownToken> live) {
    List<KnownToken> ranked = live.stream().sorted(ranking()).limit(MOST_NAMED).toList();
    boolean lacking = grounds.standing(ranked.get(0)) == Standing.LACKS;
    List<Fact> facts = new ArrayList<>();
    for (KnownToken token : ranked) {
      if (grounds.standing(Criterion.INDEPENDENT_SOURCES, token) != Standing.MEETS) {
        facts.add(sourcesFact(token));
      }
      for (Criterion criterion : grounds.policy().required()) {
        switch (grounds.standing(criterion, token)) {
          case LACKS -> facts.add(about(FactCode.EXCLUDED, criterion, token));
          case NOT_KNOWN -> facts.add(about(FactCode.NOT_OBSERVED, criterion, token));
          case MEETS -> {
            // nothing to say
          }
        }
      }
    }
    return none(
        lacking ? ResolutionRule.EXCLUDED_BY_POLICY : ResolutionRule.NOT_ENOUGH_EVIDENCE, facts);
  }

  private static List<Fact> unobserved(Criterion criterion, List<KnownToken> tokens) {
    return tokens.stream()
        .sorted(Comparator.comparing(token -> token.deployment().token()))
        .limit(MOST_NAMED)
        .map(token -> about(FactCode.NOT_OBSERVED, criterion, token))
        .toList();
  }

  private static Fact about(FactCode code, Criterion criterion, KnownToken token) {
    return Fact.of(code, criterion.name(), token.name());
  }

  private Fact sourcesFact(KnownToken token) {
    return Fact.of(
        FactCode.INDEPENDENT_SOURCES,
        token.name(),
        token.independentSources(),
        grounds.policy().minimumSources());
  }

  private static Fact ownFact(KnownToken token) {
    return Fact.of(FactCode.OWN_BRIDGED, token.name(), issuerOf(token));
  }

  private static List<String> names(List<KnownToken> tokens) {
    return tokens.stream()
        .sorted(Comparator.comparing(token -> token.deployment().token()))
        .limit(MOST_NAMED)
        .map(token -> token.deployment().token().caip19())
        .toList();
  }

  private static String issuerOf(KnownToken token) {
    String issuer = token.issuer();
    return issuer == null ? "nobody" : issuer;
  }

  /** Not known is less than anything. */
  private static int compare(@Nullable BigDecimal a, @Nullable BigDecimal b) {
    if (a == null || b == null) {
      return Boolean.compare(a != null, b != null);
    }
    return a.compareTo(b);
  }

  private static Decision none(ResolutionRule rule, List<Fact> facts) {
    return new Decision(null, rule, facts);
  }
}
