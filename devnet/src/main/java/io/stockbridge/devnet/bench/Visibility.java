package io.stockbridge.devnet.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.devnet.stack.StackException;
import io.stockbridge.devnet.stack.Waiting;
import io.stockbridge.devnet.state.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** How long after a registrar sends a change readers see it. */
final class Visibility {

  private static final String TOPIC = "registry.instruments.v1";
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(5);

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final LoadedRegistry registry;
  private final String token;
  private final String kafka;

  Visibility(LoadedRegistry registry, String token, String kafka) {
    this.registry = registry;
    this.token = token;
    this.kafka = kafka;
  }

  /** Milliseconds from the sending of a change until a read, a stream and Kafka have it. */
  record Seen(double readMs, double streamMs, double kafkaMs) {}

  /** Renames a stock and waits until all know. */
  Seen change(String name) {
    try (var consumer = consumer();
        Stream<String> stream = stream()) {
      consumer.assignment().forEach(consumer::position);
      Iterator<String> lines = stream.iterator();
      // Its first line says that it is connected: no change after it is missed.
      lines.next();
      HttpResponse<String> before = send(request().GET());
      ObjectNode body = (ObjectNode) Json.parse(before.body());
      String tag =
          before
              .headers()
              .firstValue("ETag")
              .orElseThrow(() -> new StackException("an answer without an ETag"));
      body.put("name", name);
      long start = System.nanoTime();
      CompletableFuture<Double> read = CompletableFuture.supplyAsync(() -> awaitRead(name, start));
      CompletableFuture<Double> streamed =
          CompletableFuture.supplyAsync(() -> awaitLine(lines, name, start));
      CompletableFuture<Integer> written =
          CompletableFuture.supplyAsync(() -> put(body, tag).statusCode());
      double inKafka = awaitRecord(consumer, name, start);
      if (written.get(LIMIT.toSeconds(), TimeUnit.SECONDS) != 200) {
        throw new StackException("the change was refused with " + written.join());
      }
      return new Seen(
          read.get(LIMIT.toSeconds(), TimeUnit.SECONDS),
          streamed.get(LIMIT.toSeconds(), TimeUnit.SECONDS),
          inKafka);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted while a change was awaited", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new StackException("a change was not seen: " + e.getMessage(), e);
    }
  }

  private double awaitRead(String name, long start) {
    String path = "/v1/resolve?underlying=G0&chain=eip155:42161";
    while (System.nanoTime() - start < LIMIT.toNanos()) {
      String seen = registry.http().read(path).at("/canonical/underlying/name").asText("");
      if (seen.equals(name)) {
        return sinceMs(start);
      }
      Waiting.pause(POLL);
    }
    throw new StackException("reads did not show a change within " + LIMIT);
  }

  private static double awaitLine(Iterator<String> lines, String name, long start) {
    while (lines.hasNext()) {
      if (lines.next().contains(name)) {
        return sinceMs(start);
      }
    }
    throw new StackException("the stream of changes ended without a change");
  }

  private static double awaitRecord(
      KafkaConsumer<String, String> consumer, String name, long start) {
    while (System.nanoTime() - start < LIMIT.toNanos()) {
      for (var event : consumer.poll(Duration.ofMillis(20))) {
        if (event.value() != null && event.value().contains(name)) {
          return sinceMs(start);
        }
      }
    }
    throw new StackException("Kafka did not show a change within " + LIMIT);
  }

  private Stream<String> stream() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(registry.url() + "/v1/changes/stream"))
            .timeout(LIMIT)
            .build();
    HttpResponse<Stream<String>> answer = send(request, HttpResponse.BodyHandlers.ofLines());
    if (answer.statusCode() != 200) {
      answer.body().close();
      throw new StackException("the stream of changes was refused: " + answer.statusCode());
    }
    return answer.body();
  }

  private HttpResponse<String> put(ObjectNode body, String tag) {
    return send(
        request()
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .header("If-Match", tag)
            .PUT(HttpRequest.BodyPublishers.ofString(Json.line(body))));
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(URI.create(registry.url() + "/v1/underlyings/G0")).timeout(LIMIT);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    return send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
    try {
      return HTTP.send(request, body);
    } catch (IOException e) {
      throw new StackException("the registry does not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted while the registry was asked", e);
    }
  }

  private KafkaConsumer<String, String> consumer() {
    var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", kafka),
            new StringDeserializer(),
            new StringDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(TOPIC).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    return consumer;
  }

  private static double sinceMs(long start) {
    return (System.nanoTime() - start) / 1e6;
  }
}
