package io.stockbridge.registry.feed;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.registry.recording.ChangeLine;
import io.stockbridge.registry.recording.ChangeLines;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Streams of changes. Each goes at its reader's pace: the next page is made when the last event was
 * taken, so a slow reader holds one page and nobody up.
 */
@ApplicationScoped
class ChangeStream {

  private static final int PAGE = 200;

  private final ChangeTail tail;
  private final Transactions transactions;
  private final FeedConfiguration configuration;
  private final AtomicInteger open = new AtomicInteger();

  ChangeStream(ChangeTail tail, Transactions transactions, FeedConfiguration configuration) {
    this.tail = tail;
    this.transactions = transactions;
    this.configuration = configuration;
  }

  /** What a stream sends next, and whether it ends then. */
  private record Page(List<OutboundSseEvent> events, boolean more) {}

  /** The lines after a number and all that come. */
  Multi<OutboundSseEvent> from(long after, ChangeLines.Filter filter, Sse sse) {
    if (open.incrementAndGet() > configuration.maxStreams()) {
      open.decrementAndGet();
      throw ProblemException.of(
          FeedProblem.TOO_MANY_STREAMS, "read pages, or come back in a minute");
    }
    Reader reader = new Reader(after, filter, sse);
    Multi<OutboundSseEvent> lines =
        Multi.createBy()
            .repeating()
            .uni(reader::next)
            .whilst(Page::more)
            .onItem()
            .transformToMultiAndConcatenate(page -> Multi.createFrom().iterable(page.events()));
    // Said at once, so that a reader without news knows that it is connected.
    return Multi.createBy()
        .concatenating()
        .streams(Multi.createFrom().item(() -> comment(sse, "connected")), lines)
        .onTermination()
        .invoke(open::decrementAndGet);
  }

  private static OutboundSseEvent comment(Sse sse, String text) {
    return sse.newEventBuilder().comment(text).build();
  }

  /** How far one stream is. Asked for one page at a time. */
  private final class Reader {

    private final ChangeLines.Filter filter;
    private final Sse sse;
    private long at;

    Reader(long at, ChangeLines.Filter filter, Sse sse) {
      this.at = at;
      this.filter = filter;
      this.sse = sse;
    }

    Uni<Page> next() {
      if (tail.isStopped()) {
        return Uni.createFrom().item(new Page(List.of(comment(sse, "this server ends")), false));
      }
      Optional<List<ChangeLine>> seen = tail.after(at);
      if (seen.isEmpty()) {
        long to = Math.min(at + PAGE, tail.head());
        return transactions
            .run(session -> ChangeLines.between(session, at, to, filter, PAGE))
            .map(lines -> page(lines, to));
      }
      List<ChangeLine> lines = seen.get();
      if (!lines.isEmpty()) {
        List<ChangeLine> some = lines.subList(0, Math.min(PAGE, lines.size()));
        return Uni.createFrom().item(page(some, some.getLast().number()));
      }
      return tail.await(at, configuration.heartbeat())
          .map(news -> new Page(news ? List.of() : List.of(comment(sse, "no change since")), true));
    }

    private Page page(List<ChangeLine> lines, long to) {
      at = to;
      List<OutboundSseEvent> events = new ArrayList<>();
      for (ChangeLine line : lines) {
        if (filter.matches(line)) {
          events.add(
              sse.newEventBuilder()
                  .id(Long.toString(line.number()))
                  .name("change")
                  .data(line.text())
                  .build());
        }
      }
      return new Page(events, true);
    }
  }
}
