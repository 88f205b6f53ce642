package io.stockbridge.chains;

import io.stockbridge.protocol.identifiers.DomainId;
import java.util.List;

/**
 * Two independent nodes gave different answers to one question about finalized state. An alarm and
 * a refusal, never a failover: one of them lies or follows another fork.
 */
public final class SourceDisagreementException extends ChainException {
  private static final long serialVersionUID = 1L;

  private final List<String> answers;

  /**
   * The question and who answered what.
   *
   * @param answers one line per node: its address without credentials and its answer
   */
  public SourceDisagreementException(DomainId domain, String question, List<String> answers) {
    super(domain, question + ": nodes disagree: " + String.join(" | ", answers), null);
    this.answers = List.copyOf(answers);
  }

  /** One line per node: its address and its answer, shortened. */
  public List<String> answers() {
    return answers;
  }
}
