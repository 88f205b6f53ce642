package io.stockbridge.bridge.attesting.domain;

import java.time.Instant;
import java.util.List;

/** What the answers so far mean. */
public sealed interface Verdict {
  /** Enough signatures; EVM: at least the threshold, Solana: exactly the named signers'. */
  record Quorum(List<Answer> signed) implements Verdict {
    /** Copies the list. */
    public Quorum {
      signed = List.copyOf(signed);
    }
  }

  /** Nothing to do before {@code until}, unless an answer comes. */
  record Wait(Instant until) implements Verdict {}

  /**
   * So many refuse that a quorum is not possible.
   *
   * @param refusal the one to show
   * @param retryAt the first time at which enough of them may have changed their mind
   */
  record Refused(Refusal refusal, String who, Instant retryAt) implements Verdict {}

  /**
   * The question has to be asked again.
   *
   * @param willing attesters that agreed in this round, to be named first
   * @param silent who has not answered this round
   */
  record AskAgain(List<String> willing, List<String> silent, List<String> refused)
      implements Verdict {
    /** Copies the lists. */
    public AskAgain {
      willing = List.copyOf(willing);
      silent = List.copyOf(silent);
      refused = List.copyOf(refused);
    }
  }
}
