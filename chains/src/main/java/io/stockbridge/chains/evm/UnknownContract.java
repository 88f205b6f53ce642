package io.stockbridge.chains.evm;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.ContractAnswer;
import io.stockbridge.chains.EvmCall;
import io.stockbridge.chains.rpc.JsonFields;
import io.stockbridge.chains.rpc.RpcAnswer;
import io.stockbridge.chains.rpc.RpcCall;
import io.stockbridge.chains.rpc.RpcNode;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.crypto.Keccak256;
import io.stockbridge.protocol.identifiers.Bytes32;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Questions to contracts that may answer anything: every answer of theirs is a value. */
final class UnknownContract {
  private static final int CALLS_PER_REQUEST = 100;
  private static final int MAX_RESULT_BYTES = 1_024;
  private static final int MAX_TEXT_BYTES = 200;
  private static final String CALL = "eth_call";

  /** How nodes name the ways in which code can fail beside a revert. */
  private static final List<String> CODE_FAULTS =
      List.of(
          "revert",
          "invalid opcode",
          "invalidfeopcode",
          "opcodenotfound",
          "invalid jump",
          "invalidjump",
          "out of gas",
          "outofgas",
          "stack underflow",
          "stackunderflow",
          "stack limit",
          "stack overflow",
          "stackoverflow",
          "return data out of bounds",
          "outofoffset",
          "write protection",
          "statechangeduringstaticcall",
          "gas uint64 overflow",
          "vm execution error");

  private UnknownContract() {}

  /** What a call came to; equal on every honest node. */
  sealed interface Result {
    /** It returned these bytes in 0x-hex. */
    record Returned(String hex) implements Result {}

    /** Its code failed. */
    record Failed() implements Result {}

    /** It returned more than any token needs. */
    record TooLong(int bytes, Bytes32 hash) implements Result {}
  }

  /** The results of calls on the state of exactly that block, in their order. */
  static List<Result> callsAt(RpcNode node, Bytes32 blockHash, List<EvmCall> calls) {
    Map<String, Object> block = Map.of("blockHash", blockHash.toString(), "requireCanonical", true);
    List<Result> results = new ArrayList<>();
    for (int from = 0; from < calls.size(); from += CALLS_PER_REQUEST) {
      List<RpcCall> requests =
          calls.subList(from, Math.min(from + CALLS_PER_REQUEST, calls.size())).stream()
              .map(
                  call ->
                      RpcCall.of(
                          CALL,
                          Map.of("to", call.to().toLowerCaseHex(), "data", call.dataHex()),
                          block))
              .toList();
      for (RpcAnswer answer : node.askAll(requests)) {
        results.add(result(node, answer));
      }
    }
    return results;
  }

  private static Result result(RpcNode node, RpcAnswer answer) {
    return switch (answer) {
      case RpcAnswer.Result result -> returned(node, result.value());
      case RpcAnswer.Refusal refusal -> {
        if (RevertData.of(refusal).isEmpty() && !isCodeFault(refusal)) {
          throw node.refused(CALL, refusal);
        }
        yield new Result.Failed();
      }
    };
  }

  private static boolean isCodeFault(RpcAnswer.Refusal refusal) {
    String message = refusal.message().toLowerCase(Locale.ROOT);
    return CODE_FAULTS.stream().anyMatch(message::contains);
  }

  private static Result returned(RpcNode node, JsonNode value) {
    byte[] bytes = new JsonFields(node, CALL).bytes("result", value);
    return bytes.length <= MAX_RESULT_BYTES
        ? new Result.Returned(Hex.encode(bytes))
        : new Result.TooLong(bytes.length, Bytes32.ofBytes(Keccak256.hash(bytes)));
  }

  /** What a result says, read by {@code decode}, which throws for bytes of another form. */
  static <T> ContractAnswer<T> decoded(Result result, Function<AbiReader, T> decode) {
    return switch (result) {
      case Result.Failed failed -> new ContractAnswer.Missing<>();
      case Result.TooLong tooLong ->
          new ContractAnswer.Malformed<>("returns " + tooLong.bytes() + " bytes");
      case Result.Returned returned -> {
        if (returned.hex().length() == 2) {
          yield new ContractAnswer.Missing<>();
        }
        try {
          yield new ContractAnswer.Given<>(decode.apply(new AbiReader(Hex.decode(returned.hex()))));
        } catch (IllegalArgumentException | ArithmeticException e) {
          yield new ContractAnswer.Malformed<>(String.valueOf(e.getMessage()));
        }
      }
    };
  }

  /** Text, also as tokens from before 2017 return it: 32 bytes, padded with zeros. */
  static ContractAnswer<String> text(Result result) {
    boolean oneWord =
        result instanceof Result.Returned returned && returned.hex().length() == 2 + 2 * 32;
    return decoded(
        result,
        reader -> {
          byte[] bytes =
              oneWord ? unpadded(reader.word(0).bytes()) : reader.dynamicBytes(0, MAX_TEXT_BYTES);
          return text(bytes);
        });
  }

  private static byte[] unpadded(byte[] word) {
    int length = word.length;
    while (length > 0 && word[length - 1] == 0) {
      length--;
    }
    return java.util.Arrays.copyOf(word, length);
  }

  private static String text(byte[] utf8) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("text that is not UTF-8", e);
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("text with control characters");
    }
    return text;
  }
}
