package io.stockbridge.registry.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.stockbridge.registry.serving.CatalogueHolder;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The registry in the formats of others, read by the libraries that wallets use. */
@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(RegistryFiles.class)
class ExportsTest {

  private static final String APPLE = "0x9d275685dC284C8eB1C79f6ABA7a63Dc75ec890a";
  private static final String RETIRED = "0x2414faE77CF726cC2287B81cf174d9828adc6636";
  private static final String IMPOSTOR = "AbafwcupULi8eiNDoWYd6eQ97z77gZUcwgxjoqfoqSQv";

  @Inject ObjectMapper json;
  @Inject CatalogueHolder holder;

  @Test
  void listsOfAllChainsAndOfEachAreValidUnderTheUniswapSchemaAndAgree() throws Exception {
    Response all = given().get("/v1/tokenlist.json");
    all.then().statusCode(200).body("version.major", equalTo(1));
    List<String> addresses = all.jsonPath().getList("tokens.address");
    assertThat(addresses)
        .contains(RegistryFiles.LOCAL_APPLE, RegistryFiles.LOCAL_MINT)
        .hasSizeGreaterThan(150);
    List<String> files = new ArrayList<>(List.of(save("all.json", all.asString())));
    Set<String> ofChains = new TreeSet<>();
    int total = 0;
    for (String chain : holder.state().tokenLists().byName().keySet()) {
      if (!chain.equals("all")) {
        Response list = given().get("/v1/tokenlists/" + chain + ".json");
        list.then().statusCode(200).body("tokens.extensions.caip2.unique()", contains(chain));
        assertThat(list.asString())
            .isEqualTo(given().get("/v1/tokenlist.json?chain=" + chain).asString());
        files.add(save(chain.replace(':', '-') + ".json", list.asString()));
        List<String> own = list.jsonPath().getList("tokens.address");
        ofChains.addAll(own);
        total += own.size();
      }
    }
    assertThat(total).isEqualTo(addresses.size());
    assertThat(ofChains).containsExactlyElementsOf(new TreeSet<>(addresses));
    assertThat(JsChecks.run("check-list.mjs", files.toArray(String[]::new)))
        .startsWith("valid lists=" + files.size());

    given().get("/v1/tokenlist.json?chain=eip155:84538453").then().statusCode(oneOf(200, 404));
    problem("/v1/tokenlist.json?chain=eip155:7", 404, "UNKNOWN_CHAIN", "chain");
    problem("/v1/tokenlists/nowhere.json", 400, "INVALID_FIELD", "chain");
    problem("/v1/tokenlist.json?asOf=2020-01-01T00:00:00Z", 404, "NO_TOKEN_LIST", null);
    assertThat(given().get("/v1/tokenlist.json?asOf=2999-01-01T00:00:00Z").asString())
        .isEqualTo(given().get("/v1/tokenlist.json").asString());
  }

  @Test
  void everyTokenIsExportedOnceInNamesThatOtherLibrariesRead() throws Exception {
    Response export = given().get("/v1/exports/tokens.ndjson");
    export.then().statusCode(200).contentType("application/x-ndjson");
    List<String> lines = export.asString().lines().toList();
    assertThat(lines).hasSize(holder.catalogue().tokenCount());
    assertThat(JsChecks.run("check-tokens.mjs", save("tokens.ndjson", export.asString())))
        .startsWith("valid tokens=" + lines.size() + " impostors=16");

    for (String line : lines) {
      JsonNode token = json.readTree(line);
      if (token.get("canonical").booleanValue()) {
        given()
            .queryParam("underlying", token.at("/underlying/ticker").textValue())
            .queryParam("chain", token.get("chain").textValue())
            .get("/v1/resolve")
            .then()
            .body("canonical.caip19", equalTo(token.get("caip19").textValue()));
      }
    }
    String tag = export.header("ETag");
    given()
        .header("If-None-Match", tag)
        .get("/v1/exports/tokens.ndjson")
        .then()
        .statusCode(304)
        .header("ETag", equalTo(tag));
    List<String> base =
        given().get("/v1/exports/tokens.ndjson?chain=eip155:8453").asString().lines().toList();
    assertThat(base)
        .isEqualTo(lines.stream().filter(l -> l.contains("\"chain\":\"eip155:8453\"")).toList())
        .hasSizeGreaterThan(200);
    problem("/v1/exports/tokens.ndjson?chain=eip155:7", 404, "UNKNOWN_CHAIN", "chain");
    problem("/v1/exports/tokens.ndjson?asOf=yesterday", 400, "INVALID_FIELD", "asOf");
  }

