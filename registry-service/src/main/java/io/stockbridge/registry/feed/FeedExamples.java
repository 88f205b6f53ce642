package io.stockbridge.registry.feed;

/** Example answers for the OpenAPI document. */
final class FeedExamples {
  private FeedExamples() {}

  private static final String CHANGE =
      """
      {"number":7,"occurredAt":"2026-11-27T12:00:03.000Z","kind":"underlying","key":"AAPL","version":2,\
      "phase":"effective","types":["renamed"],"validFrom":"2026-11-27T12:00:03.000Z","replaces":1,\
      "content":{"isin":"US0378331005","key":"AAPL","mic":"XNAS","name":"Apple Inc.","status":"listed","ticker":"AAPL"}}\
      """;
  static final String PAGE = "{\"items\":[" + CHANGE + "],\"next\":\"7\",\"more\":false}";
  static final String EVENT = "id: 7\nevent: change\ndata: " + CHANGE + "\n\n";
}
