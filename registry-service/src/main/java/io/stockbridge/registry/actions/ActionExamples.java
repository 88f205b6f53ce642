package io.stockbridge.registry.actions;

/** Examples of the OpenAPI document. */
final class ActionExamples {

  static final String BODY =
      """
      {"id":"AAPL-SPLF-2026","kind":"split","underlying":"AAPL","ratio":{"new":"4","old":"1"},
      "announcementDate":"2026-11-23","exDate":"2026-12-07","recordDate":"2026-12-04",
      "effectiveAt":"2026-12-07T14:30:00Z","note":"4 for 1","reason":"the issuer's notice of 23 November"}
      """;

  static final String ACTION =
      """
      {"schema":1,"id":"AAPL-SPLF-2026","kind":"split","caev":"SPLF","underlying":"AAPL",
      "state":"scheduled","ratio":{"new":"4","old":"1"},"announcementDate":"2026-11-23",
      "exDate":"2026-12-07","recordDate":"2026-12-04","effectiveAt":"2026-12-07T14:30:00.000Z",
      "note":"4 for 1","version":1,"validFrom":"2026-11-23T09:00:00.000Z",
      "recordedAt":"2026-11-23T09:00:00.000Z","subject":"registrar-1",
      "reason":"the issuer's notice of 23 November",
      "assets":[{"isin":"CH1436219187","multiplier":"4","actionEpoch":1,"chains":[
      {"chain":"eip155:412346","domain":412346,"goal":"apply","state":"pending",
      "effectiveAt":"2026-12-07T14:30:00.000Z","lagging":false,"reason":"","sends":1,
      "newest":{"operation":"schedule",
      "txId":"0x5d3a6f4c6c1f3f0f3b7f8f0b9d8d7c6b5a49382716f5e4d3c2b1a09f8e7d6c5b",
      "sentAt":"2026-11-23T09:00:01.000Z"},"seen":{"height":1042,"time":"2026-11-23T09:00:03.000Z"}},
      {"chain":"solana:4sGjMW1sUnHzSxGspuhpqLDx6wiyjNtZ","domain":900,"goal":"apply","state":"due",
      "effectiveAt":"2026-12-07T14:30:00.000Z","lagging":true,
      "reason":"insufficient funds: the fee payer never had a lamport","sends":0}]}],
      "lagging":["solana:4sGjMW1sUnHzSxGspuhpqLDx6wiyjNtZ"]}
      """;

  static final String PAGE = "{\"items\":[" + ACTION + "],\"nextCursor\":\"MTI\"}";

  static final String VERSIONS =
      """
      {"items":[{"record":"{\\"caev\\":\\"SPLF\\",\\"id\\":\\"AAPL-SPLF-2026\\"}",
      "signature":"base64","keyId":"registrar-local"}]}
      """;

  private ActionExamples() {}
}
