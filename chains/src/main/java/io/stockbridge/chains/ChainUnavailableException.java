package io.stockbridge.chains;

import io.stockbridge.protocol.identifiers.DomainId;
import org.jspecify.annotations.Nullable;

/**
 * Fewer nodes than the quorum answered in time. Passes by itself; the caller tries again later, on
 * its own schedule.
 */
public final class ChainUnavailableException extends ChainException {
  private static final long serialVersionUID = 1L;

  /** Which node or nodes, which method, and what happened. */
  public ChainUnavailableException(DomainId domain, String detail) {
    this(domain, detail, null);
  }

  /** Which node or nodes, which method, what happened, and the cause. */
  public ChainUnavailableException(DomainId domain, String detail, @Nullable Throwable cause) {
    super(domain, detail, cause);
  }
}
