package io.stockbridge.attestation.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.attestation.testing.TestNetwork;
import io.stockbridge.protocol.crypto.EvmSignature;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.message.MessageId;
import io.stockbridge.protocol.snapshot.CutPoint;
import io.stockbridge.protocol.snapshot.InFlightEntry;
import io.stockbridge.protocol.snapshot.SnapshotContents;
import io.stockbridge.protocol.snapshot.SupplySnapshot;
import io.stockbridge.protocol.units.ShareAmount;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AgreedSnapshotTest {
  private static final Instant CUT = Instant.ofEpochSecond(1_800_000_000L);

  private static AgreedSnapshot withInFlight(int count) {
    List<InFlightEntry> entries = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      entries.add(
          new InFlightEntry(
              MessageId.ofBytes(Bytes32.ofNumber(BigInteger.valueOf(i)).bytes()),
              DomainId.of(900),
              DomainId.of(412346),
              Isin.of("CH1436219187"),
              ShareAmount.ofSu(1),
              CUT));
    }
    SnapshotContents contents =
        new SnapshotContents(
            List.of(new CutPoint(DomainId.of(412346), 7, Bytes32.ofNumber(BigInteger.TEN))),
            List.of(),
            List.of(),
            entries);
    SupplySnapshot snapshot = contents.toSnapshot(5, CUT, CUT.plusSeconds(60), Bytes32.ZERO);
    Bytes32 digest = snapshot.digest("test");
    TreeMap<String, EvmSignature> signatures = new TreeMap<>();
    signatures.put("attester-1", TestNetwork.evm(1).sign(digest));
    signatures.put("attester-2", TestNetwork.evm(2).sign(digest));
    return new AgreedSnapshot(snapshot, contents, signatures);
  }

  @Test
  void aShortListTravelsWholeAndMustGiveTheRoot() {
    AgreedSnapshot whole = withInFlight(500);
    ObjectNode record = whole.toJson("test");

    assertThat(AgreedSnapshot.parse(record)).isEqualTo(whole);
    assertThat(AgreedSnapshot.parse(record).problem(TestNetwork.description())).isEmpty();
    record.withArray("inFlight").remove(0);
    record.put("inFlightCount", 499);
    assertThat(AgreedSnapshot.parse(record).problem(TestNetwork.description()))
        .hasValue("the contents do not give the signed roots");
  }

  @Test
  void aRecordStaysSmallWhateverIsInFlightAndIsStillBelievedByItsQuorum() {
    AgreedSnapshot whole = withInFlight(20_000);
    ObjectNode record = whole.toJson("test");

    assertThat(record.toString().getBytes(StandardCharsets.UTF_8).length).isLessThan(200_000);
    AgreedSnapshot heard = AgreedSnapshot.parse(record);
    assertThat(heard.isWhole()).isFalse();
    assertThat(heard.inFlightCount()).isEqualTo(20_000);
    assertThat(heard.contents().inFlight()).hasSize(500);
    assertThat(heard.problem(TestNetwork.description())).isEmpty();
    assertThat(AgreedSnapshot.parse(heard.toJson("test"))).isEqualTo(heard);
    ((ObjectNode) record.path("cut").get(0)).put("height", 8);
    assertThat(AgreedSnapshot.parse(record).problem(TestNetwork.description()))
        .hasValue("the contents do not give the signed roots");
  }

  @Test
  void whatIsStoredIsWholeAndServedPageByPage() {
    AgreedSnapshot whole = AgreedSnapshot.parse(withInFlight(1_200).toStored("test"));

    assertThat(whole).isEqualTo(withInFlight(1_200));
    assertThat(whole.inFlightPage(0).path("items")).hasSize(500);
    assertThat(whole.inFlightPage(0).path("next").asText()).isEqualTo("500");
    assertThat(whole.inFlightPage(1_000).path("items")).hasSize(200);
    assertThat(whole.inFlightPage(1_000).path("next").isNull()).isTrue();
    assertThat(whole.inFlightPage(5_000).path("items")).isEmpty();
    assertThat(whole.inFlightPage(0).path("count").asInt()).isEqualTo(1_200);
  }
}
