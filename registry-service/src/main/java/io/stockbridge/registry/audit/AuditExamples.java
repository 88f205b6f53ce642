package io.stockbridge.registry.audit;

/** Example answers of the audit trail for the OpenAPI document. */
final class AuditExamples {
  private AuditExamples() {}

  static final String LINE =
      """
      {"number":1,
      "record":"{\\"at\\":\\"2026-11-27T10:00:00.000Z\\",\\"bodySha256\\":\\"5df6e0e2761359d30a8275058e299fcc0381534545f55cf43e41983f5d4c9456\\",\\"clientAddress\\":null,\\"etag\\":\\"b1c2d3e4f5a60718293a4b5c\\",\\"idempotencyKey\\":\\"tsla-1\\",\\"issuer\\":\\"https://id.example\\",\\"location\\":null,\\"method\\":\\"PUT\\",\\"number\\":1,\\"previous\\":\\"0000000000000000000000000000000000000000000000000000000000000000\\",\\"proposal\\":null,\\"requestId\\":\\"3f6c1c9e-6d0b-4a57-8f7e-0d6a0b8f4c21\\",\\"status\\":200,\\"subject\\":\\"registrar-1\\",\\"uri\\":\\"/v1/assets/CH1436219187\\",\\"version\\":2}",
      "hash":"14066acf8e3eb0b401480d01518adfc6c7d8f9fe4221d6a83a77e6d3f275cd35"}
      """;

  static final String PAGE = "{\"items\":[" + LINE + "],\"next\":1}";
}
