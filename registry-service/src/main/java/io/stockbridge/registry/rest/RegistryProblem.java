package io.stockbridge.registry.rest;

import io.stockbridge.kit.problem.ProblemCode;

/** Problems of the registry. */
public enum RegistryProblem implements ProblemCode {
  /** No asset has this ISIN or key. */
  UNKNOWN_ASSET(404, "No such asset"),
  /** Nothing that is known has this name. */
  UNKNOWN_UNDERLYING(404, "Nothing known has this name"),
  /** The chain is not one of /v1/chains. */
  UNKNOWN_CHAIN(404, "No such chain"),
  /** No policy has this name and version. */
  UNKNOWN_POLICY(404, "No such policy"),
  /** More items than one call can have. */
  TOO_MANY_ITEMS(413, "Too many items in one call"),
  /** The policy contradicts itself. */
  INVALID_POLICY(422, "The policy cannot be recorded like this"),
  /** No canonical token of the chain can be listed, and the schema knows no empty list. */
  NO_TOKEN_LIST(404, "No list of this chain"),
  /** No token is known at this address. */
  UNKNOWN_TOKEN(404, "No such token"),
  /** The token pretends to be another and is no coin of its own. */
  IMPOSTOR_TOKEN(404, "This token is an impostor"),
  /** More jobs in one call than allowed. */
  TOO_MANY_JOBS(413, "Too many jobs in one call"),
  /** The text is no CAIP-19 name of a token. */
  INVALID_TOKEN(400, "Not a token's CAIP-19 name"),
  /** The query has a parameter that this path does not have, or one twice. */
  UNKNOWN_PARAMETER(400, "Not a parameter of this path"),
  /** The client asks more often than it may; {@code Retry-After} says when to come back. */
  RATE_LIMITED(429, "Too many requests"),
  /** No chain was read for this token. */
  NOT_OBSERVED(404, "The chain of this token is not read here"),
  /** The cursor is not one of ours. */
  INVALID_CURSOR(400, "Not a cursor of this list"),
  /** The asset's content contradicts itself or what is stored. */
  INVALID_ASSET(422, "The asset cannot be recorded like this"),
  /** The change ends more than a share of what is live; it has to be confirmed. */
  MASS_REMOVAL(422, "The change would end too much"),
  /** A known deployment is left out. */
  DEPLOYMENT_MISSING(422, "A known deployment is left out"),
  /** The same idempotency key, while its first request is under way; try again. */
  IDEMPOTENCY_KEY_IN_USE(409, "A request with this key is under way"),
  /** The idempotency key named another request. */
  IDEMPOTENCY_KEY_REUSED(422, "The key belongs to another request"),
  /** A change of what is known needs If-Match. */
  PRECONDITION_REQUIRED(428, "If-Match with the ETag of GET is needed"),
  /** It has changed meanwhile. */
  VERSION_CONFLICT(412, "It has changed meanwhile");

  private final int status;
  private final String title;

  RegistryProblem(int status, String title) {
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
