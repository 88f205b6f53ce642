package io.stockbridge.registry.changes;

import io.stockbridge.protocol.state.EntryKind;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.AssetStatus;
import io.stockbridge.registry.assets.EntryContent;
import io.stockbridge.registry.assets.Impostor;
import io.stockbridge.registry.assets.MultiplierPlan;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.assets.UnderlyingStatus;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Derives the types of a change from the two versions beside it. Pure. */
public final class ChangeTypes {

  private ChangeTypes() {}

  /**
   * The types of the change from one version of an entry to another; none exactly when both are
   * equal.
   *
   * @param before null where the entry was not there
   * @param after null where it is no longer there
   */
  public static Set<ChangeType> between(
      @Nullable EntryContent before, @Nullable EntryContent after) {
    if (Objects.equals(before, after)) {
      return EnumSet.noneOf(ChangeType.class);
    }
    if (before == null) {
      return appeared(Objects.requireNonNull(after));
    }
    if (after == null) {
      return EnumSet.of(
          before.kind() == EntryKind.IMPOSTOR ? ChangeType.IMPOSTOR_CLEARED : ChangeType.RETIRED);
    }
    EnumSet<ChangeType> types = changed(before, after);
    return types.isEmpty() ? EnumSet.of(ChangeType.AMENDED) : types;
  }

  private static Set<ChangeType> appeared(EntryContent after) {
    return switch (after) {
      case Impostor impostor -> EnumSet.of(ChangeType.IMPOSTOR_FOUND);
      case Underlying underlying -> EnumSet.of(ChangeType.LISTED);
      case AssetContent asset -> {
        EnumSet<ChangeType> types = EnumSet.of(ChangeType.LISTED);
        if (asset.multiplierPlan().pending() != null) {
          types.add(ChangeType.MULTIPLIER_SCHEDULED);
        }
        yield types;
      }
    };
  }

  private static EnumSet<ChangeType> changed(EntryContent before, EntryContent after) {
    if (before instanceof Underlying old && after instanceof Underlying next) {
      return ofUnderlying(old, next);
    }
    if (before instanceof AssetContent old && after instanceof AssetContent next) {
      return ofAsset(old, next);
    }
    if (before instanceof Impostor old && after instanceof Impostor next) {
      return TokenChanges.ofToken(old.deployment(), next.deployment());
    }
    throw new IllegalArgumentException("versions of different kinds of entries");
  }

  private static EnumSet<ChangeType> ofUnderlying(Underlying old, Underlying next) {
    EnumSet<ChangeType> types = EnumSet.noneOf(ChangeType.class);
    if (!old.ticker().equals(next.ticker()) || !old.name().equals(next.name())) {
      types.add(ChangeType.RENAMED);
    }
    if (old.status() != next.status()) {
      if (next.status() == UnderlyingStatus.DELISTED) {
        types.add(ChangeType.DELISTED);
      } else if (next.status() == UnderlyingStatus.LISTED && old.status() != null) {
        types.add(ChangeType.LISTED);
      }
    }
    if (!Objects.equals(old.isin(), next.isin())
        || !Objects.equals(old.figi(), next.figi())
        || !Objects.equals(old.mic(), next.mic())) {
      types.add(ChangeType.AMENDED);
    }
    return types;
  }

  private static EnumSet<ChangeType> ofAsset(AssetContent old, AssetContent next) {
    EnumSet<ChangeType> types = TokenChanges.ofTokens(old.deployments(), next.deployments());
    if (!old.name().equals(next.name())
        || !old.symbol().equals(next.symbol())
        || !old.issuer().equals(next.issuer())) {
      types.add(ChangeType.RENAMED);
    }
    if (old.status() != next.status()) {
      types.add(ofStatus(next.status()));
    }
    if (!old.multiplier().equals(next.multiplier())
        || !old.actionEpoch().equals(next.actionEpoch())) {
      types.add(ChangeType.MULTIPLIER_EFFECTIVE);
    }
    ofPending(old, next, types);
    if (!old.underlying().equals(next.underlying())) {
      types.add(ChangeType.UNDERLYING_CHANGED);
    }
    if (!old.restrictions().equals(next.restrictions())
        || !Objects.equals(old.legalForm(), next.legalForm())
        || !Objects.equals(old.isin(), next.isin())) {
      types.add(ChangeType.AMENDED);
    }
    return types;
  }

  private static ChangeType ofStatus(AssetStatus next) {
    return switch (next) {
      case ACTIVE -> ChangeType.RESUMED;
      case PAUSED -> ChangeType.PAUSED;
      case RETIRED -> ChangeType.RETIRED;
    };
  }

  /** A scheduled multiplier that now holds is neither cancelled nor scheduled. */
  private static void ofPending(AssetContent old, AssetContent next, EnumSet<ChangeType> types) {
    MultiplierPlan.Pending before = old.multiplierPlan().pending();
    MultiplierPlan.Pending after = next.multiplierPlan().pending();
    if (Objects.equals(before, after)) {
      return;
    }
    if (after != null) {
      types.add(ChangeType.MULTIPLIER_SCHEDULED);
    } else if (before != null && !before.value().equals(next.multiplier())) {
      types.add(ChangeType.MULTIPLIER_CANCELLED);
    }
  }
}
