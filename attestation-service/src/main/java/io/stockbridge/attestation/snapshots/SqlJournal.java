package io.stockbridge.attestation.snapshots;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.attestation.log.AttestationLog;
import io.stockbridge.attestation.network.OwnKeys;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.Row;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.crypto.EvmSignature;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.snapshot.SigningHistory;
import io.stockbridge.protocol.snapshot.SigningHistory.SnapshotHead;
import io.stockbridge.protocol.snapshot.SnapshotContents;
import io.stockbridge.protocol.snapshot.SnapshotSigningRules;
import io.stockbridge.protocol.snapshot.SupplySnapshot;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The journal in PostgreSQL. One lock orders everything that decides what may be signed next. */
@ApplicationScoped
public class SqlJournal implements AgreementJournal {
  private static final String TOPIC = "attestation.snapshots.v1";
  private static final int OPEN_LIMIT = 10;

  private final Database database;
  private final NetworkDescription network;
  private final OwnKeys keys;
  private final AgreedRows agreedRows;
  private final ObjectMapper json;
  private final Clock clock;

  SqlJournal(
      Database database,
      NetworkDescription network,
      OwnKeys keys,
      AttestationLog log,
      ObjectMapper json,
      Clock clock) {
    this.database = database;
    this.network = network;
    this.keys = keys;
    this.agreedRows = new AgreedRows(network, log, json, clock);
    this.json = json;
    this.clock = clock;
  }

  @Override
  public boolean isTaken(long epoch) {
    return database.inTransaction(
        tx ->
            tx.first(
                    "select 1 from cut_proposal where epoch = ?1"
                        + " union all select 1 from own_proposal where epoch = ?1",
                    epoch)
                .isPresent());
  }

  @Override
  public boolean propose(CutProposal proposal) {
    return database.inTransaction(
        tx -> {
          boolean first =
              tx.update(
                      "insert into own_proposal (epoch, proposed_at) values (?1, ?2)"
                          + " on conflict do nothing",
                      proposal.epoch(),
                      clock.instant())
                  == 1;
          if (first) {
            publish(tx, proposal.epoch(), "CutProposed", proposal.toJson(keys.log()));
          }
          return first;
        });
  }

  @Override
  public boolean bind(CutProposal proposal) {
    return database.inTransaction(
        tx ->
            tx.update(
                    "insert into cut_proposal (epoch, proposer, body, state, detail, received_at)"
                        + " values (?1, ?2, ?3, 'open', '', ?4) on conflict do nothing",
                    proposal.epoch(),
                    proposal.proposer(),
                    proposal.toJson().toString(),
                    clock.instant())
                == 1);
  }

  @Override
  public List<CutProposal> open() {
    return database.inTransaction(
        tx ->
            tx
                .query(
                    "select body from (select epoch, body from cut_proposal"
                        + " where state = 'open' order by epoch desc limit "
                        + OPEN_LIMIT
                        + ") newest order by epoch")
                .stream()
                .map(row -> CutProposal.parse(read(row.text(0))))
                .toList());
  }

  @Override
  public void abstain(long epoch, String reason) {
    database.change(
        tx ->
            tx.update(
                "update cut_proposal set state = 'abstained', detail = ?2"
                    + " where epoch = ?1 and state = 'open'",
                epoch,
                reason));
  }

  @Override
  public SnapshotSigningRules.Verdict claim(SupplySnapshot snapshot, SnapshotContents contents) {
    return database.inTransaction(
        tx -> {
          tx.lock("snapshots");
          Bytes32 digest = snapshot.digest(network.environment());
          SnapshotSigningRules.Verdict verdict =
              SnapshotSigningRules.decide(
                  history(tx), contents, snapshot, network.environment(), digest);
          if (verdict instanceof SnapshotSigningRules.Sign) {
            record(tx, snapshot, contents, digest);
          }
          return verdict;
        });
  }

  private void record(Tx tx, SupplySnapshot snapshot, SnapshotContents contents, Bytes32 digest) {
    AgreedSnapshot unsigned = new AgreedSnapshot(snapshot, contents, new TreeMap<>());
    tx.update(
        "insert into snapshot_signing (epoch, digest, content, recorded_at, published)"
            + " values (?1, ?2, ?3, ?4, false) on conflict do nothing",
        snapshot.epoch(),
        digest.bytes(),
        unsigned.toStored(network.environment()).toString(),
        clock.instant());
    tx.update("update cut_proposal set state = 'signed' where epoch = ?1", snapshot.epoch());
  }

