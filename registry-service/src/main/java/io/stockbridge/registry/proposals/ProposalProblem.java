package io.stockbridge.registry.proposals;

import io.stockbridge.kit.problem.ProblemCode;

/** Problems of proposals. */
public enum ProposalProblem implements ProblemCode {
  /** No proposal has this id. */
  UNKNOWN_PROPOSAL(404, "No such proposal"),
  /** Who proposed it cannot decide about it, and nobody else can withdraw it. */
  OWN_PROPOSAL(403, "Another registrar has to do this"),
  /** It was approved, rejected, withdrawn or found stale before. */
  PROPOSAL_DECIDED(409, "The proposal is decided"),
  /** Its time is over; propose it again. */
  PROPOSAL_EXPIRED(409, "The proposal has expired"),
  /** What it would change has changed meanwhile; propose it again. */
  PROPOSAL_STALE(409, "The proposal is about an older version"),
  /** So many wait already that nobody would read another one. */
  TOO_MANY_PROPOSALS(409, "Too many proposals are pending");

  private final int status;
  private final String title;

  ProposalProblem(int status, String title) {
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
