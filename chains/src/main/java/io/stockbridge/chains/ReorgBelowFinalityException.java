package io.stockbridge.chains;

import io.stockbridge.protocol.identifiers.DomainId;

/**
 * A position that was final is no longer on the chain: the node follows another chain, or finality
 * broke. Needs a person; the cursor must not be moved.
 */
public final class ReorgBelowFinalityException extends ChainException {
  private static final long serialVersionUID = 1L;

  /** What was final and what stands there now. */
  public ReorgBelowFinalityException(DomainId domain, String detail) {
    super(domain, detail, null);
  }
}
