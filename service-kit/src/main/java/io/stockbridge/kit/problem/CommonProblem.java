package io.stockbridge.kit.problem;

/** Problems that every service has. */
public enum CommonProblem implements ProblemCode {
  /** The body is not JSON, or not of the expected shape. */
  MALFORMED_JSON(400, "The body is not the expected JSON"),
  /** One input has a value that is not allowed; {@code field} names it. */
  INVALID_FIELD(400, "An input is not valid"),
  /** The request is wrong in another way. */
  BAD_REQUEST(400, "The request cannot be understood"),
  /** No or no valid bearer token on a protected call. */
  UNAUTHENTICATED(401, "A valid bearer token is needed"),
  /** The token's subject lacks the role. */
  FORBIDDEN(403, "The role for this call is missing"),
  /** Nothing at this path. */
  NOT_FOUND(404, "There is nothing here"),
  /** The path exists, not with this method. */
  METHOD_NOT_ALLOWED(405, "This method is not offered here"),
  /** None of the accepted media types is offered. */
  NOT_ACCEPTABLE(406, "None of the accepted media types is offered"),
  /** The body is larger than allowed. */
  PAYLOAD_TOO_LARGE(413, "The body is too large"),
  /** The body's media type is not read here. */
  UNSUPPORTED_MEDIA_TYPE(415, "The body's media type is not supported"),
  /** A fault of ours; the detail carries the id under which it is logged. */
  INTERNAL(500, "The service failed"),
  /** A part that the service needs is away; try again after {@code Retry-After}. */
  UNAVAILABLE(503, "The service is not available for the moment");

  private final int status;
  private final String title;

  CommonProblem(int status, String title) {
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
