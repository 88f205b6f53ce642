package io.stockbridge.registry.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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

  JsonNode get(String pathAndQuery) {
    IOException last = new IOException("never tried");
    for (int tries = 1; tries <= MAX_TRIES; tries++) {
      try {
        HttpResponse<byte[]> response = send(pathAndQuery);
        int status = response.statusCode();
        boolean again = (status == 429 || status == 503) && tries < MAX_TRIES;
        if (!again) {
          return read(pathAndQuery, response);
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

  private JsonNode read(String pathAndQuery, HttpResponse<byte[]> response) throws IOException {
    Known present = known.get(pathAndQuery);
    if (response.statusCode() == 304 && present != null) {
      return present.body();
    }
    JsonNode body = body(response);
    if (response.statusCode() == 200) {
      response
          .headers()
          .firstValue("ETag")
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
