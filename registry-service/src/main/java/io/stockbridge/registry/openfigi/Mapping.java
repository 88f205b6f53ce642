package io.stockbridge.registry.openfigi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.catalogue.KnownToken;
import io.stockbridge.registry.openfigi.MappingJob.InvalidJobException;
import io.stockbridge.registry.resolution.CanonicalTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Does the jobs of one request on one state. Each has {@code data}, a {@code warning} where nothing
 * is found, or an {@code error} where the job itself is wrong, at its place in the answer.
 */
final class Mapping {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String US = "US";
  private static final String EQUITY = "Equity";
  private static final int CUSIP_WITHOUT_CHECK = 8;

  private final Catalogue catalogue;
  private final CanonicalTokens canonicals;

  Mapping(Catalogue catalogue, CanonicalTokens canonicals) {
    this.catalogue = catalogue;
    this.canonicals = canonicals;
  }

  ArrayNode answer(JsonNode jobs) {
    ArrayNode answers = JSON.arrayNode();
    for (JsonNode job : jobs) {
      answers.add(answerOf(job));
    }
    return answers;
  }

  private ObjectNode answerOf(JsonNode json) {
    ObjectNode answer = JSON.objectNode();
    try {
      MappingJob job = MappingJob.read(json);
      List<ObjectNode> found = find(job).stream().filter(item -> passes(job, item)).toList();
      if (found.isEmpty()) {
        return answer.put("warning", "No identifier found.");
      }
      answer.putArray("data").addAll(found);
      return answer;
    } catch (InvalidJobException e) {
      return answer.put("error", String.valueOf(e.getMessage()));
    }
  }

  private List<ObjectNode> find(MappingJob job) {
    return switch (job.type()) {
      case ID_ISIN -> byIsin(job.value());
      case ID_CUSIP, ID_CUSIP_8_CHR -> byCusip(job.value());
      case TICKER, ID_EXCH_SYMBOL -> listed(catalogue.underlyingOfTicker(job.value()));
      case COMPOSITE_ID_BB_GLOBAL, COMPOSITE_FIGI, ID_BB_GLOBAL ->
          listed(catalogue.underlyingOfFigi(job.value()));
    };
  }

  private List<ObjectNode> byIsin(String isin) {
    Optional<Asset> instrument = catalogue.asset(isin);
    return instrument.isPresent()
        ? List.of(instrument(instrument.get()))
        : listed(catalogue.underlyingOfIsin(isin));
  }

  /** A US ISIN is the country, the CUSIP and a check digit. */
  private List<ObjectNode> byCusip(String cusip) {
    List<ObjectNode> found = new ArrayList<>();
    if (!cusip.matches("[0-9A-Z]{8}[0-9]?")) {
      return found;
    }
    String base = US + cusip.substring(0, CUSIP_WITHOUT_CHECK);
    for (int cusipCheck = 0; cusipCheck < 10; cusipCheck++) {
      for (int check = 0; check < 10; check++) {
        String isin = base + cusipCheck + check;
        if (isin.startsWith(US + cusip) && Isin.isValid(isin)) {
          found.addAll(listed(catalogue.underlyingOfIsin(isin)));
        }
      }
    }
    return found;
  }

  private List<ObjectNode> listed(Optional<Underlying> underlying) {
    return underlying.map(this::listed).map(List::of).orElse(List.of());
  }

  private ObjectNode listed(Underlying underlying) {
    ObjectNode item = item(underlying.name(), underlying.ticker(), underlying);
    if (underlying.figi() != null) {
      item.put("figi", underlying.figi().value());
      item.put("compositeFIGI", underlying.figi().value());
    }
    ArrayNode tokens = item.putArray("tokens");
    catalogue.stockOf(underlying).tokens().forEach(token -> add(tokens, token));
    return item;
  }

  private ObjectNode instrument(Asset asset) {
    AssetContent content = asset.content();
    ObjectNode item = item(content.name(), content.symbol(), content.underlying());
    // An issuer's instrument is not the listed security: it has no FIGI of that one.
    item.putNull("exchCode");
    item.put("securityType2", content.legalForm());
    item.put("isin", content.isin() == null ? null : content.isin().value());
    ArrayNode tokens = item.putArray("tokens");
    for (KnownToken token : catalogue.stockOf(content.underlying()).tokens()) {
      if (asset.equals(token.asset())) {
        add(tokens, token);
      }
    }
    return item;
  }

  private static ObjectNode item(String name, String ticker, Underlying underlying) {
    ObjectNode item = JSON.objectNode();
    item.putNull("figi");
    item.put("name", name);
    item.put("ticker", ticker);
    item.put("exchCode", US);
    item.putNull("compositeFIGI");
    item.putNull("securityType");
    item.put("marketSector", EQUITY);
    item.putNull("shareClassFIGI");
    item.putNull("securityType2");
    item.put("securityDescription", ticker);
    item.put("isin", underlying.isin() == null ? null : underlying.isin().value());
    item.put("micCode", underlying.mic());
    return item;
  }

  private void add(ArrayNode tokens, KnownToken token) {
    Deployment deployment = token.deployment();
    AssetContent asset = token.owner().orElseThrow().content();
    tokens
        .addObject()
        .put("caip19", deployment.token().caip19())
        .put("symbol", deployment.symbol())
        .put("issuer", asset.issuer())
        .put("asset", asset.key())
        .put("role", deployment.form().role().wire())
        .put("status", deployment.status().wire())
        .put("canonical", canonicals.contain(token));
  }

  private static boolean passes(MappingJob job, ObjectNode item) {
    return job.filters().entrySet().stream()
        .allMatch(
            filter ->
                switch (filter.getKey()) {
                  case "micCode" -> filter.getValue().equals(text(item, "micCode"));
                  case "exchCode" -> filter.getValue().equals(text(item, "exchCode"));
                  case "marketSecDes" -> filter.getValue().equals(EQUITY);
                  case "currency" -> filter.getValue().equals("USD");
                  default -> filter.getValue().equals(text(item, filter.getKey()));
                });
  }

  private static @Nullable String text(ObjectNode item, String field) {
    return item.path(field).textValue();
  }
}
