package io.stockbridge.registry.assets;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One token on one chain.
 *
 * @param token where it is
 * @param symbol what it calls itself; shared by genuine tokens and impostors, so never an identity
 * @param decimals decimals of the raw amount, null where not known
 * @param form what kind of contract it is
 * @param status what it is to its asset
 * @param successor CAIP-19 of the token that replaced it, or null
 * @param own whether this deployment of Stockbridge issued it and bridges it
 * @param independentSources how many sources that do not copy each other name the address
 * @param evidence the sources
 * @param priceFeeds contracts on the same chain that tell its price
 */
public record Deployment(
    TokenId token,
    String symbol,
    @Nullable Integer decimals,
    TokenForm form,
    DeploymentStatus status,
    @Nullable String successor,
    boolean own,
    int independentSources,
    List<Evidence> evidence,
    List<PriceFeed> priceFeeds) {

  /** Checks the ranges. */
  public Deployment {
    if (symbol.isBlank() || symbol.length() > 40) {
      throw new IllegalArgumentException("a symbol has 1 to 40 characters");
    }
    if (decimals != null && (decimals < 0 || decimals > 255)) {
      throw new IllegalArgumentException("decimals out of 0 to 255: " + decimals);
    }
    if (own && status == DeploymentStatus.IMPOSTOR) {
      throw new IllegalArgumentException("an own token is no impostor: " + token);
    }
    if (independentSources < 0) {
      throw new IllegalArgumentException("negative number of sources");
    }
    evidence = List.copyOf(evidence);
    priceFeeds = List.copyOf(priceFeeds);
  }

  /** A deployment with at most one price feed, whose basis is not known. */
  public Deployment(
      TokenId token,
      String symbol,
      @Nullable Integer decimals,
      TokenForm form,
      DeploymentStatus status,
      @Nullable String successor,
      boolean own,
      @Nullable String priceFeed,
      int independentSources,
      List<Evidence> evidence) {
    this(
        token,
        symbol,
        decimals,
        form,
        status,
        successor,
        own,
        independentSources,
        evidence,
        priceFeed == null ? List.of() : List.of(new PriceFeed(priceFeed, null)));
  }

  /** Address of the first price feed, or null. */
  public @Nullable String priceFeed() {
    return priceFeeds.isEmpty() ? null : priceFeeds.get(0).address();
  }

  /** The first day on which any source named it, or null without a source. */
  public @Nullable LocalDate firstSeen() {
    LocalDate first = null;
    for (Evidence source : evidence) {
      if (first == null || source.notedOn().isBefore(first)) {
        first = source.notedOn();
      }
    }
    return first;
  }

  /** Whether it is the instrument itself and in use. */
  public boolean isLiveToken() {
    return form.role() == TokenRole.TOKEN && status == DeploymentStatus.ACTIVE;
  }

  /** Whether it is the instrument itself and not over: one that is paused keeps its place. */
  public boolean isCanonicalToken() {
    return form.role() == TokenRole.TOKEN
        && (status == DeploymentStatus.ACTIVE || status == DeploymentStatus.PAUSED);
  }

  /** Whether {@code other} says the same about the token, whatever its evidence. */
  public boolean sameAs(Deployment other) {
    return token.equals(other.token)
        && symbol.equals(other.symbol)
        && Objects.equals(decimals, other.decimals)
        && form.equals(other.form)
        && status == other.status
        && own == other.own;
  }

  /** The same deployment, replaced by {@code successorCaip19}. */
  public Deployment retiredFor(String successorCaip19) {
    return new Deployment(
        token,
        symbol,
        decimals,
        form,
        DeploymentStatus.RETIRED,
        successorCaip19,
        own,
        independentSources,
        evidence,
        priceFeeds);
  }
}
