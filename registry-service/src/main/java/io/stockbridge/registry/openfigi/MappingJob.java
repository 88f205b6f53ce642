package io.stockbridge.registry.openfigi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One job of a mapping request.
 *
 * @param type what kind of identifier is given
 * @param value the identifier, upper case
 * @param filters further conditions on what is found, by name
 */
record MappingJob(IdType type, String value, Map<String, String> filters) {

  private static final int MAX_VALUE = 200;
  private static final Set<String> FILTERS =
      Set.of("exchCode", "micCode", "currency", "marketSecDes", "securityType", "securityType2");

  /** Kinds of identifiers that something is known about here. */
  enum IdType {
    /** Of a listed security, or of an issuer's instrument on it. */
    ID_ISIN,
    /** Nine characters, inside a US ISIN. */
    ID_CUSIP,
    /** The same without the check digit. */
    ID_CUSIP_8_CHR,
    /** Of the listed security. */
    TICKER,
    /** The same under the exchange's own name. */
    ID_EXCH_SYMBOL,
    /** Composite FIGI, OpenFIGI's name for it. */
    COMPOSITE_ID_BB_GLOBAL,
    /** Composite FIGI, a plain name for it. */
    COMPOSITE_FIGI,
    /** FIGI of one listing: not kept here, so never found, unless it is a composite's. */
    ID_BB_GLOBAL
  }

  /** A job that cannot be done; the message is its {@code error}. */
  static final class InvalidJobException extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidJobException(String message) {
      super(message);
    }
  }

  /** Reads a job, strictly. */
  static MappingJob read(JsonNode json) throws InvalidJobException {
    if (!json.isObject()) {
      throw new InvalidJobException("A job is an object with idType and idValue.");
    }
    Map<String, String> filters = new TreeMap<>();
    for (Map.Entry<String, JsonNode> member : json.properties()) {
      String name = member.getKey();
      if (name.equals("idType") || name.equals("idValue")) {
        continue;
      }
      if (!FILTERS.contains(name)) {
        throw new InvalidJobException("Filter not kept here: " + shortened(name));
      }
      filters.put(name, text(member.getValue(), name));
    }
    if (filters.containsKey("exchCode") && filters.containsKey("micCode")) {
      throw new InvalidJobException("Give exchCode or micCode, not both.");
    }
    String value = text(json.path("idValue"), "idValue").strip().toUpperCase(Locale.ROOT);
    return new MappingJob(typeOf(text(json.path("idType"), "idType")), value, filters);
  }

  private static IdType typeOf(String name) throws InvalidJobException {
    for (IdType type : IdType.values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    throw new InvalidJobException("Invalid idType: " + shortened(name));
  }

  private static String text(JsonNode node, String name) throws InvalidJobException {
    String text = node.isTextual() || node.isIntegralNumber() ? node.asText() : "";
    if (text.isBlank() || text.length() > MAX_VALUE) {
      throw new InvalidJobException(name + " is a text of 1 to " + MAX_VALUE + " characters.");
    }
    return text;
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
