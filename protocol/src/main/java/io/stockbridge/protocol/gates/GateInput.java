package io.stockbridge.protocol.gates;

import io.stockbridge.protocol.identity.CheckVerdict;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageId;
import io.stockbridge.protocol.units.ActionEpoch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything the gates look at, gathered by the attester itself and from nobody else.
 *
 * @param message what is to be minted
 * @param source the source event as independent nodes see it
 * @param health the accounting checks of the asset
 * @param route halts and canonicity
 * @param actions corporate actions
 * @param recipient facts about who receives
 * @param budget the attester's own limit
 * @param history what happened to this event before
 */
public record GateInput(
    Message message,
    Source source,
    Health health,
    Route route,
    Actions actions,
    Recipient recipient,
    Budget budget,
    History history) {

  /**
   * The source event.
   *
   * @param answers one per independent node
   * @param quorum how many must say the same
   */
  public record Source(List<SourceAnswer> answers, int quorum) {
    /** Copies the answers and checks the quorum. */
    public Source {
      answers = List.copyOf(answers);
      if (quorum < 1) {
        throw new IllegalArgumentException("quorum of sources below 1: " + quorum);
      }
    }
  }

  /**
   * The accounting identity of the asset (protocol §5).
   *
   * @param stateIsReplay check 1
   * @param mintsHaveMessages check 2, joined with the ledger adding up ({@link CheckVerdict#all})
   * @param backed check 3
   * @param observedAt the age of the oldest datum the checks used
   * @param maxAge how old data may be
   */
  public record Health(
      CheckVerdict stateIsReplay,
      CheckVerdict mintsHaveMessages,
      CheckVerdict backed,
      Instant observedAt,
      Duration maxAge) {}

  /**
   * Halts and canonicity.
   *
   * @param halt why the asset or the route is halted, if it is
   * @param canonicalToken whether the destination's token is the canonical one
   * @param tokenDetail which token was looked at
   */
  public record Route(Optional<String> halt, boolean canonicalToken, String tokenDetail) {}

  /**
   * Corporate actions.
   *
   * @param atSource the epoch the source shows now
   * @param atDestination the epoch the destination shows now
   * @param freeze the window around a scheduled or running action, if there is one
   */
  public record Actions(
      ActionEpoch atSource, ActionEpoch atDestination, Optional<FreezeWindow> freeze) {}

  /**
   * A time in which nothing of an asset is minted.
   *
   * @param from first instant
   * @param until first instant after
   */
  public record FreezeWindow(Instant from, Instant until) {
    /** Checks the order. */
    public FreezeWindow {
      if (!until.isAfter(from)) {
        throw new IllegalArgumentException("window from " + from + " until " + until);
      }
    }

    boolean contains(Instant time) {
      return !time.isBefore(from) && time.isBefore(until);
    }
  }

  /**
   * Facts about who receives.
   *
   * @param problem why the recipient cannot receive, if so: blocked, no possible owner, or a token,
   *     gateway or program
   */
  public record Recipient(Optional<String> problem) {}

  /**
   * The attester's own limit for the asset.
   *
   * @param limit how much per window
   * @param spends what was signed before, this event's own earlier signature not counted
   */
  public record Budget(AttesterBudget limit, List<AttesterBudget.Spend> spends) {
    /** Copies the spends. */
    public Budget {
      spends = List.copyOf(spends);
    }
  }

  /**
   * What happened to this event before.
   *
   * @param done how it ended at the destination, if it did
   * @param signed what this attester signed for the event, if anything
   */
  public record History(Optional<Ending> done, Optional<MessageId> signed) {}

  /** How an event ended at the destination. */
  public enum Ending {
    /** The shares were minted. */
    MINTED,
    /** The mint was ruled out. */
    CANCELLED
  }
}
