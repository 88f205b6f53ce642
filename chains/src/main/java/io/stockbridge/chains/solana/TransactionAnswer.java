package io.stockbridge.chains.solana;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.rpc.JsonFields;
import io.stockbridge.chains.solana.ExecutedTransaction.Instruction;
import io.stockbridge.chains.solana.ExecutedTransaction.TokenBalance;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sol4k.Base58;

/** Reads the answer of {@code getTransaction} with encoding base64. */
final class TransactionAnswer {
  private static final int MAX_ITEMS = 2048;
  private static final int MAX_INNER_DATA = 4096;
  private static final BigInteger MAX_AMOUNT = BigInteger.ONE.shiftLeft(64);

  private final JsonFields fields;
  private final SolanaAddress tokenProgram;

  TransactionAnswer(JsonFields fields, SolanaAddress tokenProgram) {
    this.fields = fields;
    this.tokenProgram = tokenProgram;
  }

  ExecutedTransaction read(String signature, JsonNode answer) {
    fields.object(answer);
    WireTransaction wire = wire(answer);
    if (!wire.signature().equals(signature)) {
      throw fields.fault("transaction", "is " + wire.signature() + ", asked for " + signature);
    }
    JsonNode meta = fields.object(answer, "meta");
    List<SolanaAddress> keys = keys(wire, meta);
    JsonNode error = meta.get("err");
    if (error == null) {
      throw fields.fault("meta.err", "is missing");
    }
    List<Instruction> topLevel = new ArrayList<>();
    for (WireTransaction.Compiled compiled : wire.instructions()) {
      topLevel.add(instruction(keys, compiled));
    }
    return new ExecutedTransaction(
        signature,
        fields.number(answer, "slot"),
        error.isNull() ? Optional.empty() : Optional.of(error.toString()),
        topLevel,
        inner(keys, meta, topLevel.size()),
        balances(keys, meta, "preTokenBalances"),
        balances(keys, meta, "postTokenBalances"));
  }

  private WireTransaction wire(JsonNode answer) {
    JsonNode encoded = fields.list(answer, "transaction", 2);
    if (encoded.size() != 2 || !"base64".equals(encoded.get(1).textValue())) {
      throw fields.fault("transaction", "is not in base64");
    }
    return fields.parsed(
        "transaction",
        encoded.get(0),
        text -> WireTransaction.decode(Base64.getDecoder().decode(text)));
  }

  private List<SolanaAddress> keys(WireTransaction wire, JsonNode meta) {
    List<SolanaAddress> keys = new ArrayList<>(wire.staticKeys());
    if (wire.loadedKeys() > 0) {
      JsonNode loaded = fields.object(meta, "loadedAddresses");
      for (String list : List.of("writable", "readonly")) {
        for (JsonNode key : fields.list(loaded, list, MAX_ITEMS)) {
          keys.add(fields.parsed("loadedAddresses", key, SolanaAddress::of));
        }
      }
    }
    if (keys.size() != wire.staticKeys().size() + wire.loadedKeys()) {
      throw fields.fault("loadedAddresses", "are not the " + wire.loadedKeys() + " looked up");
    }
    return keys;
  }

  private static Instruction instruction(
      List<SolanaAddress> keys, WireTransaction.Compiled compiled) {
    return new Instruction(
        keys.get(compiled.program()),
        compiled.accounts().stream().map(keys::get).toList(),
        compiled.data());
  }

  /** A node that keeps no inner instructions would hide burns by other programs: refused. */
  private Map<Integer, List<Instruction>> inner(
      List<SolanaAddress> keys, JsonNode meta, int topLevel) {
    Map<Integer, List<Instruction>> inner = new HashMap<>();
    for (JsonNode group : fields.list(meta, "innerInstructions", MAX_ITEMS)) {
      long index = fields.number(group, "index");
      if (index >= topLevel || inner.containsKey((int) index)) {
        throw fields.fault("innerInstructions", "have a wrong index " + index);
      }
      List<Instruction> instructions = new ArrayList<>();
      for (JsonNode json : fields.list(group, "instructions", MAX_ITEMS)) {
        instructions.add(innerInstruction(keys, json));
      }
      inner.put((int) index, List.copyOf(instructions));
    }
    return inner;
  }

  private Instruction innerInstruction(List<SolanaAddress> keys, JsonNode json) {
    SolanaAddress program = key(keys, fields.number(json, "programIdIndex"));
    List<SolanaAddress> accounts = new ArrayList<>();
    for (JsonNode index : fields.list(json, "accounts", MAX_ITEMS)) {
      accounts.add(key(keys, fields.number("accounts", index)));
    }
    String text = fields.text(json, "data");
    // Base58 is quadratic; longer data can be no instruction that changes a supply.
    boolean read = program.equals(tokenProgram) && text.length() <= MAX_INNER_DATA;
    return new Instruction(program, accounts, read ? base58(json) : "0x");
  }

  private String base58(JsonNode json) {
    return fields.parsed(
        "data",
        json.path("data"),
        text -> {
          try {
            return Hex.encode(Base58.decode(text));
          } catch (RuntimeException e) {
            // sol4k's decoder has no declared error for foreign characters.
            throw new IllegalArgumentException("not base58", e);
          }
        });
  }

  private Map<SolanaAddress, TokenBalance> balances(
      List<SolanaAddress> keys, JsonNode meta, String field) {
    Map<SolanaAddress, TokenBalance> balances = new HashMap<>();
    for (JsonNode json : fields.list(meta, field, MAX_ITEMS)) {
      SolanaAddress account = key(keys, fields.number(json, "accountIndex"));
      JsonNode owner = json.path("owner");
      TokenBalance balance =
          new TokenBalance(
              fields.parsed("mint", json.path("mint"), SolanaAddress::of),
              owner.isTextual()
                  ? Optional.of(fields.parsed("owner", owner, SolanaAddress::of))
                  : Optional.empty(),
              amount(fields.object(json, "uiTokenAmount").path("amount")));
      if (balances.put(account, balance) != null) {
        throw fields.fault(field, "lists an account twice: " + account);
      }
    }
    return balances;
  }

  private BigInteger amount(JsonNode json) {
    String text = fields.text("amount", json);
    if (!text.matches("0|[1-9][0-9]{0,19}")) {
      throw fields.fault("amount", "is not a whole number");
    }
    BigInteger amount = new BigInteger(text);
    if (amount.compareTo(MAX_AMOUNT) >= 0) {
      throw fields.fault("amount", "exceeds 64 bits");
    }
    return amount;
  }

  private SolanaAddress key(List<SolanaAddress> keys, long index) {
    if (index >= keys.size()) {
      throw fields.fault("index", index + " of " + keys.size() + " keys");
    }
    return keys.get((int) index);
  }
}
