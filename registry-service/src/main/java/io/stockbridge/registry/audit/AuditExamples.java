package io.stockbridge.registry.audit;

/** Example answers of the audit trail for the OpenAPI document. */
final class AuditExamples {
  private AuditExamples() {}

  static final String PAGE =
      """
      {"items":[{"number":1,
      "record":"{\\"at\\":\\"2026-11-27T10:00:00Z\\",\\"bodySha256\\":\\"5df6e0e2761359d30a8275058e299fcc0381534545f55cf43e41983f5d4c9456\\",\\"etag\\":\\"b1c2d3e4f5a60718293a4b5c\\",\\"idempotencyKey\\":\\"tsla-1\\",\\"issuer\\":\\"https://id.example\\",\\"method\\":\\"PUT\\",\\"number\\":1,\\"previous\\":\\"0000000000000000000000000000000000000000000000000000000000000000\\",\\"status\\":200,\\"subject\\":\\"registrar-1\\",\\"uri\\":\\"/v1/assets/CH1436219187\\",\\"version\\":2}",
      "hash":"077085937b3cb4ecdc34e7cd472928c21bf01af2a1ab42c08ed41b0cf13eda4c"}],
      "next":1}
      """;
}
