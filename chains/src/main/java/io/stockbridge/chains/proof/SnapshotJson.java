package io.stockbridge.chains.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.message.MessageId;
import io.stockbridge.protocol.snapshot.AssetLeaf;
import io.stockbridge.protocol.snapshot.AssetVerdict;
import io.stockbridge.protocol.snapshot.CutPoint;
import io.stockbridge.protocol.snapshot.DomainFigures;
import io.stockbridge.protocol.snapshot.InFlightEntry;
import io.stockbridge.protocol.snapshot.SnapshotContents;
import io.stockbridge.protocol.snapshot.StatementRef;
import io.stockbridge.protocol.snapshot.SupplySnapshot;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.CustodyShares;
import io.stockbridge.protocol.units.Multiplier;
import io.stockbridge.protocol.units.ShareAmount;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Snapshots and what stands behind them as JSON (docs/interfaces.md): amounts are decimal strings,
 * times unix seconds, bytes hex. Readers throw {@link IllegalArgumentException} naming the field.
 */
public final class SnapshotJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private SnapshotJson() {}

  /** The eight signed fields. */
  public static ObjectNode snapshot(SupplySnapshot snapshot) {
    return JSON.objectNode()
        .put("epoch", snapshot.epoch())
        .put("cutTime", snapshot.cutTime().getEpochSecond())
        .put("validUntil", snapshot.validUntil().getEpochSecond())
        .put("cutRoot", snapshot.cutRoot().toString())
        .put("assetsRoot", snapshot.assetsRoot().toString())
        .put("custodyRoot", snapshot.custodyRoot().toString())
        .put("inFlightRoot", snapshot.inFlightRoot().toString())
        .put("previous", snapshot.previous().toString());
  }

  /** Reads the eight signed fields. */
  public static SupplySnapshot snapshot(JsonNode node) {
    return new SupplySnapshot(
        Fields.number(node, "epoch"),
        Instant.ofEpochSecond(Fields.number(node, "cutTime")),
        Instant.ofEpochSecond(Fields.number(node, "validUntil")),
        Fields.value(node, "cutRoot", Bytes32::of),
        Fields.value(node, "assetsRoot", Bytes32::of),
        Fields.value(node, "custodyRoot", Bytes32::of),
        Fields.value(node, "inFlightRoot", Bytes32::of),
        Fields.value(node, "previous", Bytes32::of));
  }

  /** One asset. */
  public static ObjectNode leaf(AssetLeaf leaf) {
    ObjectNode node =
        JSON.objectNode()
            .put("isin", leaf.isin().value())
            .put("inFlightSu", leaf.inFlight().toString())
            .put("orphanSu", leaf.orphan().toString())
            .put("issuedSu", leaf.issued().toString())
            .put("redeemedSu", leaf.redeemed().toString())
            .put("custodySettled", leaf.custodySettled().toString())
            .put("custodyPendingIn", leaf.custodyPendingIn().toString())
            .put("custodyPendingOut", leaf.custodyPendingOut().toString())
            .put("multiplier", leaf.multiplier().toString())
            .put("actionEpoch", leaf.actionEpoch().value())
            .put("verdict", leaf.verdict().name().toLowerCase(Locale.ROOT));
    node.set("domains", array(leaf.domains(), SnapshotJson::figures));
    return node;
  }

  /** Reads one asset. */
  public static AssetLeaf leaf(JsonNode node) {
    return new AssetLeaf(
        Fields.value(node, "isin", Isin::of),
        Fields.value(node, "inFlightSu", ShareAmount::ofSu),
        Fields.value(node, "orphanSu", ShareAmount::ofSu),
        Fields.value(node, "issuedSu", ShareAmount::ofSu),
        Fields.value(node, "redeemedSu", ShareAmount::ofSu),
        Fields.value(node, "custodySettled", CustodyShares::of),
        Fields.value(node, "custodyPendingIn", CustodyShares::of),
        Fields.value(node, "custodyPendingOut", CustodyShares::of),
        Fields.value(node, "multiplier", Multiplier::of),
        ActionEpoch.of(Fields.number(node, "actionEpoch")),
        Fields.value(node, "verdict", text -> AssetVerdict.valueOf(text.toUpperCase(Locale.ROOT))),
        Fields.list(node, "domains", SnapshotJson::figures));
  }

  /** One chain's point. */
  public static ObjectNode cutPoint(CutPoint point) {
    return JSON.objectNode()
        .put("domain", point.domain().value())
        .put("height", point.height())
        .put("hash", point.hash().toString());
  }

  /** Reads one chain's point. */
  public static CutPoint cutPoint(JsonNode node) {
    return new CutPoint(
        DomainId.of(Fields.number(node, "domain")),
        Fields.number(node, "height"),
        Fields.value(node, "hash", Bytes32::of));
  }

  /** One custody statement. */
  public static ObjectNode statement(StatementRef statement) {
    return JSON.objectNode()
        .put("custodian", statement.custodian())
        .put("sequence", statement.sequence())
        .put("digest", statement.digest().toString());
  }

  /** Reads one custody statement. */
  public static StatementRef statement(JsonNode node) {
    return new StatementRef(
        Fields.text(node, "custodian"),
        Fields.number(node, "sequence"),
        Fields.value(node, "digest", Bytes32::of));
  }

  /** One message in flight. */
  public static ObjectNode inFlight(InFlightEntry entry) {
    return JSON.objectNode()
        .put("messageId", entry.messageId().toString())
        .put("sourceDomain", entry.sourceDomain().value())
        .put("destinationDomain", entry.destinationDomain().value())
        .put("isin", entry.isin().value())
        .put("amountSu", entry.amount().toString())
        .put("burnedAt", entry.burnedAt().getEpochSecond());
  }

  /** Reads one message in flight. */
  public static InFlightEntry inFlight(JsonNode node) {
    return new InFlightEntry(
        Fields.value(node, "messageId", MessageId::of),
        DomainId.of(Fields.number(node, "sourceDomain")),
        DomainId.of(Fields.number(node, "destinationDomain")),
        Fields.value(node, "isin", Isin::of),
        Fields.value(node, "amountSu", ShareAmount::ofSu),
        Instant.ofEpochSecond(Fields.number(node, "burnedAt")));
  }

  /** Most in-flight entries of a record: the broker takes no record of any size. */
  public static final int MAX_IN_FLIGHT_IN_RECORD = 500;

  /**
   * Puts the contents into a record: the whole in-flight list if it is short, else its first {@link
   * #MAX_IN_FLIGHT_IN_RECORD} entries; {@code inFlightCount} says how many there are.
   *
   * @param inFlightCount how many entries the signed root stands for
   */
  public static void record(ObjectNode into, SnapshotContents contents, int inFlightCount) {
    List<InFlightEntry> listed =
        contents.inFlight().stream().limit(MAX_IN_FLIGHT_IN_RECORD).toList();
    contents(
        into,
        new SnapshotContents(contents.cut(), contents.assets(), contents.statements(), listed));
    into.put("inFlightCount", inFlightCount);
  }

  /** How many entries the snapshot's in-flight root stands for. */
  public static int inFlightCount(JsonNode record) {
    int listed = record.path("inFlight").size();
    int count = record.path("inFlightCount").asInt(listed);
    if (count < listed) {
      throw new IllegalArgumentException("inFlightCount: " + count + " below " + listed);
    }
    return count;
  }

  /**
   * Whether the lists give the signed roots; of an in-flight list that is not whole nothing can be
   * said, so its root stands on the signatures alone.
   */
  public static boolean fits(SupplySnapshot signed, SnapshotContents contents, int inFlightCount) {
    SupplySnapshot own =
        contents.toSnapshot(
            signed.epoch(), signed.cutTime(), signed.validUntil(), signed.previous());
    boolean listFits =
        inFlightCount > contents.inFlight().size()
            || own.inFlightRoot().equals(signed.inFlightRoot());
    return listFits
        && own.cutRoot().equals(signed.cutRoot())
        && own.assetsRoot().equals(signed.assetsRoot())
        && own.custodyRoot().equals(signed.custodyRoot());
  }

  /** Puts {@code leaves}, {@code cut}, {@code statements} and {@code inFlight} into an object. */
  public static void contents(ObjectNode into, SnapshotContents contents) {
    into.set("leaves", array(contents.assets(), SnapshotJson::leaf));
    into.set("cut", array(contents.cut(), SnapshotJson::cutPoint));
    into.set("statements", array(contents.statements(), SnapshotJson::statement));
    into.set("inFlight", array(contents.inFlight(), SnapshotJson::inFlight));
  }

  /** Reads what {@link #contents(ObjectNode, SnapshotContents)} wrote. */
  public static SnapshotContents contents(JsonNode node) {
    return new SnapshotContents(
        Fields.list(node, "cut", SnapshotJson::cutPoint),
        Fields.list(node, "leaves", SnapshotJson::leaf),
        Fields.list(node, "statements", SnapshotJson::statement),
        Fields.list(node, "inFlight", SnapshotJson::inFlight));
  }

  /** A list. */
  public static <T> ArrayNode array(Collection<T> values, Function<T, ObjectNode> write) {
    ArrayNode array = JSON.arrayNode();
    values.forEach(value -> array.add(write.apply(value)));
    return array;
  }

  private static ObjectNode figures(DomainFigures figures) {
    return JSON.objectNode()
        .put("domain", figures.domain().value())
        .put("supplySu", figures.supply().toString())
        .put("height", figures.height())
        .put("blockHash", figures.blockHash().toString())
        .put("issueCapSu", figures.issueCap().toString());
  }

  private static DomainFigures figures(JsonNode node) {
    return new DomainFigures(
        DomainId.of(Fields.number(node, "domain")),
        Fields.value(node, "supplySu", ShareAmount::ofSu),
        Fields.number(node, "height"),
        Fields.value(node, "blockHash", Bytes32::of),
        Fields.value(node, "issueCapSu", ShareAmount::ofSu));
  }
}
