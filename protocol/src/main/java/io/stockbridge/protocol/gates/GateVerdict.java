package io.stockbridge.protocol.gates;

import java.time.Instant;
import java.util.Optional;

/** Whether an attester may sign a mint. */
public sealed interface GateVerdict {

  /** Every gate holds. */
  record Sign() implements GateVerdict {}

  /**
   * A gate does not hold.
   *
   * @param code the first gate that failed
   * @param detail what was found, for people
   * @param retryAt when asking again makes sense; empty when waiting alone does not help
   */
  record Refuse(RefusalCode code, String detail, Optional<Instant> retryAt)
      implements GateVerdict {}
}
