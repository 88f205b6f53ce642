package io.stockbridge.registry.webhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.registry.recording.ChangeLine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sends one change to one receiver: Standard Webhooks over the address that {@link TargetGuard}
 * judged. Redirects are answers like any other, and of an answer only the status is read.
 */
@ApplicationScoped
class WebhookTransport {

  private static final int MAX_ERROR = 300;

  private final TargetGuard guard;
  private final Duration timeout;
  private final HttpClient client;
  private final Clock clock = Clock.systemUTC();

  WebhookTransport(TargetGuard guard, WebhookConfiguration configuration, Vertx vertx) {
    this.guard = guard;
    this.timeout = configuration.timeout();
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setKeepAlive(false)
                .setConnectTimeout(Math.toIntExact(timeout.toMillis())));
  }

  @PreDestroy
  void close() {
    var unused = client.close();
  }

  /** What became of one attempt; for threads that may block. */
  Attempt send(Webhook webhook, ChangeLine change, int attempt, boolean manual) {
    String messageId = webhook.messageId(change.number());
    Instant began = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Integer status = null;
    String error = null;
    try {
      status = post(webhook, messageId, began, body(change));
      error = status >= 200 && status < 300 ? null : "the receiver answered " + status;
    } catch (TargetGuard.RefusedException e) {
      error = "refused: " + e.getMessage();
    } catch (TimeoutException e) {
      error = "no answer within " + timeout.toMillis() + " ms";
    } catch (ExecutionException e) {
      error = describe(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      error = "this server ended";
    }
    Duration duration = Duration.between(began, clock.instant());
    return new Attempt(change.number(), messageId, attempt, manual, began, duration, status, error);
  }

  /** The payload that Standard Webhooks proposes. */
  private static String body(ChangeLine change) {
    ObjectNode data = change.json();
    ObjectNode body = data.objectNode().put("type", "registry.changed");
    body.set("timestamp", data.get("occurredAt"));
    body.set("data", data);
    return body.toString();
  }

  private int post(Webhook webhook, String messageId, Instant time, String body)
      throws TargetGuard.RefusedException,
          ExecutionException,
          InterruptedException,
          TimeoutException {
    TargetGuard.Target target = guard.check(webhook.url());
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setServer(
                SocketAddress.inetSocketAddress(
                    new InetSocketAddress(target.address(), target.port())))
            .setHost(target.url().getHost())
            .setPort(target.port())
            .setSsl(target.secure())
            .setFollowRedirects(false)
            .setTimeout(timeout.toMillis())
            .setURI(path(target))
            .putHeader("content-type", "application/json")
            .putHeader("user-agent", "Stockbridge-Registry/1")
            .putHeader("webhook-id", messageId)
            .putHeader("webhook-timestamp", Long.toString(time.getEpochSecond()))
            .putHeader("webhook-signature", webhook.secret().sign(messageId, time, body));
    Future<Integer> answer =
        client
            .request(request)
            .compose(
                ready ->
                    ready
                        .send(Buffer.buffer(body))
                        .map(
                            response -> {
                              int status = response.statusCode();
                              // Its body is of no interest and may have no end.
                              var unused = ready.connection().close();
                              return status;
                            }));
    return answer
        .toCompletionStage()
        .toCompletableFuture()
        .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static String path(TargetGuard.Target target) {
    String path = target.url().getRawPath();
    String query = target.url().getRawQuery();
    return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
  }

  private static String describe(@Nullable Throwable cause) {
    String text = cause == null ? "unknown" : String.valueOf(cause.getMessage());
    String name = cause == null ? "" : cause.getClass().getSimpleName() + ": ";
    String error = name + text;
    return error.substring(0, Math.min(MAX_ERROR, error.length()));
  }
}
