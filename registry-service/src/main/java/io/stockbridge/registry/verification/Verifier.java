package io.stockbridge.registry.verification;

import io.stockbridge.kit.json.Rfc3339;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetStatus;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.DeploymentStatus;
import io.stockbridge.registry.assets.Evidence;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.catalogue.KnownToken;
import io.stockbridge.registry.catalogue.Listing;
import io.stockbridge.registry.observation.ObservedToken;
import io.stockbridge.registry.resolution.Decision;
import io.stockbridge.registry.resolution.Fact;
import io.stockbridge.registry.resolution.FactCode;
import io.stockbridge.registry.resolution.Grounds;
import io.stockbridge.registry.resolution.Resolver;
import io.stockbridge.registry.verification.Verdict.Checksum;
import io.stockbridge.registry.verification.Verdict.Kind;
import io.stockbridge.registry.verification.Verdict.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what the token at an address is. Pure: same state, same grounds, same verdict. */
public final class Verifier {

  private final Catalogue catalogue;
  private final Grounds grounds;
  private final Resolver resolver;

  /** A verifier over one state. */
  public Verifier(Catalogue catalogue, Grounds grounds) {
    this.catalogue = catalogue;
    this.grounds = grounds;
    this.resolver = new Resolver(catalogue, grounds);
  }

  /**
   * The verdict about a CAIP-19 text. EVM addresses may have any case.
   *
   * @throws IllegalArgumentException when the text is no CAIP-19 name, or its address is one that
   *     the chain cannot have and that is not a known impostor's
   */
  public Verdict verify(String caip19) {
    int slash = caip19.indexOf('/');
    int colon = caip19.indexOf(':', slash + 1);
    if (slash <= 0 || colon < 0) {
      throw new IllegalArgumentException("not a CAIP-19 asset id: chain/namespace:address");
    }
    return verify(caip19.substring(0, slash), caip19.substring(colon + 1));
  }

  /**
   * The verdict about an address on a chain.
   *
   * @param chain CAIP-2
   * @throws IllegalArgumentException as {@link #verify(String)}
   */
  public Verdict verify(String chain, String address) {
    Optional<KnownToken> token =
        Checksums.hasUpperCasePrefix(address) ? Optional.empty() : catalogue.token(chain, address);
    return token.isPresent() ? known(token.get(), address) : unknown(Caip2.of(chain), address);
  }

  private Verdict known(KnownToken token, String address) {
    Checksum checksum = Checksums.of(token, address);
    List<Fact> evidence = new ArrayList<>();
    if (checksum == Checksum.WRONG) {
      evidence.add(Fact.of(FactCode.WRONG_CHECKSUM, address));
    }
    for (Evidence source : token.evidence()) {
      evidence.add(Fact.of(FactCode.SOURCE, source.source(), source.notedOn().toString()));
    }
    Listing listing = token.listing();
    if (listing == null) {
      Deployment deployment = token.deployment();
      String caip19 = deployment.token().caip19();
      evidence.add(Fact.of(FactCode.PRETENDS, caip19, deployment.symbol()));
      return verdict(Reason.IMPOSTOR, token, null, checksum, evidence);
    }
    Decision decision = resolver.decisionOn(token.siblings(), token.chain());
    KnownToken canonical = decision.winner();
    String issuer = Objects.requireNonNull(token.issuer());
    evidence.add(Fact.of(FactCode.BELONGS_TO, listing.name(), issuer, listing.key()));
    Reason reason =
        canonical != null && canonical.isSame(token)
            ? null
            : token.isLive()
                ? reasonOfLive(token, decision)
                : reasonOf(token.deployment(), listing.asset(), evidence);
    addReading(token, evidence);
    if (reason == null || dependsOnPolicy(reason)) {
      evidence.addAll(decision.facts());
    }
    return verdict(reason, token, canonical, checksum, evidence);
  }

  private Verdict verdict(
      @Nullable Reason reason,
      KnownToken token,
      @Nullable KnownToken canonical,
      Checksum checksum,
      List<Fact> evidence) {
    Kind kind = reason == null ? Kind.CANONICAL : Kind.KNOWN_NOT_CANONICAL;
    String successor = reason == null ? null : token.successor();
    return new Verdict(
        kind, reason, token, canonical, successor, checksum, grounds.policy(), evidence);
  }

