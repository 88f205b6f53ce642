package io.stockbridge.chains.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.chains.SignerKey;
import io.stockbridge.protocol.crypto.Ed25519Key;
import io.stockbridge.protocol.crypto.Sha256;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AssetRecordTest {
  private static final DomainId ARBITRUM = DomainId.of(412346);
  private static final DomainId BASE = DomainId.of(84538453);
  private static final String OLD = "0x00000000000000000000000000000000000000c1";
  private static final String NEW = "0x00000000000000000000000000000000000000c2";
  private static final Ed25519Key REGISTRAR = key("registrar");
  private static final SignerKey PINNED = new SignerKey("registrar-local", REGISTRAR.publicKey());

  private static Ed25519Key key(String name) {
    return Ed25519Key.ofSeed(Bytes32.ofBytes(Sha256.hash(name.getBytes(StandardCharsets.UTF_8))));
  }

  private static String deployment(DomainId domain, String address, String status) {
    return """
        {"domain":%s,"caip19":"eip155:%s/erc20:%s","address":"%s","decimals":18,"status":"%s"}"""
        .formatted(domain, domain, address, address, status);
  }

  private static String record(String... deployments) {
    return """
        {"schema":1,"isin":"CH1436219187","version":3,"symbol":"AAPLx","name":"Apple xStock",\
        "status":"active","multiplier":"1.5","actionEpoch":2,"deployments":[%s]}"""
        .formatted(String.join(",", deployments));
  }

  private static ObjectNode signed(String record, Ed25519Key key) {
    byte[] signature = key.sign(record.getBytes(StandardCharsets.UTF_8));
    return new ObjectMapper()
        .createObjectNode()
        .put("record", record)
        .put("keyId", PINNED.id())
        .put("signature", Base64.getEncoder().encodeToString(signature));
  }

  @Test
  void aReplacedTokenGivesWayToItsSuccessor() {
    AssetRecord asset =
        AssetRecord.parse(
            record(deployment(ARBITRUM, NEW, "active"), deployment(ARBITRUM, OLD, "retired")));

    assertThat(asset.token(ARBITRUM)).contains(UniversalAddress.parse(ARBITRUM, NEW));
    assertThat(asset.on(ARBITRUM).map(AssetRecord.Deployment::address)).contains(NEW);
    assertThat(asset.token(BASE)).isEmpty();
    assertThat(asset.multiplier()).hasToString("1.5");
  }

  @Test
  void aTokenThatIsOnlyRetiredStillCountsAndMayNotBeUsed() {
    AssetRecord asset = AssetRecord.parse(record(deployment(BASE, OLD, "retired")));

    assertThat(asset.token(BASE)).contains(UniversalAddress.parse(BASE, OLD));
    assertThat(asset.on(BASE)).isEmpty();
    assertThat(asset.onChains(Set.of(ARBITRUM)).deployments()).isEmpty();
  }

  @Test
  void refusesTwoActiveTokensOnOneChainAndFieldsThatAreWrong() {
    String twice = record(deployment(BASE, OLD, "active"), deployment(BASE, NEW, "active"));
    assertThatThrownBy(() -> AssetRecord.parse(twice)).hasMessageContaining("two active tokens");
    assertThatThrownBy(() -> AssetRecord.parse(record().replace("\"version\":3", "\"version\":0")))
        .hasMessageContaining("version");
    assertThatThrownBy(() -> AssetRecord.parse(record().replace("1436219187", "1436219188")))
        .hasMessageStartingWith("isin: ");
    assertThatThrownBy(
            () -> AssetRecord.parse(record().replace("\"schema\":1", "\"schema\":1,\"schema\":1")))
        .hasMessageContaining("not JSON");
  }

  @Test
  void takesARecordOnlyWithThePinnedRegistrarsSignature() {
    String text = record(deployment(BASE, NEW, "active"));

    assertThat(SignedAssetRecord.read(signed(text, REGISTRAR), PINNED).asset())
        .isEqualTo(AssetRecord.parse(text));
    assertThatThrownBy(() -> SignedAssetRecord.read(signed(text, key("other")), PINNED))
        .hasMessage("signature: not the pinned registrar's");
    ObjectNode changed = signed(text, REGISTRAR).put("record", text.replace("AAPLx", "AAPLy"));
    assertThatThrownBy(() -> SignedAssetRecord.read(changed, PINNED))
        .hasMessage("signature: not the pinned registrar's");
    ObjectNode unnamed = signed(text, REGISTRAR).put("keyId", "registrar-other");
    assertThatThrownBy(() -> SignedAssetRecord.read(unnamed, PINNED)).hasMessageContaining("keyId");
  }
}
