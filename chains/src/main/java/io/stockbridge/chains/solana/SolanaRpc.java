package io.stockbridge.chains.solana;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.rpc.JsonFields;
import io.stockbridge.chains.rpc.RpcAnswer;
import io.stockbridge.chains.rpc.RpcCall;
import io.stockbridge.chains.rpc.RpcNode;
import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Questions to one Solana node, with strictly checked answers. */
final class SolanaRpc {
  static final String FINALIZED = "finalized";
  static final String CONFIRMED = "confirmed";
  static final int MAX_ACCOUNTS = 100;
  private static final String GET_BLOCK = "getBlock";
  private static final String GET_ACCOUNTS = "getMultipleAccounts";
  private static final long SLOT_SKIPPED = -32007;
  private static final long LONG_TERM_SLOT_SKIPPED = -32009;
  private static final long MAX_SECONDS = 253_402_300_799L;

  private SolanaRpc() {}

  static long slot(RpcNode node, String commitment) {
    JsonNode result = node.result(RpcCall.of("getSlot", Map.of("commitment", commitment)));
    return new JsonFields(node, "getSlot").number("result", result);
  }

  /** The blocks of those final slots; empty for a skipped one. */
  static List<Optional<ChainPosition>> blocks(RpcNode node, List<Long> slots) {
    Map<String, Object> config =
        Map.of(
            "commitment",
            FINALIZED,
            "transactionDetails",
            "none",
            "rewards",
            false,
            "maxSupportedTransactionVersion",
            0);
    List<RpcCall> calls = slots.stream().map(slot -> RpcCall.of(GET_BLOCK, slot, config)).toList();
    List<RpcAnswer> answers = node.askAll(calls);
    List<Optional<ChainPosition>> blocks = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      blocks.add(block(node, slots.get(i), answers.get(i)));
    }
    return blocks;
  }

  private static Optional<ChainPosition> block(RpcNode node, long slot, RpcAnswer answer) {
    return switch (answer) {
      case RpcAnswer.Refusal refusal -> {
        if (refusal.code() != SLOT_SKIPPED && refusal.code() != LONG_TERM_SLOT_SKIPPED) {
          throw node.refused(GET_BLOCK + " " + slot, refusal);
        }
        yield Optional.empty();
      }
      case RpcAnswer.Result result -> {
        JsonFields fields = new JsonFields(node, GET_BLOCK + " " + slot);
        JsonNode block = fields.object(result.value());
        long seconds = fields.number(block, "blockTime");
        if (seconds > MAX_SECONDS) {
          throw fields.fault("blockTime", "is too large: " + seconds);
        }
        Bytes32 hash = fields.parsed("blockhash", block.path("blockhash"), SolanaRpc::hash);
        yield Optional.of(new ChainPosition(slot, hash, Instant.ofEpochSecond(seconds)));
      }
    };
  }

  /** 32 bytes in base58. */
  static Bytes32 hash(String base58) {
    return Bytes32.ofBytes(Base58.decode(base58, Bytes32.LENGTH));
  }

  /**
   * An account.
   *
   * @param data base64, so that two nodes' answers compare by value
   */
  record Account(SolanaAddress owner, boolean executable, String data) {
    byte[] bytes() {
      return Base64.getDecoder().decode(data);
    }
  }

  /** Accounts at one slot. */
  record Accounts(long slot, List<Optional<Account>> accounts) {
    Accounts {
      accounts = List.copyOf(accounts);
    }
  }

  /** At most {@value #MAX_ACCOUNTS} accounts as they were at the node's slot. */
  static Accounts accounts(
      RpcNode node, List<SolanaAddress> addresses, String commitment, long minSlot) {
    Map<String, Object> config =
        Map.of("encoding", "base64", "commitment", commitment, "minContextSlot", minSlot);
    List<String> keys = addresses.stream().map(SolanaAddress::toString).toList();
    JsonNode result = node.result(RpcCall.of(GET_ACCOUNTS, keys, config));
    JsonFields fields = new JsonFields(node, GET_ACCOUNTS);
    long slot = fields.number(fields.object(fields.object(result), "context"), "slot");
    if (slot < minSlot) {
      throw fields.fault("context.slot", "is " + slot + ", before " + minSlot);
    }
    JsonNode values = fields.list(result, "value", MAX_ACCOUNTS);
    if (values.size() != addresses.size()) {
      throw fields.fault("value", "has " + values.size() + " of " + addresses.size() + " accounts");
    }
    List<Optional<Account>> accounts = new ArrayList<>();
    for (JsonNode value : values) {
      accounts.add(value.isNull() ? Optional.empty() : Optional.of(account(fields, value)));
    }
    return new Accounts(slot, accounts);
  }

  private static Account account(JsonFields fields, JsonNode value) {
    JsonNode data = fields.list(value, "data", 2);
    if (data.size() != 2 || !"base64".equals(data.get(1).textValue())) {
      throw fields.fault("data", "is not in base64");
    }
    String canonical =
        fields.parsed(
            "data",
            data.get(0),
            text -> Base64.getEncoder().encodeToString(Base64.getDecoder().decode(text)));
    if (!value.path("executable").isBoolean()) {
      throw fields.fault("executable", "is no boolean");
    }
    return new Account(
        fields.parsed("owner", value.path("owner"), SolanaAddress::of),
        value.path("executable").booleanValue(),
        canonical);
  }

  /**
   * What became of a signature.
   *
   * @param confirmation {@code processed}, {@code confirmed} or {@code finalized}
   */
  record Status(long slot, String confirmation, Optional<String> error) {
    boolean isFinal() {
      return confirmation.equals(FINALIZED);
    }
  }

  static List<Optional<Status>> statuses(RpcNode node, List<String> signatures) {
    String method = "getSignatureStatuses";
    RpcCall call = RpcCall.of(method, signatures, Map.of("searchTransactionHistory", true));
    JsonFields fields = new JsonFields(node, method);
    JsonNode values = fields.list(fields.object(node.result(call)), "value", signatures.size());
    if (values.size() != signatures.size()) {
      throw fields.fault("value", "has " + values.size() + " of " + signatures.size());
    }
    List<Optional<Status>> statuses = new ArrayList<>();
    for (JsonNode value : values) {
      statuses.add(value.isNull() ? Optional.empty() : Optional.of(status(fields, value)));
    }
    return statuses;
  }

  private static Status status(JsonFields fields, JsonNode value) {
    String confirmation = fields.text(value, "confirmationStatus");
    if (!List.of("processed", CONFIRMED, FINALIZED).contains(confirmation)) {
      throw fields.fault("confirmationStatus", "is unknown: " + confirmation);
    }
    JsonNode error = value.path("err");
    boolean passed = error.isNull() || error.isMissingNode();
    return new Status(
        fields.number(value, "slot"),
        confirmation,
        passed ? Optional.empty() : Optional.of(error.toString()));
  }

  /** The signature's 64 bytes. */
  static byte[] signatureBytes(String base58) {
    return Base58.decode(base58, 64);
  }

  /** Whether data starts with the same bytes as {@code hexPrefix}. */
  static boolean startsWith(String hex, byte[] prefix) {
    return hex.startsWith(Hex.encode(prefix));
  }
}
