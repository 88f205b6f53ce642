package io.stockbridge.devnet.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.devnet.state.Json;
import io.stockbridge.devnet.state.KeyRing;
import io.stockbridge.devnet.state.Ports;
import io.stockbridge.devnet.state.StateFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** A stack that runs, seen from another process: its files, and its supervisor's control. */
public final class RunningStack {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(150);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final StateFolder state;
  private final SupervisorFile supervisor;

  private RunningStack(StateFolder state, SupervisorFile supervisor) {
    this.state = state;
    this.supervisor = supervisor;
  }

  /** The stack that runs in a folder; empty if none does. */
  public static Optional<RunningStack> find(StateFolder state) {
    return SupervisorFile.ofLiving(state).map(file -> new RunningStack(state, file));
  }

  /**
   * The stack that runs in a folder.
   *
   * @throws StackException if none does
   */
  public static RunningStack require(StateFolder state) {
    return find(state)
        .orElseThrow(
            () ->
                new StackException(
                    "no stack runs in " + state.root() + ": start one with './stockbridge up'"));
  }

  /** The folder. */
  public StateFolder state() {
    return state;
  }

  /** The ports in use. */
  public Ports ports() {
    return new Ports(state.storedPorts());
  }

  /** The secret keys. */
  public KeyRing keys() {
    return new KeyRing(state.keys());
  }

  /** Process id of the supervisor. */
  public long supervisorPid() {
    return supervisor.pid();
  }

  /** Health of each service: {@code {name: {state, url, detail}}}. */
  public JsonNode health() {
    return call("GET", "/health", Duration.ofSeconds(30));
  }

  /** Stops a service in order. */
  public void stopService(String name) {
    call("POST", "/services/" + name + "/stop", Duration.ofSeconds(60));
  }

  /** Ends a service with SIGKILL. */
  public void killService(String name) {
    call("POST", "/services/" + name + "/kill", Duration.ofSeconds(60));
  }

  /** Starts a stopped service and waits until it is ready. */
  public void startService(String name) {
    call("POST", "/services/" + name + "/start", Duration.ofSeconds(150));
  }

  /**
   * Takes the whole stack down and waits until its supervisor has ended.
   *
   * @throws StackException if it does not end in time
   */
  public void down() {
    call("POST", "/down", Duration.ofSeconds(10));
    Optional<ProcessHandle> process = supervisor.process();
    if (process.isPresent()
        && !Waiting.until(() -> !process.get().isAlive(), STOP_LIMIT, Duration.ofMillis(100))) {
      throw new StackException(
          "the supervisor (pid %d) has not ended after %d s; end it with 'kill %d' and look at %s"
              .formatted(supervisor.pid(), STOP_LIMIT.toSeconds(), supervisor.pid(), state.logs()));
    }
  }

  private JsonNode call(String method, String path, Duration limit) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + supervisor.controlPort() + path))
            .timeout(limit)
            .header("Authorization", "Bearer " + supervisor.token())
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      JsonNode body = Json.parse(answer.body());
      if (answer.statusCode() != 200) {
        throw new StackException(body.path("error").asText("the supervisor refused " + path));
      }
      return body;
    } catch (IOException e) {
      throw new StackException(
          "the supervisor (pid %d) does not answer %s: %s"
              .formatted(supervisor.pid(), path, e.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted while calling the supervisor", e);
    }
  }
}
