package io.stockbridge.attestation.chainview;

import io.stockbridge.kit.database.Row;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.custody.CustodyStatement;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageCodec;
import io.stockbridge.protocol.snapshot.CutPoint;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Breaches that a cut itself proves. A function of the events up to the cut's heights and of the
 * cut's statements, however much further an attester has replayed: so that all name the same.
 */
public final class CutFindings {
  private CutFindings() {}

  /**
   * Assets with a supply change inside the cut that nothing explains, with a mint inside it that
   * differs from its source inside it, or with two mints of one message inside it.
   *
   * @param statements the cut's statements: the sources of issues
   */
  public static Set<Isin> breached(
      Tx tx, Collection<CutPoint> cut, Collection<CustodyStatement> statements) {
    Set<Isin> found = new TreeSet<>();
    tx.query(
            "select distinct isin from chain_event where isin is not null"
                + " and kind in ('UNMATCHED_MINT', 'UNMATCHED_SUPPLY_CHANGE') and "
                + inside(cut, "domain", "height"))
        .forEach(row -> found.add(Isin.of(row.text(0))));
    tx.query(
            "select e.domain, e.isin, e.change_su, f.mint_recipient, f.source_domain,"
                + " f.source_height, coalesce(f.message, o.message), o.custodian,"
                + " o.settled_sequence, count(*) over (partition by e.message_id)"
                + " from message_flow f"
                + " join chain_event e on e.message_id = f.message_id and e.kind = 'MINTED'"
                + " left join lateral (select message, custodian, settled_sequence from custody_order"
                + " where message_id = f.message_id order by custodian limit 1) o on true"
                + " where f.match_state = 'MISMATCH' and "
                + inside(cut, "e.domain", "e.height"))
        .forEach(row -> addMismatch(found, row, cut, statements));
    return found;
  }

  private static void addMismatch(
      Set<Isin> found, Row row, Collection<CutPoint> cut, Collection<CustodyStatement> statements) {
    if (row.number(9) > 1) {
      found.add(Isin.of(row.text(1)));
    }
    if (row.isNull(6) || !sourceInside(row, cut, statements)) {
      return;
    }
    Message message = MessageCodec.decode(row.bytes(6));
    boolean differs =
        MessageFlows.difference(
                message,
                new MessageFlows.Mint(
                    DomainId.of(row.number(0)), row.text(1), row.bigInteger(2), row.bytes32(3)))
            .isPresent();
    if (differs) {
      found.add(Isin.of(row.text(1)));
      found.add(message.isin());
    }
  }

  private static boolean sourceInside(
      Row row, Collection<CutPoint> cut, Collection<CustodyStatement> statements) {
    if (!row.isNull(4)) {
      return cut.stream()
          .anyMatch(
              point -> point.domain().value() == row.number(4) && point.height() >= row.number(5));
    }
    return !row.isNull(8)
        && statements.stream()
            .anyMatch(
                statement ->
                    statement.custodian().equals(row.text(7))
                        && statement.sequence() >= row.number(8));
  }

  private static String inside(Collection<CutPoint> cut, String domain, String height) {
    StringBuilder text = new StringBuilder("(false");
    for (CutPoint point : cut) {
      // Numbers of validated types only: nothing that anyone could inject.
      text.append(" or (" + domain + " = ")
          .append(point.domain().value())
          .append(" and " + height + " <= ")
          .append(point.height())
          .append(')');
    }
    return text.append(')').toString();
  }
}