  /** Why a token that cannot be canonical is not. */
  private static Reason reasonOf(Deployment deployment, Asset asset, List<Fact> evidence) {
    String wrapped = deployment.form().wraps();
    if (wrapped != null) {
      evidence.add(Fact.of(FactCode.WRAPS, wrapped));
    }
    Integer generation = deployment.form().generation();
    if (generation != null) {
      evidence.add(Fact.of(FactCode.GENERATION, generation));
    }
    if (deployment.status() == DeploymentStatus.RETIRED
        || asset.content().status() == AssetStatus.RETIRED) {
      evidence.add(Fact.of(FactCode.RETIRED, deployment.token().caip19()));
      addSuccessor(deployment, evidence);
      return Reason.RETIRED;
    }
    if (deployment.status() == DeploymentStatus.LEGACY_WRAPPER) {
      addSuccessor(deployment, evidence);
      return Reason.LEGACY_WRAPPER;
    }
    return switch (deployment.form().role()) {
      case WRAPPER -> Reason.WRAPPER;
      case RECEIPT -> Reason.RECEIPT;
      case TOKEN -> {
        boolean whole = asset.content().status() == AssetStatus.PAUSED;
        String paused = whole ? asset.content().name() : deployment.token().caip19();
        evidence.add(Fact.of(FactCode.PAUSED, paused));
        yield Reason.PAUSED;
      }
    };
  }

  /** Why another token is canonical, or none. */
  private static Reason reasonOfLive(KnownToken token, Decision decision) {
    return switch (decision.rule()) {
      case TIE -> Reason.TIE;
      case NOT_ENOUGH_EVIDENCE -> Reason.NOT_ENOUGH_EVIDENCE;
      case EXCLUDED_BY_POLICY -> Reason.EXCLUDED_BY_POLICY;
      case OWN_BRIDGED_TOKEN,
          ONLY_EVIDENCED_TOKEN,
          ISSUER_PREFERENCE,
          MORE_SOURCES,
          LARGEST_SUPPLY,
          ONLY_TRANSFERABLE ->
          isOfSameIssuer(token, decision.winner()) ? Reason.OTHER_TOKEN : Reason.OTHER_ISSUER;
      case NONE_ON_CHAIN, CHAIN_NEEDED, AMBIGUOUS_SYMBOL, IMPOSTOR ->
          throw new IllegalStateException("a live token is on its chain: " + token);
    };
  }

  private static boolean isOfSameIssuer(KnownToken token, @Nullable KnownToken winner) {
    return winner != null && Objects.equals(token.issuer(), winner.issuer());
  }

  private static boolean dependsOnPolicy(Reason reason) {
    return switch (reason) {
      case OTHER_ISSUER, OTHER_TOKEN, EXCLUDED_BY_POLICY, TIE, NOT_ENOUGH_EVIDENCE -> true;
      case IMPOSTOR, RETIRED, WRAPPER, LEGACY_WRAPPER, RECEIPT, PAUSED -> false;
    };
  }

  private static void addSuccessor(Deployment deployment, List<Fact> evidence) {
    String successor = deployment.successor();
    evidence.add(
        successor == null
            ? Fact.of(FactCode.NO_SUCCESSOR, deployment.token().caip19())
            : Fact.of(FactCode.REPLACED_BY, successor));
  }

  private void addReading(KnownToken token, List<Fact> evidence) {
    ObservedToken seen = grounds.observed().of(token.deployment()).orElse(null);
    if (seen != null) {
      String readAt = Rfc3339.format(seen.observedAt());
      evidence.add(Fact.of(FactCode.OBSERVED, seen.position(), readAt));
    }
  }

  private Verdict unknown(Caip2 chain, String address) {
    Checksum checksum = Checksums.of(chain, address);
    List<Fact> evidence = new ArrayList<>();
    if (checksum == Checksum.WRONG) {
      evidence.add(Fact.of(FactCode.WRONG_CHECKSUM, address));
    }
    for (KnownToken elsewhere : catalogue.tokensAt(address)) {
      String caip19 = elsewhere.deployment().token().caip19();
      evidence.add(Fact.of(FactCode.SAME_ADDRESS_ELSEWHERE, caip19, chain.toString()));
    }
    return new Verdict(Kind.UNKNOWN, null, null, null, null, checksum, grounds.policy(), evidence);
  }
}
