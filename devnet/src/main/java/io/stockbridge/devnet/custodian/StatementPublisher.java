package io.stockbridge.devnet.custodian;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.devnet.client.HttpAnswer;
import io.stockbridge.devnet.client.JsonHttp;
import io.stockbridge.devnet.client.UnexpectedAnswerException;
import io.stockbridge.devnet.state.Json;
import io.stockbridge.protocol.crypto.Ed25519Key;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Signs a statement when the books changed or the last one grows old, and posts it to every
 * attester until each has it.
 */
final class StatementPublisher {

  private static final System.Logger LOG = System.getLogger(StatementPublisher.class.getName());
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final CustodyBooks books;
  private final String custodian;
  private final Ed25519Key key;
  private final Map<String, JsonHttp> attesters;
  private final Clock clock;
  private final Duration refresh;
  private final Map<String, Long> delivered = new HashMap<>();
  private @Nullable Statement newest;

  /** A signed statement, ready to post. */
  record Statement(long sequence, Instant asOf, ObjectNode content, ObjectNode envelope) {}

  StatementPublisher(
      CustodyBooks books,
      String custodian,
      Ed25519Key key,
      Map<String, JsonHttp> attesters,
      Clock clock,
      Duration refresh) {
    this.books = books;
    this.custodian = custodian;
    this.key = key;
    this.attesters = attesters;
    this.clock = clock;
    this.refresh = refresh;
  }

  /** The newest statement, signed anew if the books changed. */
  synchronized Statement current() {
    Statement last = newest;
    boolean old = last == null || last.asOf().plus(refresh).isBefore(clock.instant());
    if (books.takeChanged() || old || last == null) {
      last = sign();
      newest = last;
    }
    return last;
  }

  /** Posts the newest statement to the attesters that do not have it yet. */
  synchronized void publish() {
    Statement statement = current();
    for (Map.Entry<String, JsonHttp> attester : attesters.entrySet()) {
      if (delivered.getOrDefault(attester.getKey(), 0L) < statement.sequence()) {
        post(attester.getKey(), attester.getValue(), statement);
      }
    }
  }

  private void post(String name, JsonHttp attester, Statement statement) {
    try {
      HttpAnswer answer = attester.post("/v1/custody/statements", statement.envelope());
      if (answer.isSuccess()) {
        delivered.put(name, statement.sequence());
      } else {
        LOG.log(
            System.Logger.Level.WARNING,
            "attester={0} sequence={1} refused status={2} body={3}",
            name,
            statement.sequence(),
            answer.status(),
            Json.line(answer.body()));
      }
    } catch (UnexpectedAnswerException away) {
      // Tried again in the next round; another attester publishes the statement meanwhile.
      LOG.log(System.Logger.Level.DEBUG, "attester={0} is away", name);
    }
  }

  private Statement sign() {
    Instant asOf = clock.instant();
    ObjectNode content = books.nextStatement(custodian, TIME.format(asOf));
    byte[] payload = Json.line(content).getBytes(StandardCharsets.UTF_8);
    ObjectNode envelope = Json.object();
    envelope.put("payload", Base64.getEncoder().encodeToString(payload));
    envelope.put("signature", Base64.getEncoder().encodeToString(key.sign(payload)));
    return new Statement(content.path("sequence").asLong(), asOf, content, envelope);
  }
}
