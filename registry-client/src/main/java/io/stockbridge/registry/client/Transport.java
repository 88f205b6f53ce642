package io.stockbridge.registry.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Sends reads: compressed, with the entity tag of what is known, and again where the registry says
 * when. Bounded in time, tries and memory. Safe for use by many threads.
 */
final class Transport {

  private static final int MAX_TRIES = 4;
  private static final int MAX_KNOWN = 1_000;
  private static final long MAX_WAIT_SECONDS = 30;

  private final URI base;
  private final Duration timeout;
  private final HttpClient http;
  private final ObjectMapper json;
  private final Map<String, Known> known =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
              return size() > MAX_KNOWN;
            }
          });

  private record Known(String tag, JsonNode body) {}

  Transport(URI base, Duration timeout, ObjectMapper json) {
    this.base = base;
    this.timeout = timeout;
    this.json = json;
    this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  /** An answer that is kept and not sent again while it is the same. */
  JsonNode get(String pathAndQuery) {
    return get(pathAndQuery, true);
  }

  /** An answer that nobody asks for twice. */
  JsonNode getOnce(String pathAndQuery) {
    return get(pathAndQuery, false);
  }

  private JsonNode get(String pathAndQuery, boolean keep) {
    IOException last = new IOException("never tried");
    for (int tries = 1; tries <= MAX_TRIES; tries++) {
      try {
        HttpResponse<byte[]> response = send(pathAndQuery);
        int status = response.statusCode();
        boolean again = (status == 429 || status == 503) && tries < MAX_TRIES;
        if (!again) {
          return read(pathAndQuery, response, keep);
        }
        pause(retryAfter(response));
      } catch (IOException e) {
        last = e;
        if (tries < MAX_TRIES) {
          pause(1);
        }
      }
    }
    throw new RegistryException(base + " does not answer", last);
  }

  /**
   * Opens a stream of events that closes itself when it says nothing for a while.
   *
   * @throws IOException when it cannot be opened, also by a refusal
   */
  Events stream(String pathAndQuery, Duration silence) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(pathAndQuery))
            .timeout(timeout)
            .header("Accept", "text/event-stream")
            .build();
    try {
      HttpResponse<InputStream> response =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        response.body().close();
        pause(1);
        throw new IOException("no stream: status " + response.statusCode());
      }
      return new Events(response.body(), silence);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** A stream of events and the watch over it. */
  static final class Events implements AutoCloseable {

    private final InputStream body;
    private final Thread watch;
    private volatile long heardNanos = System.nanoTime();

    Events(InputStream body, Duration silence) {
      this.body = body;
      this.watch = Thread.ofVirtual().start(() -> watch(silence));
    }

    InputStream body() {
      return body;
    }

    void heard() {
      heardNanos = System.nanoTime();
    }

    private void watch(Duration silence) {
      try {
        while (System.nanoTime() - heardNanos < silence.toNanos()) {
          Thread.sleep(silence.dividedBy(4));
        }
        body.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IOException e) {
        // It is closed in any case, and whoever reads it sees its end.
        heardNanos = 0;
      }
    }

    @Override
    public void close() throws IOException {
      watch.interrupt();
      body.close();
    }
  }

  private HttpResponse<byte[]> send(String pathAndQuery) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(pathAndQuery))
            .timeout(timeout)
            .header("Accept", "application/json")
            .header("Accept-Encoding", "gzip");
    Known present = known.get(pathAndQuery);
    if (present != null) {
      request.header("If-None-Match", present.tag());
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private JsonNode read(String pathAndQuery, HttpResponse<byte[]> response, boolean keep)
      throws IOException {
    Known present = known.get(pathAndQuery);
    if (response.statusCode() == 304 && present != null) {
      return present.body();
    }
    JsonNode body = body(response);
    if (response.statusCode() == 200) {
      response
          .headers()
          .firstValue("ETag")
          .filter(tag -> keep)
          .ifPresent(tag -> known.put(pathAndQuery, new Known(tag, body)));
      return body;
    }
    throw new RegistryException(
        response.statusCode(),
        body.path("code").asText("NO_CODE"),
        body.path("field").textValue(),
        body.path("detail").asText("status " + response.statusCode()));
  }

  private JsonNode body(HttpResponse<byte[]> response) throws IOException {
    byte[] bytes = response.body();
    if (response.headers().firstValue("Content-Encoding").filter("gzip"::equals).isPresent()) {
      try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        bytes = stream.readAllBytes();
      }
    }
    try {
      return json.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw new RegistryException(
          response.statusCode(), "NO_JSON", null, "not an answer of a registry");
    }
  }

  private static long retryAfter(HttpResponse<?> response) {
    String seconds = response.headers().firstValue("Retry-After").orElse("1");
    return seconds.matches("[0-9]{1,5}") ? Math.min(Long.parseLong(seconds), MAX_WAIT_SECONDS) : 1;
  }

  private static void pause(long seconds) {
    try {
      Thread.sleep(Duration.ofSeconds(seconds));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static RegistryException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new RegistryException("interrupted", cause);
  }
}
