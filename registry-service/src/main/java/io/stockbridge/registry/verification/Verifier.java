package io.stockbridge.registry.verification;

import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetStatus;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.DeploymentStatus;
import io.stockbridge.registry.assets.Evidence;
import io.stockbridge.registry.assets.TokenId;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.catalogue.KnownToken;
import io.stockbridge.registry.resolution.Resolution;
import io.stockbridge.registry.resolution.ResolutionPolicy;
import io.stockbridge.registry.resolution.ResolutionRule;
import io.stockbridge.registry.resolution.Resolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what the token at an address is. Pure: same state, same verdict. */
public final class Verifier {

  private static final int HEX_DIGITS = 40;

  private final Catalogue catalogue;
  private final Resolver resolver;

  /** A verifier over one state. */
  public Verifier(Catalogue catalogue, ResolutionPolicy policy) {
    this.catalogue = catalogue;
    this.resolver = new Resolver(catalogue, policy);
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
    Caip2 chain = Caip2.of(caip19.substring(0, slash));
    String address = caip19.substring(colon + 1);
    Optional<KnownToken> token = catalogue.token(TokenId.keyOf(chain.toString(), address));
    if (token.isEmpty()) {
      checkForm(chain, address);
    }
    Verdict.Checksum checksum = checksumOf(chain, address);
    List<String> evidence = new ArrayList<>();
    if (checksum == Verdict.Checksum.WRONG) {
      evidence.add("the address has a wrong EIP-55 checksum; compare every character");
    }
    return token
        .map(known -> known(known, checksum, evidence))
        .orElseGet(() -> unknown(chain, address, checksum, evidence));
  }

  private Verdict known(KnownToken token, Verdict.Checksum checksum, List<String> evidence) {
    Deployment deployment = token.deployment();
    for (Evidence source : deployment.evidence()) {
      evidence.add("source: " + source.source() + " (" + source.notedOn() + ")");
    }
    Asset asset = token.asset();
    if (asset == null) {
      evidence.add("calls itself " + deployment.symbol() + " and is of none of its issuers");
      return notCanonical(Verdict.Reason.IMPOSTOR, token, null, checksum, evidence);
    }
    Resolution resolution =
        resolver
            .resolve(asset.content().underlying().ticker(), deployment.token().chain())
            .orElseThrow(() -> new IllegalStateException("a known token has a known underlying"));
    KnownToken canonical = resolution.canonical().orElse(null);
    boolean same =
        canonical != null && canonical.deployment().token().key().equals(deployment.token().key());
    if (same) {
      evidence.addAll(resolution.facts());
      return new Verdict(Verdict.Kind.CANONICAL, null, token, canonical, null, checksum, evidence);
    }
    Verdict.Reason reason = reasonOf(deployment, asset, resolution.rule(), evidence);
    return notCanonical(reason, token, canonical, checksum, evidence);
  }

  private static Verdict notCanonical(
      Verdict.Reason reason,
      KnownToken token,
      @Nullable KnownToken canonical,
      Verdict.Checksum checksum,
      List<String> evidence) {
    return new Verdict(
        Verdict.Kind.KNOWN_NOT_CANONICAL,
        reason,
        token,
        canonical,
        token.deployment().successor(),
        checksum,
        evidence);
  }

  private static Verdict.Reason reasonOf(
      Deployment deployment, Asset asset, ResolutionRule rule, List<String> evidence) {
    evidence.add("belongs to " + asset.content().name() + " by " + asset.content().issuer());
    if (deployment.status() == DeploymentStatus.LEGACY_WRAPPER) {
      return Verdict.Reason.LEGACY_WRAPPER;
    }
    return switch (deployment.form().role()) {
      case WRAPPER -> {
        evidence.add("wraps " + deployment.form().wraps());
        yield Verdict.Reason.WRAPPER;
      }
      case RECEIPT -> Verdict.Reason.RECEIPT;
      case TOKEN -> reasonOfToken(deployment, asset, rule, evidence);
    };
  }

  private static Verdict.Reason reasonOfToken(
      Deployment deployment, Asset asset, ResolutionRule rule, List<String> evidence) {
    if (deployment.status() == DeploymentStatus.RETIRED
        || asset.content().status() == AssetStatus.RETIRED) {
      evidence.add("retired" + successorText(deployment));
      return Verdict.Reason.RETIRED;
    }
    if (!deployment.isLiveToken() || asset.content().status() == AssetStatus.PAUSED) {
      return Verdict.Reason.PAUSED;
    }
    return switch (rule) {
      case TIE -> Verdict.Reason.TIE;
      case NOT_ENOUGH_EVIDENCE -> Verdict.Reason.NOT_ENOUGH_EVIDENCE;
      case OWN_BRIDGED_TOKEN,
          ONLY_EVIDENCED_TOKEN,
          ISSUER_PREFERENCE,
          NONE_ON_CHAIN,
          CHAIN_NEEDED,
          AMBIGUOUS_SYMBOL,
          IMPOSTOR ->
          Verdict.Reason.OTHER_ISSUER;
    };
  }

  private static String successorText(Deployment deployment) {
    String successor = deployment.successor();
    return successor == null ? ", no successor is known" : ", replaced by " + successor;
  }

  private Verdict unknown(
      Caip2 chain, String address, Verdict.Checksum checksum, List<String> evidence) {
    for (KnownToken elsewhere : catalogue.tokensAt(address)) {
      evidence.add(
          "the same address is known as "
              + elsewhere.deployment().token()
              + "; that says nothing about "
              + chain);
    }
    return new Verdict(Verdict.Kind.UNKNOWN, null, null, null, null, checksum, evidence);
  }

  private static void checkForm(Caip2 chain, String address) {
    if (chain.isEvm()) {
      EvmAddress.of(address.toLowerCase(Locale.ROOT));
    } else if (chain.isSolana()) {
      SolanaAddress.of(address);
    }
  }

  private static Verdict.Checksum checksumOf(Caip2 chain, String address) {
    if (!chain.isEvm() || address.length() != HEX_DIGITS + 2) {
      return Verdict.Checksum.NOT_APPLICABLE;
    }
    String digits = address.substring(2);
    if (digits.equals(digits.toLowerCase(Locale.ROOT))
        || digits.equals(digits.toUpperCase(Locale.ROOT))) {
      return Verdict.Checksum.ABSENT;
    }
    String right = EvmAddress.of(address.toLowerCase(Locale.ROOT)).toString();
    return right.equals(address) ? Verdict.Checksum.VALID : Verdict.Checksum.WRONG;
  }
}
