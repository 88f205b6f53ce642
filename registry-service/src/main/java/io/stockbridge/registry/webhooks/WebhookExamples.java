package io.stockbridge.registry.webhooks;

/** Examples for the OpenAPI document. */
final class WebhookExamples {
  private WebhookExamples() {}

  private static final String MEMBERS =
      """
      "id":"3f0c9a52-8a55-4f0e-9f44-0f6f1c2f7c11","url":"https://wallet.example/hooks/registry",
      "types":["redeployed","retired","impostor_found"],"description":"wallet","status":"active","disabledReason":null,
      "cursor":"1043","failures":0,"failingSince":null,"nextAttemptAt":"2026-11-27T12:00:03.000Z",
      "createdAt":"2026-11-27T12:00:03.000Z","createdBy":"registrar-1"\
      """;
  static final String ONE = "{" + MEMBERS + "}";
  static final String NEW =
      "{" + MEMBERS + ",\"secret\":\"whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"}";
  static final String LIST = "{\"items\":[" + ONE + "]}";
  static final String BODY =
      """
      {"url":"https://wallet.example/hooks/registry","types":["redeployed","retired","impostor_found"],"description":"wallet"}
      """;
  static final String ATTEMPT =
      """
      {"number":7,"messageId":"chg_7_3f0c9a528a554f0e9f440f6f1c2f7c11","attempt":1,"manual":false,
      "attemptedAt":"2026-11-27T12:00:03.000Z","durationMs":31,"status":200,"error":null}\
      """;
  static final String LOG = "{\"items\":[" + ATTEMPT + "],\"nextCursor\":null}";
  static final String UNKNOWN =
      """
      {"type":"urn:stockbridge:problem:unknown-webhook","title":"No such webhook","status":404,
      "detail":"no webhook 3f0c9a52-8a55-4f0e-9f44-0f6f1c2f7c11","code":"UNKNOWN_WEBHOOK","field":"id"}
      """;
}
