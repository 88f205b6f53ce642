package io.stockbridge.chains;

import io.stockbridge.protocol.identifiers.DomainId;
import org.jspecify.annotations.Nullable;

/**
 * A fault while reading or submitting: the chain's state is not known, so nothing may be signed.
 */
public abstract sealed class ChainException extends RuntimeException
    permits ChainUnavailableException,
        ChainAnswerException,
        SourceDisagreementException,
        ReorgBelowFinalityException,
        MissedLogException {
  private static final long serialVersionUID = 1L;

  private final DomainId domain;

  ChainException(DomainId domain, String detail, @Nullable Throwable cause) {
    super("domain " + domain + ": " + detail, cause);
    this.domain = domain;
  }

  /** The chain that was asked. */
  public DomainId domain() {
    return domain;
  }
}
