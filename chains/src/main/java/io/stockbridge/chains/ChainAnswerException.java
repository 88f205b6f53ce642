package io.stockbridge.chains;

import io.stockbridge.protocol.identifiers.DomainId;
import org.jspecify.annotations.Nullable;

/** A node's answer is not what the method promises: garbage, truncated, contradictory or forged. */
public final class ChainAnswerException extends ChainException {
  private static final long serialVersionUID = 1L;

  /** Which node, which method, and what was wrong with the answer. */
  public ChainAnswerException(DomainId domain, String detail) {
    this(domain, detail, null);
  }

  /** Which node, which method, what was wrong with the answer, and the cause. */
  public ChainAnswerException(DomainId domain, String detail, @Nullable Throwable cause) {
    super(domain, detail, cause);
  }
}
