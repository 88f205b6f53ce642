package io.stockbridge.attestation.chainview;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stockbridge.chains.AssetSupply;
import io.stockbridge.chains.SupplyReading;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageCodec;
import io.stockbridge.protocol.message.MessageId;
import io.stockbridge.protocol.snapshot.CutPoint;
import io.stockbridge.protocol.snapshot.InFlightEntry;
import io.stockbridge.protocol.units.ShareAmount;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the replay adds up to at given heights. Sums start from the running totals and take back
 * what happened after the height, so they cost what is recent, not what is long ago.
 */
public final class SupplyQueries {

  /** A mint inside a cut without its burn inside it. */
  public record Orphan(MessageId messageId, Isin isin, ShareAmount amount) {}

  /** Issued and redeemed share units. */
  public record Totals(BigInteger issuedSu, BigInteger redeemedSu) {}

  private SupplyQueries() {}

  /** The asset's replayed supply on the chain at that height, in share units. */
  public static BigInteger supplyAt(Tx tx, DomainId domain, Isin isin, long height) {
    return tx.query(
            "select coalesce((select supply_su from ledger_total where domain = ?1 and isin = ?2),"
                + " 0) - coalesce((select sum(change_su) from chain_event where domain = ?1"
                + " and isin = ?2 and height > ?3), 0)",
            domain.value(),
            isin.value(),
            height)
        .getFirst()
        .bigInteger(0);
  }

  /**
   * Stores what a chain's state shows of its assets beside what the replay adds up to at the same
   * height: one statement for all of them, since it is done every other second.
   */
  static void compare(Tx tx, DomainId domain, SupplyReading reading, Instant now) {
    ArrayNode shown = JsonNodeFactory.instance.arrayNode();
    for (AssetSupply asset : reading.assets().values()) {
      shown
          .addObject()
          .put("isin", asset.isin().value())
          .put("su", asset.supply().toBigInteger())
          .put("epoch", asset.epoch().value())
          .put("halted", asset.halted() || reading.allHalted());
    }
    tx.update(
        "insert into supply_reading (domain, isin, height, state_su, replay_su, epoch, halted,"
            + " read_at, mismatch_since) select m.domain, a.isin, m.height, a.su, r.su, a.epoch,"
            + " a.halted, m.now, case when a.su = r.su then null else m.now end"
            + " from (select cast(?1 as bigint) as domain, cast(?2 as bigint) as height,"
            + " cast(?3 as timestamptz) as now) m, jsonb_to_recordset(cast(cast(?4 as text) as jsonb))"
            + " as a(isin text, su numeric, epoch bigint, halted boolean), lateral"
            + " (select coalesce((select supply_su from ledger_total t where t.domain = m.domain"
            + " and t.isin = a.isin), 0) - coalesce((select sum(change_su) from chain_event e"
            + " where e.domain = m.domain and e.isin = a.isin and e.height > m.height), 0) as su) r"
            + " on conflict (domain, isin) do update set height = excluded.height,"
            + " state_su = excluded.state_su, replay_su = excluded.replay_su,"
            + " epoch = excluded.epoch, halted = excluded.halted,"
            + " read_at = excluded.read_at, mismatch_since = case"
            + " when excluded.mismatch_since is null then null else"
            + " coalesce(supply_reading.mismatch_since, excluded.mismatch_since) end",
        domain.value(),
        reading.position().height(),
        now,
        shown.toString());
  }

  /** Issued and redeemed in total inside the cut, per asset. */
  public static Map<Isin, Totals> totals(Tx tx, Collection<CutPoint> cut) {
    Map<Isin, Totals> totals = new TreeMap<>();
    for (CutPoint point : cut) {
      tx.query(
              "select t.isin, t.issued_su - coalesce((select sum(amount_su) from message_flow f"
                  + " where f.mint_domain = ?1 and f.mint_height > ?2 and f.isin = t.isin"
                  + " and f.kind = 'ISSUE' and f.match_state = 'MATCHED'), 0),"
                  + " t.redeemed_su - coalesce((select sum(amount_su) from message_flow f"
                  + " where f.source_domain = ?1 and f.source_height > ?2 and f.isin = t.isin"
                  + " and f.kind = 'REDEEM'), 0) from ledger_total t where t.domain = ?1",
              point.domain().value(),
              point.height())
          .forEach(
              row ->
                  totals.merge(
                      Isin.of(row.text(0)),
                      new Totals(row.bigInteger(1), row.bigInteger(2)),
                      (a, b) ->
                          new Totals(
                              a.issuedSu().add(b.issuedSu()), a.redeemedSu().add(b.redeemedSu()))));
    }
    return totals;
  }

  /** Burned inside the cut and not minted inside it, unroutable burns included. */
  public static List<InFlightEntry> inFlight(Tx tx, Collection<CutPoint> cut) {
    List<InFlightEntry> open = new ArrayList<>();
    for (CutPoint source : cut) {
      tx.query(
              "select message_id, isin, amount_su, burned_at, message, mint_domain, mint_height"
                  + " from message_flow where source_domain = ?1 and source_height <= ?2"
                  + " and kind in ('TRANSFER', 'UNROUTABLE') and (mint_height is null"
                  + minted(cut, false)
                  + " or match_state = 'MISMATCH') order by message_id",
              source.domain().value(),
              source.height())
          .forEach(
              row ->
                  open.add(
                      new InFlightEntry(
                          MessageId.ofBytes(row.bytes(0)),
                          source.domain(),
                          // An unroutable burn has no destination: it goes back where it came from.
                          row.isNull(4)
                              ? source.domain()
                              : destination(MessageCodec.decode(row.bytes(4))),
                          Isin.of(row.text(1)),
                          ShareAmount.ofSu(row.bigInteger(2)),
                          row.time(3).truncatedTo(ChronoUnit.SECONDS))));
    }
    return open;
  }

  /** Minted inside the cut without a matching source inside it. */
  public static List<Orphan> orphans(Tx tx, Collection<CutPoint> cut) {
    List<Orphan> orphans = new ArrayList<>();
    StringBuilder outside = new StringBuilder();
    for (CutPoint source : cut) {
      outside
          .append(" or (source_domain = ")
          .append(source.domain().value())
          .append(" and source_height > ")
          .append(source.height())
          .append(')');
    }
    tx.query(
            "select message_id, mint_isin, mint_amount_su from message_flow"
                + " where (false"
                + minted(cut, true)
                + ") and (match_state in ('ORPHAN', 'MISMATCH')"
                + outside
                + ") order by message_id")
        .forEach(
            row ->
                orphans.add(
                    new Orphan(
                        MessageId.ofBytes(row.bytes(0)),
                        Isin.of(row.text(1)),
                        ShareAmount.ofSu(row.bigInteger(2)))));
    return orphans;
  }

  private static String minted(Collection<CutPoint> cut, boolean inside) {
    StringBuilder text = new StringBuilder();
    for (CutPoint point : cut) {
      // Numbers of validated types only: nothing that anyone could inject.
      text.append(" or (mint_domain = ")
          .append(point.domain().value())
          .append(inside ? " and mint_height <= " : " and mint_height > ")
          .append(point.height())
          .append(')');
    }
    return text.toString();
  }

  private static DomainId destination(Message message) {
    return message.destinationDomain();
  }

  /** The hash of the block that the replay has reached, and its height. */
  static CutPoint cutPoint(DomainId domain, long height, byte[] hash) {
    return new CutPoint(domain, height, Bytes32.ofBytes(hash));
  }
}
