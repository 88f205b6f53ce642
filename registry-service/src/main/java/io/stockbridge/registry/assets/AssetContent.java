package io.stockbridge.registry.assets;

import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.state.EntryKind;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.Multiplier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An issuer's instrument on an underlying, without version: what two versions are compared by.
 *
 * @param key the ISIN where there is one, else {@code issuer:symbol}
 * @param isin the instrument's own ISIN, never the underlying's
 * @param issuer who issues it
 * @param symbol the issuer's symbol
 * @param name the issuer's name of it
 * @param legalForm for instance {@code tracker certificate}, or null
 * @param status whether it lives
 * @param underlying what it stands for
 * @param multiplier shares per token
 * @param actionEpoch grows by one at each corporate action
 * @param deployments its tokens, wrappers and receipts, in the order of their CAIP-19 names
 * @param restrictions limits on who may hold it and how it moves
 * @param multiplierPlan what the multiplier was and will be
 */
public record AssetContent(
    String key,
    @Nullable Isin isin,
    String issuer,
    String symbol,
    String name,
    @Nullable String legalForm,
    AssetStatus status,
    Underlying underlying,
    Multiplier multiplier,
    ActionEpoch actionEpoch,
    List<Deployment> deployments,
    List<Restriction> restrictions,
    MultiplierPlan multiplierPlan)
    implements EntryContent {

  /** Checks the parts against each other. */
  public AssetContent {
    if (isin != null && !key.equals(isin.value())) {
      throw new IllegalArgumentException("the key of an asset with an ISIN is the ISIN");
    }
    if (isin != null && isin.equals(underlying.isin())) {
      throw new IllegalArgumentException("an asset's ISIN is not its underlying's: " + isin);
    }
    if (issuer.isBlank() || symbol.isBlank() || name.isBlank()) {
      throw new IllegalArgumentException("an asset has an issuer, a symbol and a name");
    }
    MultiplierPlan.Pending pending = multiplierPlan.pending();
    if (pending != null && pending.value().equals(multiplier)) {
      throw new IllegalArgumentException("the pending multiplier is the present one");
    }
    restrictions = List.copyOf(restrictions);
    deployments = deployments.stream().sorted((a, b) -> a.token().compareTo(b.token())).toList();
    checkDeployments(deployments);
  }

  /** An asset without restrictions, whose multiplier has neither past nor future. */
  public AssetContent(
      String key,
      @Nullable Isin isin,
      String issuer,
      String symbol,
      String name,
      @Nullable String legalForm,
      AssetStatus status,
      Underlying underlying,
      Multiplier multiplier,
      ActionEpoch actionEpoch,
      List<Deployment> deployments) {
    this(
        key,
        isin,
        issuer,
        symbol,
        name,
        legalForm,
        status,
        underlying,
        multiplier,
        actionEpoch,
        deployments,
        List.of(),
        MultiplierPlan.NONE);
  }

  @Override
  public EntryKind kind() {
    return EntryKind.INSTRUMENT;
  }

  private static void checkDeployments(List<Deployment> deployments) {
    Set<String> tokens = new HashSet<>();
    Set<String> ownChains = new HashSet<>();
    for (Deployment deployment : deployments) {
      if (deployment.status() == DeploymentStatus.IMPOSTOR) {
        throw new IllegalArgumentException("an impostor is no deployment of an asset");
      }
      if (!tokens.add(deployment.token().key())) {
        throw new IllegalArgumentException("token named twice: " + deployment.token());
      }
      if (deployment.own()
          && deployment.isLiveToken()
          && !ownChains.add(deployment.token().chain().toString())) {
        throw new IllegalArgumentException(
            "two own active tokens on one chain: " + deployment.token().chain());
      }
    }
  }

  /** Whether this deployment of Stockbridge bridges it. */
  public boolean isOwn() {
    return deployments.stream().anyMatch(Deployment::own);
  }

  /** The deployment of the token, if it is one of this asset's. */
  public Optional<Deployment> deploymentOf(TokenId token) {
    return deployments.stream().filter(d -> d.token().key().equals(token.key())).findFirst();
  }

  /** The wrappers among its deployments that hold the token, of the newest generation first. */
  public List<Deployment> wrappersOf(TokenId token) {
    List<Deployment> wrappers = new ArrayList<>(0);
    for (Deployment deployment : deployments) {
      String wraps = deployment.form().wraps();
      if (wraps != null && wraps.equals(token.caip19())) {
        wrappers.add(deployment);
      }
    }
    if (wrappers.size() > 1) {
      wrappers.sort(Comparator.comparingInt(AssetContent::generation).reversed());
    }
    return wrappers;
  }

  private static int generation(Deployment wrapper) {
    Integer generation = wrapper.form().generation();
    return generation == null ? 0 : generation;
  }

  /** The same asset on the underlying as it is stored. */
  public AssetContent withUnderlying(Underlying stored) {
    return new AssetContent(
        key,
        isin,
        issuer,
        symbol,
        name,
        legalForm,
        status,
        stored,
        multiplier,
        actionEpoch,
        deployments,
        restrictions,
        multiplierPlan);
  }

  /** The same asset under other names. */
  public AssetContent named(String otherIssuer, String otherSymbol, String otherName) {
    return new AssetContent(
        key,
        isin,
        otherIssuer,
        otherSymbol,
        otherName,
        legalForm,
        status,
        underlying,
        multiplier,
        actionEpoch,
        deployments,
        restrictions,
        multiplierPlan);
  }

  /** The same asset with that legal form where none is known. */
  public AssetContent withLegalForm(@Nullable String form) {
    return new AssetContent(
        key,
        isin,
        issuer,
        symbol,
        name,
        legalForm == null ? form : legalForm,
        status,
        underlying,
        multiplier,
        actionEpoch,
        deployments,
        restrictions,
        multiplierPlan);
  }

  /** The same asset with that multiplier, in that epoch. */
  public AssetContent withMultiplier(Multiplier value, ActionEpoch epoch, MultiplierPlan plan) {
    return new AssetContent(
        key,
        isin,
        issuer,
        symbol,
        name,
        legalForm,
        status,
        underlying,
        value,
        epoch,
        deployments,
        restrictions,
        plan);
  }

  /** The same asset with other deployments. */
  public AssetContent withDeployments(List<Deployment> others) {
    return new AssetContent(
        key,
        isin,
        issuer,
        symbol,
        name,
        legalForm,
        status,
        underlying,
        multiplier,
        actionEpoch,
        others,
        restrictions,
        multiplierPlan);
  }

  /**
   * The asset with own deployments as {@code wanted}: an own token at another address of the same
   * chain is retired in its favour, deployments of others stay as they are.
   */
  public AssetContent withOwnDeployments(List<Deployment> wanted) {
    List<Deployment> result = new ArrayList<>();
    wanted.forEach(
        next -> result.add(deploymentOf(next.token()).filter(next::sameAs).orElse(next)));
    for (Deployment present : deployments) {
      if (wanted.stream().noneMatch(w -> w.token().key().equals(present.token().key()))) {
        result.add(replacementOf(present, wanted).map(present::retiredFor).orElse(present));
      }
    }
    return withDeployments(result);
  }

  private static Optional<String> replacementOf(Deployment present, List<Deployment> wanted) {
    return present.own() && present.isLiveToken()
        ? wanted.stream()
            .map(Deployment::token)
            .filter(token -> token.chain().equals(present.token().chain()))
            .map(TokenId::caip19)
            .findFirst()
        : Optional.empty();
  }
}
