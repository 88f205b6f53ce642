package io.stockbridge.registry.policies;

import io.stockbridge.registry.resolution.ResolutionPolicy;
import java.time.Instant;

/**
 * A version of a policy as it was recorded.
 *
 * @param policy the rules
 * @param inForceFrom from when it judges, until the next version does
 * @param recordedAt when it was recorded
 * @param subject who recorded it
 * @param reason why
 * @param proof the registrar's signature over the whole
 */
public record PolicyVersion(
    ResolutionPolicy policy,
    Instant inForceFrom,
    Instant recordedAt,
    String subject,
    String reason,
    Proof proof) {

  /** Longest reason. */
  public static final int MAX_REASON = 300;

  /** RFC 8785 JSON of the version and the registrar's Ed25519 signature over its UTF-8 bytes. */
  public record Proof(String record, String signature, String keyId) {}

  /** Checks the reason. */
  public PolicyVersion {
    if (reason.isBlank() || reason.length() > MAX_REASON) {
      throw new IllegalArgumentException("a reason has 1 to 300 characters");
    }
  }
}
