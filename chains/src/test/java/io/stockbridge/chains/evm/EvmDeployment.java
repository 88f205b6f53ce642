package io.stockbridge.chains.evm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockbridge.chains.EvmCall;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.EvmFees;
import io.stockbridge.chains.EvmReceipt;
import io.stockbridge.chains.EvmSimulation;
import io.stockbridge.chains.Finality;
import io.stockbridge.chains.RpcSettings;
import io.stockbridge.chains.SendOutcome;
import io.stockbridge.chains.SignedEvmTransaction;
import io.stockbridge.protocol.crypto.AttestationBytes;
import io.stockbridge.protocol.crypto.EvmKey;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.crypto.Keccak256;
import io.stockbridge.protocol.eip712.Eip712Digests;
import io.stockbridge.protocol.eip712.Eip712Domain;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.testsupport.Anvil;
import io.stockbridge.testsupport.JsonRpc;
import io.stockbridge.testsupport.ProjectFolder;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The real contracts on a real anvil. The deployer keeps every role, so that tests can act. */
final class EvmDeployment implements AutoCloseable {
  static final Isin AAPLX = Isin.of("CH1436219187");
  static final DomainId DOMAIN = DomainId.of(412346);
  static final String ENVIRONMENT = "test";

  /** Anvil's first prefunded account. */
  static final EvmKey DEPLOYER =
      EvmKey.ofSecret(
          Bytes32.of("0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"));

  static final List<EvmKey> ATTESTERS =
      Stream.of("attester one", "attester two", "attester three")
          .map(name -> EvmKey.ofSecret(Bytes32.ofBytes(Keccak256.hashUtf8(name))))
          .sorted(Comparator.comparing(EvmKey::address))
          .toList();

  /** As the deployment script numbers it. */
  private static final int ISSUER_ROLE = 4;

  private static final ObjectMapper JSON = new ObjectMapper();

  final Anvil anvil;
  final EvmChain chain;
  final EvmChainSubmitter submitter;
  private final EvmAddress manager;

  private EvmDeployment(Anvil anvil, EvmChain chain, EvmAddress manager) {
    this.anvil = anvil;
    this.manager = manager;
    this.chain = chain;
    this.submitter = EvmChainSubmitter.open(chain, settings());
  }

  RpcSettings settings() {
    return new RpcSettings(List.of(anvil.rpc()), 1, Duration.ofSeconds(20));
  }

  static EvmDeployment start() {
    Anvil anvil = Anvil.startTemporary(DOMAIN.value(), Optional.empty());
    try {
      return deploy(anvil);
    } catch (RuntimeException | AssertionError e) {
      anvil.close();
      throw e;
    }
  }

  private static EvmDeployment deploy(Anvil anvil) {
    EvmAddress manager = create(anvil, "AccessManager", AbiValue.of(DEPLOYER.address()));
    AbiValue members =
        new AbiValue.Array(ATTESTERS.stream().map(key -> AbiValue.of(key.address())).toList());
    EvmAddress gateway =
        create(
            anvil,
            "BridgeGateway",
            AbiValue.of(manager),
            AbiValue.of(ENVIRONMENT.getBytes(UTF_8)),
            members,
            AbiValue.of(2));
    EvmAddress token = create(anvil, "StockToken", AbiValue.of(gateway));
    EvmAddress oracle = create(anvil, "SnapshotOracle", AbiValue.of(gateway), AbiValue.of(3600));
    EvmAddress registry =
        create(anvil, "CanonicalRegistry", AbiValue.of(manager), AbiValue.of(gateway));
    EvmChain chain =
        new EvmChain(DOMAIN, "arbitrum", Caip2.ofEvm(DOMAIN), gateway, oracle, registry, 1);
    EvmDeployment deployment = new EvmDeployment(anvil, chain, manager);
    deployment.configure(token);
    return deployment;
  }

  private void configure(EvmAddress token) {
    EvmAddress gateway = chain.gateway();
    must(ContractFunction.call(gateway, "upgradeTokens(address)", AbiValue.of(token)));
    must(
        ContractFunction.call(
            gateway, "setSnapshotOracle(address)", AbiValue.of(chain.snapshotOracle())));
    must(ContractFunction.call(gateway, "setRoute(uint32,bool)", AbiValue.of(900), AbiValue.of(1)));
    AbiValue limits =
        new AbiValue.Tuple(List.of(AbiValue.of(1_000_000), AbiValue.of(1_000), AbiValue.of(3_600)));
    must(
        ContractFunction.call(
            gateway,
            "listAsset(bytes12,string,string,(uint32,uint32,uint24))",
            AbiValue.of(AAPLX),
            AbiValue.of("Apple xStock".getBytes(UTF_8)),
            AbiValue.of("AAPLx".getBytes(UTF_8)),
            limits));
  }

