package io.stockbridge.protocol.gates;

import io.stockbridge.protocol.gates.GateVerdict.Refuse;
import io.stockbridge.protocol.message.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The first gate: enough independent nodes show this very message, emitted by the pinned emitter,
 * at finality. A node that is silent is not counted; nodes that contradict each other are an alarm,
 * never a reason to believe the other.
 */
final class SourceGate {
  private SourceGate() {}

  static Optional<Refuse> check(Message message, GateInput.Source source, Instant now) {
    List<SourceAnswer.Emitted> emitted = only(source, SourceAnswer.Emitted.class);
    int absent = only(source, SourceAnswer.Absent.class).size();
    long contents = emitted.stream().map(SourceAnswer.Emitted::message).distinct().count();
    boolean anyFinal = emitted.stream().anyMatch(SourceAnswer.Emitted::isFinal);
    // Before finality a node may honestly not have the block yet; after it there is no excuse.
    if (contents > 1 || (absent > 0 && anyFinal)) {
      return Gates.refuse(
          RefusalCode.SOURCE_DISAGREEMENT,
          emitted.size() + " nodes show " + contents + " contents, " + absent + " show nothing");
    }
    if (contents == 1 && !emitted.getFirst().message().equals(message)) {
      return Gates.refuse(
          RefusalCode.UNVERIFIED_SOURCE,
          "the source emitted " + emitted.getFirst().message().messageId());
    }
    long atFinality = emitted.stream().filter(SourceAnswer.Emitted::isFinal).count();
    if (atFinality >= source.quorum()) {
      return Optional.empty();
    }
    if (emitted.isEmpty()) {
      return Gates.refuse(
          RefusalCode.UNVERIFIED_SOURCE,
          absent + " of " + source.answers().size() + " nodes answer, and show no such event",
          now.plus(Gates.RETRY));
    }
    return emitted.size() > atFinality
        ? Gates.refuse(
            RefusalCode.NOT_FINAL,
            "final at " + atFinality + " of " + source.quorum() + " nodes",
            now.plus(Gates.RETRY))
        : Gates.refuse(
            RefusalCode.UNVERIFIED_SOURCE,
            "shown by " + atFinality + " of " + source.quorum() + " nodes",
            now.plus(Gates.RETRY));
  }

  private static <T extends SourceAnswer> List<T> only(GateInput.Source source, Class<T> type) {
    return source.answers().stream().filter(type::isInstance).map(type::cast).toList();
  }
}
