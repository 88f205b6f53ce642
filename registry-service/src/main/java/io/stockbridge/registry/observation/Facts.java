package io.stockbridge.registry.observation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.chains.ContractAnswer;
import io.stockbridge.chains.TokenReading;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A reading as it is stored and shown: facts that the chain gave, and nothing for the others. */
final class Facts {
  private static final String SUPPLY = "totalSupply";
  private static final String DECIMALS = "decimals";
  private static final String SYMBOL = "symbol";
  private static final String NAME = "name";
  private static final String PAUSED = "paused";
  private static final String KIND = "kind";
  private static final String CONTRACT = "contract";
  private static final String MINT = "mint";

  private Facts() {}

  static ObjectNode of(TokenReading reading) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    switch (reading) {
      case TokenReading.Absent absent -> json.put(KIND, "absent");
      case TokenReading.NotAMint other -> json.put(KIND, "other").put("problem", other.problem());
      case TokenReading.Contract contract -> contract(json, contract);
      case TokenReading.Mint mint -> mint(json, mint);
    }
    return json;
  }

  /** The facts without those that change with every use of the token. */
  static ObjectNode lasting(ObjectNode facts) {
    ObjectNode json = facts.deepCopy();
    json.remove(SUPPLY);
    return json;
  }

  static @Nullable BigInteger supply(TokenReading reading) {
    return switch (reading) {
      case TokenReading.Absent absent -> null;
      case TokenReading.NotAMint other -> null;
      case TokenReading.Contract contract ->
          contract.erc20().totalSupply().toOptional().orElse(null);
      case TokenReading.Mint mint -> mint.base().supply();
    };
  }

  static @Nullable Integer decimals(TokenReading reading) {
    return switch (reading) {
      case TokenReading.Absent absent -> null;
      case TokenReading.NotAMint other -> null;
      case TokenReading.Contract contract -> contract.erc20().decimals().toOptional().orElse(null);
      case TokenReading.Mint mint -> mint.base().decimals();
    };
  }

  static @Nullable Boolean transferable(TokenReading reading) {
    return switch (reading) {
      case TokenReading.Absent absent -> false;
      case TokenReading.NotAMint other -> false;
      case TokenReading.Contract contract ->
          contract.paused().toOptional().map(paused -> !paused).orElse(null);
      case TokenReading.Mint mint -> mint.paused().map(paused -> !paused).orElse(null);
    };
  }

  /** The supply among stored facts, null where there is none. */
  static @Nullable BigInteger supply(JsonNode facts) {
    return facts.hasNonNull(SUPPLY) ? new BigInteger(facts.path(SUPPLY).asText()) : null;
  }

  /** The decimals among stored facts, null where there are none. */
  static @Nullable Integer decimals(JsonNode facts) {
    return facts.hasNonNull(DECIMALS) ? facts.path(DECIMALS).asInt() : null;
  }

  /** Whether stored facts let holders move the token, null where they do not say. */
  static @Nullable Boolean transferable(JsonNode facts) {
    return switch (facts.path(KIND).asText()) {
      case CONTRACT, MINT -> facts.has(PAUSED) ? !facts.path(PAUSED).asBoolean() : null;
      default -> false;
    };
  }

  private static void contract(ObjectNode json, TokenReading.Contract contract) {
    json.put(KIND, CONTRACT).put("codeHash", contract.code().hash().toString());
    put(json, "implementation", contract.code().implementation().map(EvmAddress::toString));
    put(json, "beacon", contract.code().beacon().map(EvmAddress::toString));
    answer(json, NAME, contract.erc20().name());
    answer(json, SYMBOL, contract.erc20().symbol());
    contract.erc20().decimals().toOptional().ifPresent(number -> json.put(DECIMALS, number));
    malformed(json, DECIMALS, contract.erc20().decimals());
    answer(json, SUPPLY, contract.erc20().totalSupply());
    contract.paused().toOptional().ifPresent(paused -> json.put(PAUSED, paused));
    malformed(json, PAUSED, contract.paused());
    answer(json, "uiMultiplier", contract.uiMultiplier());
    answer(json, "asset", contract.asset());
    contract
        .listing()
        .ifPresent(
            listing ->
                json.putObject("canonicalRegistry")
                    .put("isCanonical", listing.canonical())
                    .put("assetOf", listing.asset().map(Isin::value).orElse(null)));
  }

  private static void mint(ObjectNode json, TokenReading.Mint mint) {
    json.put(KIND, MINT).put("tokenProgram", mint.program().toString());
    mint.metadata()
        .ifPresent(
            metadata -> {
              json.put(NAME, metadata.name()).put(SYMBOL, metadata.symbol());
              put(json, "isin", metadata.isin());
            });
    json.put(DECIMALS, mint.base().decimals());
    json.put(SUPPLY, mint.base().supply().toString());
    put(json, "mintAuthority", mint.base().mintAuthority().map(SolanaAddress::toString));
    put(json, "freezeAuthority", mint.base().freezeAuthority().map(SolanaAddress::toString));
    mint.paused().ifPresent(paused -> json.put(PAUSED, paused));
    put(json, "scaledUiMultiplier", mint.multiplier());
    put(json, "group", mint.group().map(SolanaAddress::toString));
    mint.extensions().forEach(json.putArray("extensions")::add);
  }

  private static void answer(ObjectNode json, String field, ContractAnswer<?> answer) {
    put(json, field, answer.toOptional().map(Object::toString));
    malformed(json, field, answer);
  }

  private static void malformed(ObjectNode json, String field, ContractAnswer<?> answer) {
    if (answer instanceof ContractAnswer.Malformed<?> malformed) {
      json.withObject("/malformed").put(field, malformed.problem());
    }
  }

  private static void put(ObjectNode json, String field, Optional<String> value) {
    value.ifPresent(text -> json.put(field, text));
  }
}
