package io.stockbridge.registry.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The registry's change feed. A mirror keeps the cursor together with what it has applied and reads
 * on from there; see {@link #follow}. Safe for use by many threads.
 */
public final class ChangeFeed {

  private static final int PAGE = 1_000;

  /** The registry says something at least every 15 s, so such a silence is a broken line. */
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private final Transport transport;
  private final ObjectMapper json;

  ChangeFeed(Transport transport, ObjectMapper json) {
    this.transport = transport;
    this.json = json;
  }

  /**
   * Some changes.
   *
   * @param changes in the order of the feed
   * @param next the cursor of the page that follows, always there
   * @param more whether that page has changes already
   */
  public record Page(List<Change> changes, String next, boolean more) {}

  /**
   * The changes after a cursor.
   *
   * @param after {@code "0"} for everything, else the next of a page or the cursor of a change
   */
  public Page page(String after) {
    JsonNode answer =
        transport.getOnce("/v1/changes?limit=" + PAGE + "&after=" + RegistryClient.encode(after));
    List<Change> changes = new ArrayList<>();
    answer.path("items").forEach(line -> changes.add(Change.of(line)));
    return new Page(changes, answer.path("next").asText(), answer.path("more").asBoolean());
  }

  /**
   * Hands over every change after a cursor and then each as it is committed, in order and without a
   * gap, whatever happens to the connection. Ends when the thread is interrupted, when the consumer
   * throws, or when the registry does not know the cursor ({@code CURSOR_AHEAD}: begin again from
   * {@code "0"}).
   */
  public void follow(String after, Consumer<Change> consumer) {
    String cursor = after;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Page page = page(cursor);
        for (Change change : page.changes()) {
          consumer.accept(change);
          cursor = change.cursor();
        }
        cursor = page.more() ? page.next() : listen(page.next(), consumer);
      } catch (RegistryException e) {
        // What was under way when the thread was interrupted is no fault.
        if (!Thread.currentThread().isInterrupted()) {
          throw e;
        }
      }
    }
  }

  /** Reads the stream until it ends; how far it came. */
  private String listen(String after, Consumer<Change> consumer) {
    String cursor = after;
    try (Transport.Events events =
            transport.stream("/v1/changes/stream?after=" + RegistryClient.encode(after), SILENCE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
      StringBuilder data = new StringBuilder();
      String line = lines.readLine();
      while (line != null) {
        events.heard();
        if (line.startsWith("data:")) {
          data.append(line, line.startsWith("data: ") ? 6 : 5, line.length());
        } else if (line.isEmpty() && !data.isEmpty()) {
          Change change = Change.of(json.readTree(data.toString()));
          data.setLength(0);
          consumer.accept(change);
          cursor = change.cursor();
        }
        line = lines.readLine();
      }
    } catch (IOException e) {
      // A line that broke is no news: the next page tells what was missed, or that nobody answers.
      return cursor;
    }
    return cursor;
  }
}
