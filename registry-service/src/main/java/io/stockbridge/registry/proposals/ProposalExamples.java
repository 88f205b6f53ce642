package io.stockbridge.registry.proposals;

/** Example bodies of proposals for the OpenAPI document. */
public final class ProposalExamples {

  private static final String REQUEST =
      """
      "kind":"actions","proposer":{"issuer":"https://id.example","subject":"alice"},
      "proposedAt":"2026-11-27T10:00:00.000Z","expiresAt":"2026-12-04T10:00:00.000Z",
      "request":{"method":"DELETE","uri":"/v1/actions/TSLA-2027?reason=postponed","ifMatch":null,"body":null},
      "preview":{"id":"TSLA-2027","state":"cancelled"},
      """;

  /** A proposal that waits. */
  public static final String PENDING =
      "{\"id\":\"0f6f5c0e-3f0e-4a43-9d8e-5a1d6c9c2b11\",\"state\":\"pending\","
          + REQUEST
          + "\"decision\":null}";

  static final String PAGE = "{\"items\":[" + PENDING + "],\"nextCursor\":null}";

  static final String DONE = "{\"key\":\"TSLA\",\"ticker\":\"TSLA\",\"name\":\"Tesla, Inc.\"}";

  static final String REASON = "{\"reason\":\"the issuer has not confirmed it\"}";

  static final String REJECTED =
      "{\"id\":\"0f6f5c0e-3f0e-4a43-9d8e-5a1d6c9c2b11\",\"state\":\"rejected\","
          + REQUEST
          + "\"decision\":{\"by\":{\"issuer\":\"https://id.example\",\"subject\":\"bob\"},"
          + "\"at\":\"2026-11-27T11:00:00.000Z\",\"reason\":\"the issuer has not confirmed it\"}}";

  static final String WITHDRAWN =
      "{\"id\":\"0f6f5c0e-3f0e-4a43-9d8e-5a1d6c9c2b11\",\"state\":\"withdrawn\","
          + REQUEST
          + "\"decision\":{\"by\":{\"issuer\":\"https://id.example\",\"subject\":\"alice\"},"
          + "\"at\":\"2026-11-27T11:00:00.000Z\",\"reason\":null}}";

  private ProposalExamples() {}
}
