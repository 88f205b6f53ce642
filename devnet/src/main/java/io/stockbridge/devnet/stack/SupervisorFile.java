package io.stockbridge.devnet.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.devnet.state.Json;
import io.stockbridge.devnet.state.StateFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * How other commands find the supervisor of a state folder: its process, and the address and token
 * of its control. A file left by a dead supervisor is recognised, because the process's start time
 * is in it.
 */
record SupervisorFile(long pid, long startedAtMs, int controlPort, String token) {

  private static Path path(StateFolder state) {
    return state.run().resolve("supervisor.json");
  }

  static Path progress(StateFolder state) {
    return state.run().resolve("progress.log");
  }

  static Path processes(StateFolder state) {
    return state.run().resolve("processes.json");
  }

  static SupervisorFile ofThisProcess(int controlPort, String token) {
    ProcessHandle self = ProcessHandle.current();
    return new SupervisorFile(self.pid(), startedAt(self), controlPort, token);
  }

  void write(StateFolder state) {
    ObjectNode node = Json.object();
    node.put("pid", pid).put("startedAtMs", startedAtMs);
    node.put("controlPort", controlPort).put("token", token);
    Json.write(path(state), node);
  }

  static void delete(StateFolder state) {
    ProcessLedger.delete(path(state));
  }

  /** The supervisor of the folder, if it lives. */
  static Optional<SupervisorFile> ofLiving(StateFolder state) {
    if (!Files.exists(path(state))) {
      return Optional.empty();
    }
    JsonNode node = Json.read(path(state));
    var file =
        new SupervisorFile(
            node.path("pid").asLong(),
            node.path("startedAtMs").asLong(),
            node.path("controlPort").asInt(),
            node.path("token").asText());
    return file.process().isPresent() ? Optional.of(file) : Optional.empty();
  }

  /** The process, if it is still the one that wrote the file. */
  Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid).filter(handle -> startedAt(handle) == startedAtMs);
  }

  private static long startedAt(ProcessHandle handle) {
    return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}