  private SigningHistory history(Tx tx) {
    Optional<AgreedSnapshot> signed =
        tx.first("select content from snapshot_signing order by epoch desc limit 1")
            .map(row -> AgreedSnapshot.parse(read(row.text(0))));
    Optional<AgreedSnapshot> agreed =
        tx.first("select content from agreed_snapshot order by epoch desc limit 1")
            .map(row -> AgreedSnapshot.parse(read(row.text(0))));
    return SnapshotHistory.of(signed, agreed, network.environment());
  }

  @Override
  public List<Claimed> claimed() {
    return database.inTransaction(
        tx ->
            tx
                .query(
                    "select s.epoch, s.digest, s.content, s.published from snapshot_signing s"
                        + " where s.epoch > coalesce((select max(epoch) from agreed_snapshot), 0)"
                        + " or not s.published order by s.epoch desc limit "
                        + OPEN_LIMIT)
                .stream()
                .map(this::claimed)
                .toList());
  }

  private Claimed claimed(Row row) {
    AgreedSnapshot content = AgreedSnapshot.parse(read(row.text(2)));
    return new Claimed(
        row.number(0), row.bytes32(1), content.snapshot(), content.contents(), row.flag(3));
  }

  @Override
  public void publishSignature(long epoch, Bytes32 digest, EvmSignature signature) {
    database.change(
        tx -> {
          int changed =
              tx.update(
                  "update snapshot_signing set published = true"
                      + " where epoch = ?1 and digest = ?2 and not published",
                  epoch,
                  digest.bytes());
          if (changed == 1) {
            addSignature(tx, epoch, keys.id(), digest, signature);
            publish(tx, epoch, "SnapshotSigned", signed(epoch, digest, signature));
          }
        });
  }

  private ObjectNode signed(long epoch, Bytes32 digest, EvmSignature signature) {
    return json.createObjectNode()
        .put("epoch", epoch)
        .put("attester", keys.id())
        .put("digest", digest.toString())
        .put("signature", signature.toString());
  }

  @Override
  public boolean addSignature(long epoch, String attester, Bytes32 digest, EvmSignature signature) {
    return database.inTransaction(tx -> addSignature(tx, epoch, attester, digest, signature));
  }

  private static boolean addSignature(
      Tx tx, long epoch, String attester, Bytes32 digest, EvmSignature signature) {
    tx.update(
        "insert into snapshot_signature (epoch, attester, digest, signature)"
            + " values (?1, ?2, ?3, ?4) on conflict do nothing",
        epoch,
        attester,
        digest.bytes(),
        signature.toString());
    return tx.first(
            "select 1 from snapshot_signature"
                + " where epoch = ?1 and attester = ?2 and digest <> ?3",
            epoch,
            attester,
            digest.bytes())
        .isEmpty();
  }

  @Override
  public Map<String, EvmSignature> signatures(long epoch, Bytes32 digest) {
    Map<String, EvmSignature> signatures = new TreeMap<>();
    database
        .inTransaction(
            tx ->
                tx.query(
                    "select attester, signature from snapshot_signature"
                        + " where epoch = ?1 and digest = ?2",
                    epoch,
                    digest.bytes()))
        .forEach(row -> signatures.put(row.text(0), EvmSignature.of(row.text(1))));
    return signatures;
  }

  @Override
  public boolean agree(AgreedSnapshot agreed, boolean announced) {
    return database.inTransaction(
        tx -> {
          tx.lock("snapshots");
          return agreedRows.agree(tx, agreed, announced);
        });
  }

  @Override
  public void announce(long epoch) {
    database.change(
        tx -> {
          int changed =
              tx.update(
                  "update agreed_snapshot set announced = true"
                      + " where epoch = ?1 and not announced",
                  epoch);
          if (changed == 1) {
            tx.first("select content from agreed_snapshot where epoch = ?1", epoch)
                .map(row -> AgreedSnapshot.parse(read(row.text(0))))
                .ifPresent(
                    agreed ->
                        publish(tx, epoch, "SnapshotAgreed", agreed.toJson(network.environment())));
          }
        });
  }

  @Override
  public List<Long> unannounced() {
    return database.inTransaction(
        tx ->
            tx
                .query("select epoch from agreed_snapshot where not announced order by epoch")
                .stream()
                .map(row -> row.number(0))
                .toList());
  }

  @Override
  public Optional<SnapshotHead> newestAgreed() {
    return database.inTransaction(
        tx ->
            tx.first("select epoch, digest from agreed_snapshot order by epoch desc limit 1")
                .map(row -> new SnapshotHead(row.number(0), row.bytes32(1))));
  }

  private static void publish(Tx tx, long epoch, String type, JsonNode data) {
    tx.publish(TOPIC, Long.toString(epoch), type, data);
  }

  private JsonNode read(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored JSON is JSON", e);
    }
  }
}
