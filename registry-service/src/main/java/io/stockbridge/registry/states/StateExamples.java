package io.stockbridge.registry.states;

/** Example answers for the OpenAPI document. */
final class StateExamples {
  private StateExamples() {}

  private static final String HEADER_MEMBERS =
      """
      "entries":1043,"environment":"local","number":2,
      "previous":"0x5df6e0e2761359d30a8275058e299fcc0381534545f55cf43e41983f5d4c9456",
      "recordedAt":"2026-11-27T12:00:03.000Z","root":"0x6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
      """;
  private static final String HEADER_TEXT =
      "{\\\"entries\\\":1043,\\\"environment\\\":\\\"local\\\",\\\"number\\\":2,\\\"previous\\\":\\\"0x5df6e0e2761359d30a8275058e299fcc0381534545f55cf43e41983f5d4c9456\\\",\\\"recordedAt\\\":\\\"2026-11-27T12:00:03.000Z\\\",\\\"root\\\":\\\"0x6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d\\\",\\\"schema\\\":1}";
  private static final String SIGNATURE =
      "ZPp1y8Z5Jc0m5o1nqkqg5bq2b1L0N2h7bKp0oLQ2yN0t1hFZk4mC3F6nS0c9V8Yy1m2u3w4x5y6z7A8B9C0DAA==";
  static final String CHECKPOINT =
      """
      stockbridge/local/registrar-local
      2
      bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=

      — stockbridge/local/registrar-local Jb1s7WT6dcvGeSXNJuaNZ6pKoOW6tm9S9Ddoe2yqdKC0Nsjd
      """;
  static final String STATE =
      "{\"schema\":1,"
          + HEADER_MEMBERS
          + ",\"hash\":\"0x4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a\",\"header\":\""
          + HEADER_TEXT
          + "\",\"signature\":\""
          + SIGNATURE
          + "\",\"keyId\":\"registrar-local\",\"changeNumber\":1043}";
  static final String ENTRIES =
      """
      {"content":{"isin":"US0378331005","mic":"XNAS","name":"Apple Inc.","ticker":"AAPL"},"key":"AAPL","kind":"underlying"}
      """;
  static final String PROOF =
      """
      {"schema":1,"type":"registry-entry",
      "entry":"{\\"content\\":{\\"isin\\":\\"US0378331005\\",\\"mic\\":\\"XNAS\\",\\"name\\":\\"Apple Inc.\\",\\"ticker\\":\\"AAPL\\"},\\"key\\":\\"AAPL\\",\\"kind\\":\\"underlying\\"}",
      "index":811,"proof":["0x4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a"],
      "header":\""""
          + HEADER_TEXT
          + "\",\"signature\":\""
          + SIGNATURE
          + """
          ","keyId":"registrar-local","log":{"index":1,
          "proof":["0xdbc1b4c900ffe48d575b5da5c638040125f65db0fe3e24494b76ea986457d986"],
          "checkpoint":"stockbridge/local/registrar-local\\n2\\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\\n\\n— stockbridge/local/registrar-local Jb1s7WT6dcvGeSXNJuaNZ6pKoOW6tm9S9Ddoe2yqdKC0Nsjd\\n"}}
          """;
  static final String CONSISTENCY =
      """
      {"from":1,"to":2,"proof":["0xdbc1b4c900ffe48d575b5da5c638040125f65db0fe3e24494b76ea986457d986"]}
      """;
}
