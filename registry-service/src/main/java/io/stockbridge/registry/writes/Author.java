package io.stockbridge.registry.writes;

import io.quarkus.security.identity.SecurityIdentity;
import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.registry.proposals.Approval;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Who stands for the present write in the history, and with what reason: its caller, or for an
 * approved proposal its proposer, with the approver in the reason.
 */
@Singleton
public class Author {

  private static final int MAX_REASON = 300;
  private static final int MAX_APPROVER = 80;

  private final SecurityIdentity identity;
  private final Approval approval;

  Author(SecurityIdentity identity, Approval approval) {
    this.identity = identity;
    this.approval = approval;
  }

  /** The subject that answers for the write. */
  public String subject() {
    return approval
        .proposal()
        .map(proposal -> proposal.proposer().subject())
        .orElseGet(() -> identity.getPrincipal().getName());
  }

  /**
   * The reason of the write.
   *
   * @param given by the caller, 1 to 300 characters, or null
   * @param otherwise what it is without one
   */
  public String reason(@Nullable String given, String otherwise) {
    String reason = given == null ? otherwise : requireReason(given);
    if (approval.proposal().isEmpty()) {
      return reason;
    }
    String by = " (approved by " + cut(identity.getPrincipal().getName(), MAX_APPROVER) + ")";
    return cut(reason, MAX_REASON - by.length()) + by;
  }

  /** A reason that has to be given. */
  public static String requireReason(@Nullable String given) {
    if (given == null
        || given.isBlank()
        || given.length() > MAX_REASON
        || given.indexOf('\u0000') >= 0) {
      throw ProblemException.inField(
          CommonProblem.INVALID_FIELD, "reason", "1 to " + MAX_REASON + " characters");
    }
    return given;
  }

  private static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = length - 1;
    // Half a surrogate pair is no text, and PostgreSQL refuses it.
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
