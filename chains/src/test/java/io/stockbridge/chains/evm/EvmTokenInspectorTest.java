package io.stockbridge.chains.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.ChainAnswerException;
import io.stockbridge.chains.ChainUnavailableException;
import io.stockbridge.chains.ContractAnswer;
import io.stockbridge.chains.RpcSettings;
import io.stockbridge.chains.SourceDisagreementException;
import io.stockbridge.chains.TokenReading;
import io.stockbridge.chains.rpc.FakeNode;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.crypto.Keccak256;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tokens that answer anything, and nodes that fail or lie. */
class EvmTokenInspectorTest {
  private static final DomainId DOMAIN = DomainId.of(1);
  private static final EvmAddress TOKEN =
      EvmAddress.of("0x00000000000000000000000000000000000000aa");
  private static final EvmAddress HIDDEN =
      EvmAddress.of("0x00000000000000000000000000000000000000bb");
  private static final String HASH = Bytes32.ofBytes(Keccak256.hashUtf8("block")).toString();

  /** Answers by function; a function without one reverts. */
  private final Map<String, String> answers = new HashMap<>();

  private String code = "0x6001";
  private String revertMessage = "execution reverted";

  @Test
  void readsAnOrdinaryToken() {
    answers.put("name()", text("Apple"));
    answers.put("symbol()", text("AAPLx"));
    answers.put("decimals()", word(18));
    answers.put("totalSupply()", "0x" + "f".repeat(64));

    TokenReading.Contract token = contract();

    assertThat(token.position().height()).isEqualTo(7);
    assertThat(token.code().hash())
        .isEqualTo(Bytes32.ofBytes(Keccak256.hash(new byte[] {0x60, 0x01})));
    assertThat(token.code().implementation()).contains(HIDDEN);
    assertThat(token.code().beacon()).isEmpty();
    assertThat(token.erc20())
        .isEqualTo(
            new TokenReading.Erc20(
                new ContractAnswer.Given<>("Apple"),
                new ContractAnswer.Given<>("AAPLx"),
                new ContractAnswer.Given<>(18),
                new ContractAnswer.Given<>(BigInteger.TWO.pow(256).subtract(BigInteger.ONE))));
    assertThat(token.paused()).isEqualTo(new ContractAnswer.Missing<Boolean>());
    assertThat(token.asset()).isEqualTo(new ContractAnswer.Missing<EvmAddress>());
    assertThat(token.listing()).isEmpty();
  }

  @Test
  void takesEveryAnswerOfAHostileContractAsAValue() {
    answers.put("name()", text("x".repeat(100_000)));
    answers.put("symbol()", text("AAPL\u0000x"));
    answers.put("decimals()", word(256));
    answers.put("totalSupply()", "0x01");
    answers.put("paused()", word(2));
    answers.put("uiMultiplier()", "0x");
    answers.put("asset()", "0x" + "f".repeat(64));

    TokenReading.Contract token = contract();

    assertThat(token.erc20().name())
        .isEqualTo(new ContractAnswer.Malformed<String>("returns 100064 bytes"));
    assertThat(token.erc20().symbol())
        .isEqualTo(new ContractAnswer.Malformed<String>("text with control characters"));
    assertThat(token.erc20().decimals()).isInstanceOf(ContractAnswer.Malformed.class);
    assertThat(token.erc20().totalSupply()).isInstanceOf(ContractAnswer.Malformed.class);
    assertThat(token.paused()).isInstanceOf(ContractAnswer.Malformed.class);
    assertThat(token.uiMultiplier()).isEqualTo(new ContractAnswer.Missing<BigInteger>());
    assertThat(token.asset()).isInstanceOf(ContractAnswer.Malformed.class);
  }

  @Test
  void readsNamesOfOneWordAndRefusesBytesThatAreNoText() {
    answers.put("symbol()", "0x4d4b52" + "0".repeat(58));
    answers.put("name()", text(new byte[] {(byte) 0xc3, 0x28}));

    TokenReading.Contract token = contract();

    assertThat(token.erc20().symbol()).isEqualTo(new ContractAnswer.Given<>("MKR"));
    assertThat(token.erc20().name())
        .isEqualTo(new ContractAnswer.Malformed<String>("text that is not UTF-8"));
  }

  @Test
  void anyFailureOfTheContractsCodeIsAnAnswer() {
    for (String message :
        List.of("invalid opcode: INVALID", "out of gas", "EVM error InvalidFEOpcode")) {
      revertMessage = message;
      assertThat(contract().erc20().name()).isEqualTo(new ContractAnswer.Missing<String>());
    }
    revertMessage = "header not found";
    assertThatThrownBy(this::contract).isInstanceOf(ChainUnavailableException.class);
  }

  @Test
  void saysThatThereIsNoContract() {
    code = "0x";
    try (FakeNode node = node(0)) {
      assertThat(inspect(1, node)).isInstanceOf(TokenReading.Absent.class);
    }
  }

  @Test
  void nodesThatDisagreeGiveNoReading() {
    answers.put("totalSupply()", word(5));
    try (FakeNode honest = node(0);
        FakeNode liar = node(1)) {
      assertThatThrownBy(() -> inspect(2, honest, liar))
          .isInstanceOf(SourceDisagreementException.class)
          .hasMessageContaining("disagree");
    }
  }

  @Test
  void garbageOfANodeIsNoReading() {
    try (FakeNode garbage = FakeNode.text(200, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":7}")) {
      assertThatThrownBy(() -> inspect(1, garbage)).isInstanceOf(ChainAnswerException.class);
    }
  }

  private TokenReading.Contract contract() {
    try (FakeNode node = node(0)) {
      return (TokenReading.Contract) inspect(1, node);
    }
  }

  private static TokenReading inspect(int quorum, FakeNode... nodes) {
    RpcSettings settings =
        new RpcSettings(
            Stream.of(nodes).map(FakeNode::url).toList(), quorum, Duration.ofSeconds(10));
    return EvmTokenInspector.open(DOMAIN, settings).inspect(List.of(TOKEN.toUniversal())).get(0);
  }

  /** A node that adds {@code lie} to the total supply. */
  private FakeNode node(int lie) {
    return FakeNode.methods((method, params) -> result(method, params, lie));
  }

  private Object result(String method, JsonNode params, int lie) {
    return switch (method) {
      case "eth_getBlockByNumber" ->
          Map.of("number", "0x7", "hash", HASH, "timestamp", "0x6553f100");
      case "eth_getCode" -> code;
      case "eth_getStorageAt" ->
          params.get(1).asText().startsWith("0x3608")
              ? HIDDEN.toUniversal().toString()
              : Bytes32.ZERO.toString();
      case "eth_call" -> call(params.get(0).path("data").asText(), lie);
      default -> throw new FakeNode.Refusal(-32601, "no method " + method);
    };
  }

  private Object call(String data, int lie) {
    Optional<String> question =
        answers.keySet().stream()
            .filter(name -> data.equals(Hex.encode(ContractFunction.selector(name))))
            .findFirst();
    if (question.isEmpty()) {
      throw new FakeNode.Refusal(-32000, revertMessage);
    }
    String answer = answers.get(question.get());
    return lie > 0 && question.get().equals("totalSupply()") ? word(99) : answer;
  }

  private static String word(long number) {
    return Bytes32.ofNumber(BigInteger.valueOf(number)).toString();
  }

  private static String text(String text) {
    return text(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(byte[] utf8) {
    return Hex.encode(new AbiValue.Tuple(List.of(AbiValue.of(utf8))).encode());
  }
}
