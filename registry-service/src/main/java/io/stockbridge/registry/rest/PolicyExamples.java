package io.stockbridge.registry.rest;

/** Example requests and answers of bulk calls and policies for the OpenAPI document. */
final class PolicyExamples {
  private PolicyExamples() {}

  static final String RESOLVE_MANY =
      """
      {"policy":"default","items":[{"id":"1","query":"TSLA","chain":"eip155:42161"},
      {"id":"2","query":"CH1436219187","chain":"solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp","policy":"own-only"}]}
      """;
  static final String RESOLVED_MANY =
      "{\"items\":[{\"id\":\"1\",\"answer\":" + Examples.RESOLUTION + "}]}";
  static final String VERIFY_MANY =
      """
      {"items":[{"id":"1","token":"eip155:42161/erc20:0x2414faE77CF726cC2287B81cf174d9828adc6636"},
      {"id":"2","chain":"eip155:8453","address":"0x41F7A63713e76c0aB800Be03Bae9F17B8A356348",
      "policy":"default@1"}]}
      """;
  static final String VERIFIED_MANY =
      "{\"items\":[{\"id\":\"1\",\"answer\":" + Examples.VERDICT + "}]}";
  static final String RULES =
      """
      "description":"our own bridged token, else the preferred issuer's that two independent sources name",
      "order":["OWN_BRIDGED","ISSUER_PREFERENCE","CIRCULATING_SUPPLY"],"required":[],
      "issuerPreference":["Backed Assets","Coinbase"],"minimumSources":2,"observationsFreshForS":86400,
      """;
  static final String PUT =
      "{" + RULES + "\"reason\":\"supply now decides between tokens of one issuer\"}";
  static final String POLICY =
      "{\"name\":\"default\",\"version\":2,"
          + RULES
          + """
          "schema":1,"inForceFrom":"2026-11-27T10:00:00.000Z","recordedAt":"2026-11-27T10:00:00.000Z",
          "subject":"registrar-1","reason":"supply now decides between tokens of one issuer",
          "record":"{\\"description\\":\\"…\\"}","signature":"base64","keyId":"registrar-local"}
          """;
  static final String POLICIES = "{\"items\":[" + POLICY + "],\"nextCursor\":null}";
  static final String VERSIONS = "{\"items\":[" + POLICY + "]}";
}
