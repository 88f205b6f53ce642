package io.stockbridge.chains.evm;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.rpc.RpcAnswer;
import io.stockbridge.protocol.crypto.Hex;
import java.util.Locale;
import java.util.Optional;

/** Where nodes put the data of a revert, which no standard says. */
final class RevertData {
  private static final long EXECUTION_REVERTED = 3;
  private static final int MAX_HEX = 20_000;

  private RevertData() {}

  /** The data of the revert that the refusal reports; empty when it reports no revert. */
  static Optional<byte[]> of(RpcAnswer.Refusal refusal) {
    JsonNode data = refusal.data();
    // geth, anvil: the string itself; others nest it once more or put a word before it.
    JsonNode value = data.isObject() ? data.path("data") : data;
    String text = value.isTextual() ? value.textValue() : "";
    int start = text.indexOf("0x");
    if (start >= 0 && text.length() <= MAX_HEX) {
      String hex = text.substring(start);
      try {
        return Optional.of(Hex.decode(hex));
      } catch (IllegalArgumentException e) {
        return reverted(refusal) ? Optional.of(new byte[0]) : Optional.empty();
      }
    }
    return reverted(refusal) ? Optional.of(new byte[0]) : Optional.empty();
  }

  private static boolean reverted(RpcAnswer.Refusal refusal) {
    return refusal.code() == EXECUTION_REVERTED
        || refusal.message().toLowerCase(Locale.ROOT).contains("execution reverted");
  }
}