  @Test
  void mapsIdentifiersInTheShapeOfOpenFigi() {
    String jobs =
        """
        [{"idType":"ID_ISIN","idValue":"US0378331005"},{"idType":"ID_ISIN","idValue":"CH1436219187"},
         {"idType":"TICKER","idValue":"aapl","exchCode":"US"},{"idType":"TICKER","idValue":"AAPL","micCode":"XNYS"},
         {"idType":"ID_CUSIP","idValue":"037833100"},{"idType":"TICKER","idValue":"NOPE"},
         {"idType":"SHOE_SIZE","idValue":"44"},{"idType":"TICKER"},7,{"idType":"TICKER","idValue":"AAPL","colour":"red"},
         {"idType":"ID_CUSIP_8_CHR","idValue":"03783310"},{"idType":"TICKER","idValue":"AAPL","exchCode":"US","micCode":"XNAS"}]
        """;
    map(jobs)
        .statusCode(200)
        .body("$", hasSize(12))
        .body("[0].data", hasSize(1))
        .body("[0].data[0].ticker", equalTo("AAPL"))
        .body("[0].data[0].exchCode", equalTo("US"))
        .body("[0].data[0].marketSector", equalTo("Equity"))
        .body(
            "[0].data[0].tokens.findAll { it.canonical }.caip19",
            hasItem("eip155:42161/erc20:" + APPLE))
        .body(
            "[0].data[0].tokens.find { it.caip19.endsWith('%s') }.status".formatted(RETIRED),
            equalTo("retired"))
        .body("[1].data[0].ticker", equalTo("AAPLx"))
        .body("[1].data[0].figi", nullValue())
        .body("[1].data[0].tokens.issuer.unique()", contains("Backed Assets"))
        .body("[2].data[0].name", equalTo("Apple Inc."))
        .body("[3].warning", equalTo("No identifier found."))
        .body("[4].data[0].isin", equalTo("US0378331005"))
        .body("[5].warning", equalTo("No identifier found."))
        .body("[6].error", containsString("SHOE_SIZE"))
        .body("[7].error", containsString("idValue"))
        .body("[8].error", containsString("object"))
        .body("[9].error", containsString("colour"))
        .body("[10].data[0].ticker", equalTo("AAPL"))
        .body("[11].error", containsString("not both"));
    String job = "{\"idType\":\"TICKER\",\"idValue\":\"AAPL\"}";
    map("[" + (job + ",").repeat(99) + job + "]").statusCode(200).body("$", hasSize(100));
    map("[" + (job + ",").repeat(100) + job + "]")
        .statusCode(413)
        .body("code", equalTo("TOO_MANY_JOBS"));
    map("[]").statusCode(400).body("code", equalTo("INVALID_FIELD"));
    map(job).statusCode(400).body("code", equalTo("MALFORMED_JSON"));
    map("[").statusCode(400).body("code", equalTo("MALFORMED_JSON"));
  }

  @Test
  void answersContractsInTheShapeOfCoinGeckoAndNeverAnImpostor() {
    given()
        .get("/v1/coingecko/coins/arbitrum-one/contract/" + APPLE.toLowerCase(Locale.ROOT))
        .then()
        .statusCode(200)
        .body("id", equalTo("CH1436219187"))
        .body("symbol", equalTo("aaplx"))
        .body("asset_platform_id", equalTo("arbitrum-one"))
        .body("contract_address", equalTo(APPLE))
        .body("platforms.ethereum", equalTo(APPLE))
        .body("platforms.solana", equalTo("XsbEhLAtcf6HdfpFZ5xEMdqW8nfAvcsP5bdudRLJzJp"))
        .body("detail_platforms.solana.decimal_place", equalTo(8))
        .body("platforms.'eip155:412346'", equalTo(RegistryFiles.LOCAL_APPLE))
        .body("public_notice", nullValue())
        .body("stockbridge.canonical", equalTo(true));
    given()
        .get("/v1/coingecko/coins/arbitrum-one/contract/" + RETIRED)
        .then()
        .body("public_notice", containsString("0xCe38e140fC3982a6bCEbc37b040913EF2Cd6C5a7"))
        .body("stockbridge.canonical", equalTo(false))
        .body("platforms.size()", equalTo(1));
    given()
        .get("/v1/coingecko/coins/base/contract/0x052175B0015CCCa91919F374043A665441e4b0B8")
        .then()
        .body("public_notice", containsString("wrapper of eip155:8453/erc20:0x41F7A6"));
    String coins = "/v1/coingecko/coins/";
    problem(coins + "solana/contract/" + IMPOSTOR, 404, "IMPOSTOR_TOKEN", "address");
    problem(coins + "base/contract/0x1234", 404, "UNKNOWN_TOKEN", "address");
    problem(coins + "moon/contract/0x1234", 404, "UNKNOWN_CHAIN", "platform");
  }

  private static ValidatableResponse map(String jobs) {
    return given().contentType(ContentType.JSON).body(jobs).post("/v1/openfigi/v3/mapping").then();
  }

  private static String save(String name, String content) throws Exception {
    Path folder = Files.createDirectories(Path.of("target", "exports"));
    return Files.writeString(folder.resolve(name), content).toAbsolutePath().toString();
  }

  private static void problem(String path, int status, String code, String field) {
    given()
        .get(path)
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code))
        .body("field", equalTo(field));
  }
}
