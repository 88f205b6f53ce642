package io.stockbridge.bridge.tracking;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.stockbridge.protocol.transfer.TransferState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A transfer's changes as a stream; read from the database, so any process can serve it. */
@ApplicationScoped
class TransferStream {
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final Duration interval;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore reads;

  TransferStream(
      @ConfigProperty(name = "stockbridge.tracking.stream-interval", defaultValue = "500ms")
          Duration interval,
      @ConfigProperty(name = "stockbridge.tracking.stream-reads", defaultValue = "4") int reads) {
    this.interval = interval;
    this.reads = new Semaphore(reads);
  }

  /** What {@code load} gives, again whenever it differs, until the transfer has ended. */
  Multi<TransferView> of(Supplier<TransferView> load) {
    return Multi.createFrom()
        .ticks()
        .every(interval)
        .onOverflow()
        .drop()
        .onItem()
        .transformToUniAndConcatenate(
            tick -> Uni.createFrom().item(() -> read(load)).runSubscriptionOn(threads))
        .skip()
        .repetitions()
        .onItem()
        .transformToMultiAndConcatenate(TransferStream::withEnd)
        .select()
        .first(Optional::isPresent)
        .onItem()
        .transform(Optional::orElseThrow)
        .select()
        .first(LONGEST);
  }

  private TransferView read(Supplier<TransferView> load) {
    reads.acquireUninterruptibly();
    try {
      return load.get();
    } finally {
      reads.release();
    }
  }

  private static Multi<Optional<TransferView>> withEnd(TransferView view) {
    boolean ended = TransferState.valueOf(view.state().toUpperCase(Locale.ROOT)).isTerminal();
    return Multi.createFrom()
        .iterable(
            ended ? List.of(Optional.of(view), Optional.empty()) : List.of(Optional.of(view)));
  }
}
