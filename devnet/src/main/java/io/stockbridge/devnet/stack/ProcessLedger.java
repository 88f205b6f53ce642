package io.stockbridge.devnet.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.stockbridge.devnet.state.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The processes that the supervisor started, in order, on disk: if the supervisor dies without
 * ending them, the next start ends exactly these. A process is known by its id and its start time,
 * so that a number given to another program in the meantime is left alone.
 */
final class ProcessLedger {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private record Entry(String name, long pid, long startedAtMs) {}

  private final Path file;
  private final List<Entry> entries = new ArrayList<>();

  ProcessLedger(Path file) {
    this.file = file;
  }

  synchronized void add(String name, long pid) {
    ProcessHandle.of(pid)
        .flatMap(handle -> handle.info().startInstant())
        .ifPresent(started -> entries.add(new Entry(name, pid, started.toEpochMilli())));
    write();
  }

  synchronized void remove(String name) {
    entries.removeIf(entry -> entry.name().equals(name));
    write();
  }

  private void write() {
    Json.write(file, Json.tree(entries));
  }

  /**
   * Ends what an earlier supervisor left behind: services first, their servers after them.
   *
   * @return names of the processes that were still running
   */
  static List<String> endLeftovers(Path file, Path postgresData) {
    var ended = new ArrayList<String>();
    if (Files.exists(file)) {
      for (Entry entry : readBackwards(file)) {
        handleOf(entry).ifPresent(handle -> end(handle, entry.name(), ended));
      }
      delete(file);
    }
    postgresLeftIn(postgresData).ifPresent(handle -> end(handle, "postgres", ended));
    return ended;
  }

  private static List<Entry> readBackwards(Path file) {
    JsonNode stored = Json.read(file);
    var entries = new ArrayList<Entry>();
    if (stored instanceof ArrayNode array) {
      for (JsonNode node : array) {
        entries.add(
            new Entry(
                node.path("name").asText(),
                node.path("pid").asLong(),
                node.path("startedAtMs").asLong()));
      }
    }
    Collections.reverse(entries);
    return entries;
  }

  private static Optional<ProcessHandle> handleOf(Entry entry) {
    return ProcessHandle.of(entry.pid())
        .filter(
            handle ->
                handle
                    .info()
                    .startInstant()
                    .map(Instant::toEpochMilli)
                    .filter(started -> started == entry.startedAtMs())
                    .isPresent());
  }

  /** PostgreSQL writes its own id into its data folder, and ends in order when asked to. */
  private static Optional<ProcessHandle> postgresLeftIn(Path data) {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(pidFile);
      return lines.isEmpty()
          ? Optional.empty()
          : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
              .filter(handle -> handle.info().command().orElse("").contains("postgres"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + pidFile, e);
    }
  }

  private static void end(ProcessHandle handle, String name, List<String> ended) {
    ended.add(name);
    handle.destroy();
    if (!Waiting.until(() -> !handle.isAlive(), STOP_LIMIT, Duration.ofMillis(50))) {
      handle.destroyForcibly();
      Waiting.until(() -> !handle.isAlive(), STOP_LIMIT, Duration.ofMillis(50));
    }
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + file, e);
    }
  }
}
