package io.stockbridge.attestation.snapshots;

import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.snapshot.CutPoint;
import io.stockbridge.protocol.snapshot.SigningHistory;
import io.stockbridge.protocol.snapshot.SigningHistory.SnapshotHead;
import io.stockbridge.protocol.snapshot.StatementRef;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the next signature must follow. The newest signed snapshot holds the greatest figures ever
 * signed, because each one had to follow the one before; the newest agreed one counts too.
 */
final class SnapshotHistory {
  private SnapshotHistory() {}

  static SigningHistory of(
      Optional<AgreedSnapshot> signed, Optional<AgreedSnapshot> agreed, String environment) {
    Map<DomainId, Long> heights = new HashMap<>();
    Map<String, Long> statements = new HashMap<>();
    Instant cutTime = Instant.EPOCH;
    List<AgreedSnapshot> known = Stream.concat(signed.stream(), agreed.stream()).toList();
    for (AgreedSnapshot each : known) {
      for (CutPoint point : each.contents().cut()) {
        heights.merge(point.domain(), point.height(), Math::max);
      }
      for (StatementRef statement : each.contents().statements()) {
        statements.merge(statement.custodian(), statement.sequence(), Math::max);
      }
      if (each.snapshot().cutTime().isAfter(cutTime)) {
        cutTime = each.snapshot().cutTime();
      }
    }
    return new SigningHistory(
        signed.map(each -> head(each, environment)),
        agreed.map(each -> head(each, environment)),
        cutTime,
        heights,
        statements);
  }

  private static SnapshotHead head(AgreedSnapshot snapshot, String environment) {
    return new SnapshotHead(snapshot.snapshot().epoch(), snapshot.digest(environment));
  }
}
