package io.stockbridge.registry.resolution;

import io.stockbridge.kit.json.Rfc3339;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.UnitModel;
import io.stockbridge.registry.catalogue.KnownToken;
import io.stockbridge.registry.observation.ObservedToken;
import io.stockbridge.registry.observation.ObservedTokens;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What tokens are judged by: a policy, what was seen on chains, and a time.
 *
 * @param policy the version of the policy
 * @param observed readings of chains
 * @param at the time as of which readings are fresh or not
 */
public record Grounds(ResolutionPolicy policy, ObservedTokens observed, Instant at) {

  /** How far the clock of whoever read the chain may be ahead. */
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

  /** Grounds without readings of chains. */
  public static Grounds without(ResolutionPolicy policy) {
    return new Grounds(policy, deployment -> Optional.empty(), Instant.EPOCH);
  }

  /** The same with other readings of chains. */
  public Grounds seeing(ObservedTokens readings) {
    return new Grounds(policy, readings, at);
  }

  /** Whether a token has what the policy requires. */
  enum Standing {
    MEETS,
    NOT_KNOWN,
    LACKS
  }

  /** The worst standing over all requirements. */
  Standing standing(KnownToken token) {
    Standing worst = sources(token);
    for (Criterion criterion : policy.required()) {
      Standing standing = standing(criterion, token);
      worst = standing.compareTo(worst) > 0 ? standing : worst;
    }
    return worst;
  }

  /** Whether a token has what one requirement asks for. */
  Standing standing(Criterion criterion, KnownToken token) {
    return switch (criterion) {
      case OWN_BRIDGED -> token.own() ? Standing.MEETS : Standing.LACKS;
      case ISSUER_PREFERENCE -> policy.lists(token.issuer()) ? Standing.MEETS : Standing.LACKS;
      case INDEPENDENT_SOURCES -> sources(token);
      case CIRCULATING_SUPPLY, TRANSFERABILITY -> {
        BigDecimal score = score(criterion, token);
        if (score == null) {
          yield Standing.NOT_KNOWN;
        }
        yield score.signum() > 0 ? Standing.MEETS : Standing.LACKS;
      }
    };
  }

  /** A number that is greater for the better token, null where it is not known. */
  @Nullable BigDecimal score(Criterion criterion, KnownToken token) {
    return switch (criterion) {
      case OWN_BRIDGED -> token.own() ? BigDecimal.ONE : BigDecimal.ZERO;
      case ISSUER_PREFERENCE -> BigDecimal.valueOf(-policy.rankOf(token.issuer()));
      case INDEPENDENT_SOURCES -> BigDecimal.valueOf(token.independentSources());
      case CIRCULATING_SUPPLY -> shares(token);
      case TRANSFERABILITY -> {
        ObservedToken seen = fresh(token);
        Boolean transferable = seen == null ? null : seen.transferable();
        if (transferable == null) {
          yield null;
        }
        yield transferable ? BigDecimal.ONE : BigDecimal.ZERO;
      }
    };
  }

  /** The reading of a token that counts, or null. */
  @Nullable ObservedToken fresh(KnownToken token) {
    ObservedToken seen = observed.of(token.deployment()).orElse(null);
    return seen != null
            && !seen.observedAt().isBefore(at.minus(policy.observationsFreshFor()))
            && !seen.observedAt().isAfter(at.plus(CLOCK_SKEW))
        ? seen
        : null;
  }

  /** Shares that a token stands for: raw supply in whole tokens, times its multiplier. */
  private @Nullable BigDecimal shares(KnownToken token) {
    ObservedToken seen = fresh(token);
    if (seen == null || seen.rawSupply() == null) {
      return null;
    }
    Integer decimals = seen.decimals() == null ? token.deployment().decimals() : seen.decimals();
    if (decimals == null) {
      return null;
    }
    BigDecimal tokens = new BigDecimal(seen.rawSupply(), decimals);
    Asset asset = token.asset();
    return asset == null || !isScaled(token.deployment().form().unitModel())
        ? tokens
        : tokens.multiply(new BigDecimal(asset.content().multiplier().toString()));
  }

  /** What a reading says of a criterion that is judged by readings. */
  Fact reading(Criterion criterion, KnownToken token) {
    String caip19 = token.deployment().token().caip19();
    ObservedToken seen = fresh(token);
    BigDecimal score = score(criterion, token);
    if (seen == null || score == null) {
      return Fact.of(FactCode.NOT_OBSERVED, criterion.name(), caip19);
    }
    String readAt = Rfc3339.format(seen.observedAt());
    return criterion == Criterion.CIRCULATING_SUPPLY
        ? Fact.of(
            FactCode.CIRCULATING_SUPPLY,
            caip19,
            score.stripTrailingZeros().toPlainString(),
            seen.position(),
            readAt)
        : Fact.of(FactCode.TRANSFERABILITY, caip19, score.signum() > 0, seen.position(), readAt);
  }

  private Standing sources(KnownToken token) {
    return token.own() || token.independentSources() >= policy.minimumSources()
        ? Standing.MEETS
        : Standing.NOT_KNOWN;
  }

  /** Whether the raw amount is multiplied to give shares; other models carry shares as they are. */
  private static boolean isScaled(UnitModel model) {
    return switch (model) {
      case SCALED_UI, ERC8056 -> true;
      case PLAIN, REBASING, ERC4626_WRAPPER -> false;
    };
  }
}