  /** The asset's token. */
  EvmAddress token() {
    EvmChainReader reader = EvmChainReader.open(chain, settings());
    anvil.mine(3);
    return EvmAddress.of(
        reader.suppliesAt(reader.finalizedHead(), List.of(AAPLX)).assets().get(AAPLX).token());
  }

  /** Gives the issuer role for the asset's token, as the deployment script does, and ether. */
  void makeIssuer(EvmAddress account) {
    AbiValue selectors =
        new AbiValue.Array(
            Stream.of("scheduleMultiplier(uint256,uint256)", "withdrawScheduledMultiplier()")
                .map(ContractFunction::selector)
                .map(selector -> AbiValue.of(Bytes32.ofBytes(Arrays.copyOf(selector, 32))))
                .toList());
    must(
        ContractFunction.call(
            manager,
            "setTargetFunctionRole(address,bytes4[],uint64)",
            AbiValue.of(token()),
            selectors,
            AbiValue.of(ISSUER_ROLE)));
    must(
        ContractFunction.call(
            manager,
            "grantRole(uint64,address,uint32)",
            AbiValue.of(ISSUER_ROLE),
            AbiValue.of(account),
            AbiValue.of(0)));
    setEther(account, 10);
  }

  void setEther(EvmAddress account, int ether) {
    String wei = "0x" + BigInteger.TEN.pow(18).multiply(BigInteger.valueOf(ether)).toString(16);
    call(anvil, "anvil_setBalance", "[\"%s\",\"%s\"]".formatted(account, wei));
  }

  /** Sends as the deployer and requires success. */
  EvmReceipt must(EvmCall call) {
    return must(call, DEPLOYER);
  }

  EvmReceipt must(EvmCall call, EvmKey key) {
    EvmSimulation simulation = submitter.simulate(key.address(), call);
    assertThat(simulation).isInstanceOf(EvmSimulation.Passes.class);
    long gas = ((EvmSimulation.Passes) simulation).gas();
    long nonce = submitter.nonce(key.address(), Finality.LATEST);
    EvmFees fees = submitter.fees();
    SignedEvmTransaction signed = submitter.sign(call, nonce, fees, gas + gas / 4, key);
    assertThat(submitter.send(signed)).isEqualTo(new SendOutcome.Accepted());
    EvmReceipt receipt = awaitReceipt(signed.hash());
    assertThat(receipt.success()).isTrue();
    return receipt;
  }

  /** A block is made for each transaction, but not before the node has answered. */
  private EvmReceipt awaitReceipt(Bytes32 hash) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    Optional<EvmReceipt> receipt = submitter.receipt(hash);
    while (receipt.isEmpty() && System.nanoTime() < end) {
      Thread.onSpinWait();
      receipt = submitter.receipt(hash);
    }
    return receipt.orElseThrow(() -> new AssertionError("no receipt of " + hash));
  }

  byte[] mintAttestation(Message message) {
    Eip712Domain domain = Eip712Domain.gateway(ENVIRONMENT, DOMAIN, chain.gateway());
    return attestation(Eip712Digests.mint(domain, message.messageId()));
  }

  static byte[] attestation(Bytes32 digest) {
    return AttestationBytes.join(
        List.of(ATTESTERS.get(0).sign(digest), ATTESTERS.get(1).sign(digest)), digest, 2);
  }

  private static EvmAddress create(Anvil anvil, String contract, AbiValue... arguments) {
    String code = artifact(contract).path("bytecode").path("object").asText();
    String encoded = Hex.encodeWithoutPrefix(new AbiValue.Tuple(List.of(arguments)).encode());
    String parameters =
        "[{\"from\":\"%s\",\"gas\":\"0x1c9c380\",\"data\":\"%s%s\"}]"
            .formatted(DEPLOYER.address(), code, encoded);
    String hash = call(anvil, "eth_sendTransaction", parameters).asText();
    JsonNode receipt = call(anvil, "eth_getTransactionReceipt", "[\"" + hash + "\"]");
    for (long end = System.nanoTime() + 20_000_000_000L;
        receipt.isNull() && System.nanoTime() < end; ) {
      receipt = call(anvil, "eth_getTransactionReceipt", "[\"" + hash + "\"]");
    }
    assertThat(receipt.path("status").asText()).as(contract).isEqualTo("0x1");
    return EvmAddress.of(receipt.path("contractAddress").asText());
  }

  static JsonNode artifact(String contract) {
    try {
      return JSON.readTree(
          Files.readString(
              ProjectFolder.find()
                  .resolve("contracts/out/deploy/%s.sol/%s.json".formatted(contract, contract))));
    } catch (IOException e) {
      throw new AssertionError("no compiled " + contract + ": run ./stockbridge build", e);
    }
  }

  static JsonNode call(Anvil anvil, String method, String parameters) {
    try {
      JsonNode answer = JSON.readTree(JsonRpc.call(anvil.rpc(), method, parameters));
      assertThat(answer.has("error")).as(answer.toString()).isFalse();
      return answer.path("result");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    anvil.close();
  }
}
