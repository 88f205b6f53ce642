package io.stockbridge.chains;

/** How settled the state is that a question is about. */
public enum Finality {
  /** Cannot be undone. What decisions rest on. */
  FINALIZED,
  /** The newest the node knows; may be undone. For progress only. */
  LATEST
}
