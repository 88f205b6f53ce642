package io.stockbridge.chains.rpc;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.chains.ChainAnswerException;
import io.stockbridge.chains.ChainUnavailableException;
import io.stockbridge.protocol.identifiers.DomainId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One JSON-RPC node. A request takes at most its timeout from first byte to last and its answer at
 * most {@value #MAX_ANSWER_BYTES} bytes. Safe from many threads; never retries.
 */
public final class RpcNode {
  /** The longest answer that is read. */
  public static final int MAX_ANSWER_BYTES = 32 << 20;

  private static final int MAX_MESSAGE = 300;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final DomainId domain;
  private final URI url;
  private final Duration timeout;
  private final HttpClient http;
  private final AtomicLong nextId = new AtomicLong(1);
  private volatile boolean silent;

  RpcNode(DomainId domain, URI url, Duration timeout, HttpClient http) {
    this.domain = domain;
    this.url = url;
    this.timeout = timeout;
    this.http = http;
  }

  /** The URL without user, path and query, which may hold credentials. */
  public String address() {
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    return url.getScheme() + "://" + url.getHost() + port;
  }

  /** Whether the last request that ended got no HTTP response at all; a refusal is one. */
  boolean isSilent() {
    return silent;
  }

  /** Asks one question and returns the result. */
  public JsonNode result(RpcCall call) {
    return result(call, ask(call));
  }

  /** Asks several questions in one request and returns the results in their order. */
  public List<JsonNode> results(List<RpcCall> calls) {
    List<RpcAnswer> answers = askAll(calls);
    List<JsonNode> results = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      results.add(result(calls.get(i), answers.get(i)));
    }
    return results;
  }

  /** Asks one question; a refusal is a value. */
  public RpcAnswer ask(RpcCall call) {
    long id = nextId.getAndIncrement();
    JsonNode answer = exchange(call.method(), request(call, id));
    return answer(call.method(), id, answer);
  }

  /** Asks several questions in one request; refusals are values. */
  public List<RpcAnswer> askAll(List<RpcCall> calls) {
    if (calls.isEmpty()) {
      return List.of();
    }
    if (calls.size() == 1) {
      return List.of(ask(calls.get(0)));
    }
    long firstId = nextId.getAndAdd(calls.size());
    ArrayNode requests = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < calls.size(); i++) {
      requests.add(request(calls.get(i), firstId + i));
    }
    String what = calls.get(0).method() + " ×" + calls.size();
    JsonNode answers = exchange(what, requests);
    if (!answers.isArray() || answers.size() != calls.size()) {
      throw fault(what, "no list of " + calls.size() + " answers: " + shorten(answers.toString()));
    }
    RpcAnswer[] ordered = new RpcAnswer[calls.size()];
    for (JsonNode answer : answers) {
      // Servers may answer a batch in any order.
      long index = answer.path("id").asLong(-1) - firstId;
      if (index < 0 || index >= ordered.length || ordered[(int) index] != null) {
        throw fault(what, "an answer with a wrong id: " + shorten(answer.toString()));
      }
      String method = calls.get((int) index).method();
      ordered[(int) index] = answer(method, firstId + index, answer);
    }
    return List.of(ordered);
  }

  /** The fault of an answer to {@code method}, with this node's address. */
  public ChainAnswerException fault(String method, String problem) {
    return new ChainAnswerException(domain, address() + " " + method + ": " + problem);
  }

  /** That this node cannot answer {@code method} now. */
  public ChainUnavailableException unavailable(String method, String problem) {
    return new ChainUnavailableException(domain, address() + " " + method + ": " + problem);
  }

  /** The fault or unavailability that a refusal of {@code method} means. */
  public ChainUnavailableException refused(String method, RpcAnswer.Refusal refusal) {
    return unavailable(method, refusal.toString());
  }

  private JsonNode result(RpcCall call, RpcAnswer answer) {
    return switch (answer) {
      case RpcAnswer.Result result -> result.value();
      case RpcAnswer.Refusal refusal -> throw refused(call.method(), refusal);
    };
  }

  private static ObjectNode request(RpcCall call, long id) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("jsonrpc", "2.0")
        .put("id", id)
        .put("method", call.method())
        .set("params", call.paramsJson());
  }

  private RpcAnswer answer(String method, long id, JsonNode answer) {
    if (!answer.isObject() || !"2.0".equals(answer.path("jsonrpc").textValue())) {
      throw fault(method, "not a JSON-RPC 2.0 answer: " + shorten(answer.toString()));
    }
    JsonNode answerId = answer.path("id");
    if (!answerId.isIntegralNumber() || answerId.longValue() != id) {
      throw fault(method, "an answer with a wrong id: " + shorten(answer.toString()));
    }
    JsonNode error = answer.get("error");
    if (error != null && !error.isNull()) {
      if (!error.path("code").isIntegralNumber() || answer.hasNonNull("result")) {
        throw fault(method, "a malformed error: " + shorten(answer.toString()));
      }
      JsonNode data = error.path("data");
      String message = shorten(error.path("message").asText(""));
      return new RpcAnswer.Refusal(
          error.path("code").longValue(),
          message,
          data.isMissingNode() ? NullNode.getInstance() : data);
    }
    JsonNode result = answer.get("result");
    if (result == null) {
      throw fault(method, "neither result nor error: " + shorten(answer.toString()));
    }
    return new RpcAnswer.Result(result);
  }

  private JsonNode exchange(String what, JsonNode request) {
    HttpRequest post =
        HttpRequest.newBuilder(url)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
            .build();
    HttpResponse<byte[]> response = await(what, post);
    JsonNode body;
    try {
      body = JSON.readTree(response.body());
    } catch (IOException e) {
      if (response.statusCode() != 200) {
        throw unavailable(what, "HTTP status " + response.statusCode());
      }
      throw new ChainAnswerException(domain, address() + " " + what + ": not JSON", e);
    }
    // Some nodes put a JSON-RPC error under a status of 4xx or 5xx; anything else is no answer.
    if (response.statusCode() != 200 && !body.has("error")) {
      throw unavailable(what, "HTTP status " + response.statusCode());
    }
    return body;
  }

  private HttpResponse<byte[]> await(String what, HttpRequest post) {
    CompletableFuture<HttpResponse<byte[]>> exchange =
        http.sendAsync(post, info -> new BoundedBody(MAX_ANSWER_BYTES));
    try {
      // The request's own timeout ends with the headers; this one covers the body too.
      HttpResponse<byte[]> response = exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      silent = false;
      return response;
    } catch (TimeoutException e) {
      exchange.cancel(true);
      silent = true;
      throw unavailable(what, "no answer within " + timeout.toMillis() + " ms");
    } catch (InterruptedException e) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      throw unavailable(what, "interrupted");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof BoundedBody.TooLongException) {
        throw fault(what, "an answer " + cause.getMessage());
      }
      silent = true;
      throw new ChainUnavailableException(domain, address() + " " + what + ": " + cause, cause);
    }
  }

  private static String shorten(String text) {
    return text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + "…";
  }
}
