package io.stockbridge.attestation.attesting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stockbridge.attestation.log.AttestationLog;
import io.stockbridge.kit.database.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Requests and answers in PostgreSQL; an answer, its record and its log entry are one commit. */
@ApplicationScoped
class RequestStore {
  private static final String TOPIC = "attestation.signatures.v1";
  private static final int BATCH = 64;

  /** Open requests of one message and purpose that wait behind the oldest, at most. */
  private static final int NEWEST_PER_MESSAGE = 15;

  /** A request that waits for its answer. */
  record OpenRequest(UUID id, String body) {}

  private final AttestationLog log;
  private final ObjectMapper json;
  private final Clock clock;

  RequestStore(AttestationLog log, ObjectMapper json, Clock clock) {
    this.log = log;
    this.json = json;
    this.clock = clock;
  }

  void insert(Tx tx, UUID id, AttestationRequest request, String body) {
    tx.update(
        "insert into attestation_request (request_id, message_id, purpose, round, body,"
            + " received_at) values (?1, ?2, ?3, ?4, ?5, ?6) on conflict do nothing",
        id,
        request.messageId(),
        request.purpose(),
        request.round(),
        body,
        clock.instant());
  }

  /**
   * Open requests, the oldest of each message and purpose first. The same once more is closed, and
   * so is what a flood for one message and purpose leaves between its first and its newest ones;
   * nothing else supersedes anything, so nobody can keep a message from being decided by asking
   * about it for another purpose or in another round.
   */
  List<OpenRequest> open(Tx tx) {
    tx.update(
        "update attestation_request set answered_at = ?1 where request_id in (select request_id"
            + " from (select request_id,"
            + " row_number() over (partition by message_id, purpose, round, body"
            + " order by received_at, request_id) as copy,"
            + " row_number() over (partition by message_id, purpose"
            + " order by received_at, request_id) as oldest,"
            + " row_number() over (partition by message_id, purpose"
            + " order by received_at desc, request_id desc) as newest"
            + " from attestation_request where answered_at is null) line"
            + " where copy > 1 or (oldest > 1 and newest > "
            + NEWEST_PER_MESSAGE
            + "))",
        clock.instant());
    return tx
        .query(
            "select request_id, body from (select request_id, body, received_at,"
                + " row_number() over (partition by message_id, purpose"
                + " order by received_at, request_id) as place"
                + " from attestation_request where answered_at is null) line"
                + " order by place, received_at limit "
                + BATCH)
        .stream()
        .map(row -> new OpenRequest(UUID.fromString(row.text(0)), row.text(1)))
        .toList();
  }

  /** Counts an unexpected fault on a request and says how many there were. */
  int countFailure(Tx tx, UUID id) {
    tx.update(
        "update attestation_request set failed_attempts = failed_attempts + 1"
            + " where request_id = ?1",
        id);
    return tx.first("select failed_attempts from attestation_request where request_id = ?1", id)
        .map(row -> (int) row.number(0))
        .orElse(0);
  }

  /** Ends a request that no answer can be worded for. */
  void close(Tx tx, UUID id) {
    tx.update(
        "update attestation_request set answered_at = ?2"
            + " where request_id = ?1 and answered_at is null",
        id,
        clock.instant());
  }

  /** Stores and publishes the answer, once. */
  void answer(Tx tx, OpenRequest request, Attesting.Decision decision) {
    int open =
        tx.update(
            "update attestation_request set answered_at = ?2"
                + " where request_id = ?1 and answered_at is null",
            request.id(),
            clock.instant());
    if (open == 0) {
      return;
    }
    AttestationAnswer answer = decision.answer();
    tx.update(
        "insert into attestation_answer (message_id, purpose, round, outcome, body, answered_at)"
            + " values (?1, ?2, ?3, ?4, ?5, ?6) on conflict (message_id, purpose) do update set"
            + " round = excluded.round, outcome = excluded.outcome, body = excluded.body,"
            + " answered_at = excluded.answered_at",
        answer.messageId(),
        answer.purpose(),
        answer.round(),
        answer.outcome(),
        write(answer),
        clock.instant());
    decision
        .logEntry()
        .ifPresent(
            entry ->
                log.append(
                    tx,
                    AttestationLog.Kind.ATTESTATION,
                    answer.messageId() + "/" + answer.signature(),
                    entry));
    tx.publish(TOPIC, answer.messageId(), "AttestationAnswered", answer);
  }

  /** The newest answers on a message. */
  List<AttestationAnswer> answers(Tx tx, String messageId) {
    return tx
        .query(
            "select body from attestation_answer where message_id = ?1 order by purpose", messageId)
        .stream()
        .map(row -> read(row.text(0)))
        .toList();
  }

  Optional<AttestationRequest> parse(String body) {
    try {
      return Optional.of(json.readValue(body, AttestationRequest.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private String write(AttestationAnswer answer) {
    try {
      return json.writeValueAsString(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer is always JSON", e);
    }
  }

  private AttestationAnswer read(String body) {
    try {
      return json.readValue(body, AttestationAnswer.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored answer is always JSON", e);
    }
  }
}
