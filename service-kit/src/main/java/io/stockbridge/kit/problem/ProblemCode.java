package io.stockbridge.kit.problem;

/**
 * One kind of problem a caller can meet. Implemented by an enum per service: the constant's name is
 * the stable {@code code} on the wire.
 */
public interface ProblemCode {

  /** The wire code, upper snake case; never changes once published. */
  String name();

  /** The HTTP status, 400 to 599. */
  int status();

  /** The same short sentence for every occurrence. */
  String title();
}
