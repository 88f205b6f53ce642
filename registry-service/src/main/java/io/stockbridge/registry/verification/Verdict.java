package io.stockbridge.registry.verification;

import io.stockbridge.registry.catalogue.KnownToken;
import io.stockbridge.registry.resolution.Fact;
import io.stockbridge.registry.resolution.ResolutionPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a token is.
 *
 * @param kind the verdict
 * @param reason why it is known but not canonical, else null
 * @param token the token, null when unknown
 * @param canonical the canonical token for the same stock and chain, null when there is none
 * @param successor CAIP-19 of what replaced it, or null
 * @param checksum what the case of an EVM address says
 * @param policy the version of the policy that judged
 * @param evidence what the verdict stands on
 */
public record Verdict(
    Kind kind,
    @Nullable Reason reason,
    @Nullable KnownToken token,
    @Nullable KnownToken canonical,
    @Nullable String successor,
    Checksum checksum,
    ResolutionPolicy policy,
    List<Fact> evidence) {

  /** Copies the evidence. */
  public Verdict {
    evidence = List.copyOf(evidence);
  }

  /** The three verdicts. */
  public enum Kind {
    /** The one token to use for its stock on its chain. */
    CANONICAL,
    /** Known, and not the one to use; the reason says why. */
    KNOWN_NOT_CANONICAL,
    /** Not in the registry: nothing is claimed about it. */
    UNKNOWN
  }

  /** Why a known token is not the one to use. */
  public enum Reason {
    /** It only pretends. */
    IMPOSTOR,
    /** Replaced or ended. */
    RETIRED,
    /** A vault share around the token. */
    WRAPPER,
    /** A wrapper of an earlier generation. */
    LEGACY_WRAPPER,
    /** A receipt beside the token. */
    RECEIPT,
    /** Stopped for now. */
    PAUSED,
    /** Genuine, but the policy prefers another issuer's. */
    OTHER_ISSUER,
    /** Genuine, but the policy prefers another token of its issuer. */
    OTHER_TOKEN,
    /** Genuine, but neither it nor another has what the policy requires. */
    EXCLUDED_BY_POLICY,
    /** Several genuine tokens, and the policy does not rank them. */
    TIE,
    /** Fewer sources name it than the policy asks for, or no reading says what it asks for. */
    NOT_ENOUGH_EVIDENCE
  }

  /** What the case of the letters of an EVM address says (EIP-55). */
  public enum Checksum {
    /** Mixed case and right. */
    VALID,
    /** One case only: no checksum. */
    ABSENT,
    /** Mixed case and wrong: likely a typing or copying error. */
    WRONG,
    /** Not an EVM address. */
    NOT_APPLICABLE
  }
}
