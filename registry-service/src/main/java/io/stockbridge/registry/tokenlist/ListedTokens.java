package io.stockbridge.registry.tokenlist;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Reads what the tokens of a list are, without a tree of all that is said of them. */
final class ListedTokens {

  private static final JsonFactory JSON = new JsonFactory();

  private ListedTokens() {}

  /**
   * Chain and address of each token, whatever the case of an EVM address.
   *
   * @param tokens a JSON array of tokens as the schema has them
   */
  static Set<String> keys(byte[] tokens) {
    Set<String> keys = new HashSet<>();
    try (JsonParser in = JSON.createParser(tokens)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.START_OBJECT) {
        keys.add(key(in));
      }
    } catch (IOException e) {
      throw new IllegalStateException("the tokens of a list are no JSON", e);
    }
    return keys;
  }

  private static String key(JsonParser token) throws IOException {
    String chain = "";
    String address = "";
    for (String name = token.nextFieldName(); name != null; name = token.nextFieldName()) {
      token.nextToken();
      switch (name) {
        case "chainId" -> chain = token.getText();
        case "address" -> address = token.getText();
        default -> token.skipChildren();
      }
    }
    return chain + "/" + (address.startsWith("0x") ? address.toLowerCase(Locale.ROOT) : address);
  }
}
