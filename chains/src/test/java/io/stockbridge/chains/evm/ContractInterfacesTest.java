package io.stockbridge.chains.evm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.EvmCall;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.message.SourceRef;
import io.stockbridge.protocol.units.ShareAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Bytes12;
import org.web3j.abi.datatypes.generated.Uint32;
import org.web3j.abi.datatypes.generated.Uint64;

/** What Java calls and decodes is what the compiled contracts have. */
class ContractInterfacesTest {
  private static final EvmAddress ANY = EvmAddress.of("0x00000000000000000000000000000000000000aa");

  @Test
  void everyErrorOfTheContractsIsKnown() {
    Set<String> unknown = new TreeSet<>();
    for (String contract :
        List.of("BridgeGateway", "SnapshotOracle", "StockToken", "CanonicalRegistry")) {
      for (JsonNode item : EvmDeployment.artifact(contract).path("abi")) {
        boolean ours = item.path("type").asText().equals("error");
        if (ours && !ContractErrors.knows(ContractFunction.topic(signature(item)))) {
          unknown.add(contract + "." + signature(item));
        }
      }
    }
    // Errors that only deployment, upgrades and governance can meet are shown as data.
    assertThat(unknown)
        .allMatch(
            name ->
                name.matches(
                    ".*\\.(ERC1967.*|Beacon.*|FailedCall.*|FailedDeployment.*|Address.*|"
                        + "InvalidInitialization.*|NotInitializing.*|AccessManagedInvalid.*|"
                        + "InsufficientBalance.*|InvalidShortString.*|StringTooLong.*|"
                        + "ERC20Invalid.*|ECDSA.*|SafeCast.*|Reentrancy.*|ERC2612.*)"));
  }

  @Test
  void everyCallExists() {
    Set<String> selectors = new TreeSet<>();
    for (String contract :
        List.of("BridgeGateway", "SnapshotOracle", "StockToken", "CanonicalRegistry")) {
      EvmDeployment.artifact(contract)
          .path("methodIdentifiers")
          .forEach(selector -> selectors.add("0x" + selector.asText()));
    }
    DomainId domain = DomainId.of(1);
    List<EvmCall> views =
        List.of(
            GatewayViews.assets(ANY),
            GatewayViews.sequence(ANY),
            GatewayViews.tokenOf(ANY, EvmDeployment.AAPLX),
            GatewayViews.haltsOf(ANY, EvmDeployment.AAPLX),
            GatewayViews.supplies(ANY, List.of(EvmDeployment.AAPLX)),
            GatewayViews.statusOf(ANY, domain, SourceRef.evmSequence(1)),
            GatewayViews.issueCapOf(ANY, EvmDeployment.AAPLX),
            GatewayViews.latest(ANY),
            GatewayViews.isBlocked(ANY, ANY),
            GatewayViews.isCanonical(ANY, ANY));
    for (var call : views) {
      assertThat(selectors).contains(call.dataHex().substring(0, 10));
    }
    for (String signature :
        List.of(
            "burn(bytes12,uint64,uint32,bytes32)",
            "burnWithPermit((address,bytes12,uint64,uint32,bytes32,uint256,uint256),bytes)",
            "mint(bytes,bytes)",
            "mintBatch(bytes[],bytes[])",
            "cancel(bytes,bytes)",
            "halt(bytes12)",
            "haltAll()",
            "publish((uint64,uint64,uint64,bytes32,bytes32,bytes32,bytes32,bytes32),bytes)")) {
      assertThat(selectors).contains(Hex.encode(ContractFunction.selector(signature)));
    }
  }

  @Test
  void everyEventExists() {
    Set<Bytes32> topics = new TreeSet<>();
    for (String contract : List.of("BridgeGateway", "StockToken")) {
      for (JsonNode item : EvmDeployment.artifact(contract).path("abi")) {
        if (item.path("type").asText().equals("event")) {
          topics.add(ContractFunction.topic(signature(item)));
        }
      }
    }
    assertThat(topics).containsAll(EvmLogDecoder.GATEWAY_TOPICS).contains(EvmLogDecoder.TRANSFER);
  }

  @Test
  void encodesCallsAsWeb3jDoes() {
    var chain = EvmScannerTest.CHAIN;
    UniversalAddress recipient = ANY.toUniversal();
    Function burn =
        new Function(
            "burn",
            List.of(
                new Bytes12(EvmDeployment.AAPLX.bytes()),
                new Uint64(77),
                new Uint32(900),
                new org.web3j.abi.datatypes.generated.Bytes32(recipient.bytes())),
            List.of());
    assertThat(
            GatewayCalls.burn(
                    chain,
                    EvmDeployment.AAPLX,
                    ShareAmount.ofSu(77),
                    DomainId.SOLANA_LOCAL,
                    recipient)
                .dataHex())
        .isEqualTo(FunctionEncoder.encode(burn));
    byte[] message = new byte[130];
    byte[] attestation = new byte[65];
    attestation[64] = 27;
    Function mint =
        new Function(
            "mint", List.of(new DynamicBytes(message), new DynamicBytes(attestation)), List.of());
    assertThat(GatewayCalls.mint(chain, message, attestation).dataHex())
        .isEqualTo(FunctionEncoder.encode(mint));
  }

  private static String signature(JsonNode item) {
    List<String> types = new ArrayList<>();
    item.path("inputs").forEach(input -> types.add(input.path("type").asText()));
    return item.path("name").asText() + "(" + String.join(",", types) + ")";
  }
}
