package io.stockbridge.attestation;

import io.stockbridge.kit.problem.ProblemCode;

/** Problems of this service's own; the names are the wire codes. */
public enum AttestationProblem implements ProblemCode {
  /** The statement's custodian is not in the pinned network description. */
  UNKNOWN_CUSTODIAN(403, "The custodian is not a pinned one"),
  /** The signature is not the pinned custodian's over exactly these bytes. */
  INVALID_SIGNATURE(403, "The signature does not verify"),
  /** The statement's bytes are more than this service takes; nothing else of it was looked at. */
  STATEMENT_TOO_LARGE(413, "The custody statement is too large"),
  /** The payload is not a valid statement; {@code field} names the place. */
  INVALID_STATEMENT(400, "The custody statement is not valid"),
  /** A newer statement of the custodian is known. */
  STALE_STATEMENT(409, "A newer statement is known"),
  /** The statement contradicts an earlier one; {@code rule} names how. */
  STATEMENT_CONFLICT(409, "The statement contradicts an earlier one"),
  /** No asset record with that ISIN is known. */
  ASSET_UNKNOWN(404, "The asset is not known"),
  /** No snapshot of that epoch was agreed. */
  SNAPSHOT_UNKNOWN(404, "There is no such snapshot"),
  /** The snapshot's leaves and lists were deleted by age. */
  SNAPSHOT_PRUNED(410, "The snapshot's lists are not kept any more"),
  /** This attester heard of the snapshot without its whole list. */
  LIST_NOT_HELD(503, "The whole list is not held here"),
  /** Nothing was asked or answered for that message. */
  ATTESTATION_UNKNOWN(404, "There is no answer for this message"),
  /** The snapshot is agreed and its log entry is not in a signed checkpoint yet. */
  PROOF_NOT_READY(503, "The proof is not complete yet"),
  /** Nothing is halted in that scope by that origin. */
  HALT_UNKNOWN(404, "There is no such halt"),
  /** A breach is cleared only while all checks hold on data newer than the breach. */
  CHECKS_DO_NOT_HOLD(409, "The checks do not hold"),
  /** No checkpoint was signed yet. */
  CHECKPOINT_UNKNOWN(404, "There is no checkpoint yet");

  private final int status;
  private final String title;

  AttestationProblem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
