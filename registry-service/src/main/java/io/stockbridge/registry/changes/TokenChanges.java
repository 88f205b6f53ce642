package io.stockbridge.registry.changes;

import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.DeploymentStatus;
import io.stockbridge.registry.assets.TokenRole;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What differs between the tokens of two versions. */
final class TokenChanges {

  private TokenChanges() {}

  static EnumSet<ChangeType> ofTokens(List<Deployment> old, List<Deployment> next) {
    EnumSet<ChangeType> types = EnumSet.noneOf(ChangeType.class);
    Map<String, Deployment> before = new HashMap<>();
    old.forEach(token -> before.put(token.token().key(), token));
    for (Deployment token : next) {
      Deployment known = before.remove(token.token().key());
      types.addAll(known == null ? EnumSet.of(ofNew(token, old, next)) : ofToken(known, token));
    }
    if (!before.isEmpty()) {
      types.add(ChangeType.RETIRED);
    }
    return types;
  }

  /** A new token on a chain where one of its kind ended with this change took its place. */
  private static ChangeType ofNew(Deployment token, List<Deployment> old, List<Deployment> next) {
    TokenRole role = token.form().role();
    boolean replaces =
        old.stream()
            .filter(known -> known.status() == DeploymentStatus.ACTIVE)
            .filter(known -> known.form().role() == role)
            .filter(known -> known.token().chain().equals(token.token().chain()))
            .anyMatch(known -> !isActive(known, next));
    if (!replaces) {
      return ChangeType.LISTED;
    }
    return role == TokenRole.WRAPPER ? ChangeType.WRAPPER_REPLACED : ChangeType.REDEPLOYED;
  }

  private static boolean isActive(Deployment known, List<Deployment> next) {
    return next.stream()
        .anyMatch(
            token ->
                token.token().key().equals(known.token().key())
                    && token.status() == DeploymentStatus.ACTIVE);
  }

  static EnumSet<ChangeType> ofToken(Deployment old, Deployment next) {
    EnumSet<ChangeType> types = EnumSet.noneOf(ChangeType.class);
    if (old.equals(next)) {
      return types;
    }
    if (!old.symbol().equals(next.symbol())) {
      types.add(ChangeType.RENAMED);
    }
    if (old.status() != next.status()) {
      types.add(ofStatus(next.status()));
    }
    if (!old.evidence().equals(next.evidence())
        || old.independentSources() != next.independentSources()) {
      types.add(ChangeType.EVIDENCE_UPDATED);
    }
    if (!withoutWhatIsNamed(old, next).equals(next)) {
      types.add(ChangeType.AMENDED);
    }
    return types;
  }

  private static ChangeType ofStatus(DeploymentStatus next) {
    return switch (next) {
      case ACTIVE -> ChangeType.RESUMED;
      case PAUSED -> ChangeType.PAUSED;
      case RETIRED -> ChangeType.RETIRED;
      case LEGACY_WRAPPER -> ChangeType.WRAPPER_REPLACED;
      case IMPOSTOR -> ChangeType.IMPOSTOR_FOUND;
    };
  }

  /** The old token with those members of the new one that have a type of their own. */
  private static Deployment withoutWhatIsNamed(Deployment old, Deployment next) {
    return new Deployment(
        old.token(),
        next.symbol(),
        old.decimals(),
        old.form(),
        next.status(),
        next.status() == old.status() ? old.successor() : next.successor(),
        old.own(),
        next.independentSources(),
        next.evidence(),
        old.priceFeeds());
  }
}
