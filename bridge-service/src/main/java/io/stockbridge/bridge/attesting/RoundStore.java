package io.stockbridge.bridge.attesting;

import io.stockbridge.bridge.attesting.domain.Answer;
import io.stockbridge.bridge.attesting.domain.Purpose;
import io.stockbridge.bridge.attesting.domain.Refusal;
import io.stockbridge.chains.SolanaMintPlan;
import io.stockbridge.kit.database.Row;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Rows of questions and answers. */
@ApplicationScoped
public class RoundStore {
  /** One question; {@code plan} fixes the transaction of a Solana mint. */
  public record Round(
      String transferId,
      Purpose purpose,
      int number,
      Instant requestedAt,
      Instant deadlineAt,
      Optional<SolanaMintPlan> plan) {}

  void insert(Tx tx, Round round) {
    Optional<SolanaMintPlan> plan = round.plan();
    tx.update(
        "insert into attestation_rounds (transfer_id, purpose, round, requested_at, deadline_at,"
            + " recent_blockhash, last_valid_block_height, fee_payer, signers, compute_unit_price,"
            + " compute_unit_limit, marker_rent_lamports) values (?1, ?2, ?3, ?4, ?5,"
            + " cast(?6 as text), cast(?7 as bigint), cast(?8 as text), cast(?9 as text),"
            + " cast(?10 as bigint), cast(?11 as bigint), cast(?12 as bigint))",
        round.transferId(),
        round.purpose().wire(),
        round.number(),
        round.requestedAt(),
        round.deadlineAt(),
        plan.map(p -> Base58.encode(p.recentBlockhash().bytes())).orElse(null),
        plan.map(SolanaMintPlan::lastValidBlockHeight).orElse(null),
        plan.map(p -> p.feePayer().toString()).orElse(null),
        plan.map(p -> String.join(",", p.signers().stream().map(Object::toString).toList()))
            .orElse(null),
        plan.map(SolanaMintPlan::computeUnitPriceMicroLamports).orElse(null),
        plan.map(p -> (long) p.computeUnitLimit()).orElse(null),
        plan.map(SolanaMintPlan::markerRentLamports).orElse(null));
  }

  /** The question of that number. */
  public Optional<Round> find(Tx tx, String transferId, Purpose purpose, int number) {
    return tx.queryOne(
            "select * from attestation_rounds where transfer_id = ?1 and purpose = ?2"
                + " and round = ?3",
            transferId,
            purpose.wire(),
            number)
        .map(RoundStore::toRound);
  }

  /** Stores an answer; a signature is never replaced by anything else. */
  void upsert(Tx tx, String transferId, Purpose purpose, Answer answer, Instant now) {
    tx.update(
        "insert into attester_answers (transfer_id, purpose, round, attester, outcome, signature,"
            + " replay_signature, refusal_code, refusal_detail, refusal_retry_at, answered_at)"
            + " values (?1, ?2, ?3, ?4, ?5, cast(?6 as text), cast(?7 as text), cast(?8 as text),"
            + " cast(?9 as text), cast(?10 as timestamptz), ?11)"
            + " on conflict (transfer_id, purpose, round, attester) do update set"
            + " outcome = excluded.outcome, signature = excluded.signature,"
            + " replay_signature = excluded.replay_signature,"
            + " refusal_code = excluded.refusal_code, refusal_detail = excluded.refusal_detail,"
            + " refusal_retry_at = excluded.refusal_retry_at, answered_at = excluded.answered_at"
            + " where attester_answers.outcome <> 'signed'",
        transferId,
        purpose.wire(),
        answer.round(),
        answer.attester(),
        answer.outcome().name().toLowerCase(Locale.ROOT),
        answer.signature().orElse(null),
        answer.replaySignature().orElse(null),
        answer.refusal().map(Refusal::code).orElse(null),
        answer.refusal().map(Refusal::detail).orElse(null),
        answer.refusal().flatMap(Refusal::retryAt).orElse(null),
        now);
    tx.update(
        "insert into attester_activity (attester, last_answered_at) values (?1, ?2)"
            + " on conflict (attester) do update set last_answered_at = excluded.last_answered_at",
        answer.attester(),
        now);
  }

  /** All answers to all rounds of one message, in the order of rounds. */
  public List<Answer> answers(Tx tx, String transferId, Purpose purpose) {
    return tx
        .query(
            "select * from attester_answers where transfer_id = ?1 and purpose = ?2"
                + " order by round, attester",
            transferId,
            purpose.wire())
        .stream()
        .map(RoundStore::toAnswer)
        .toList();
  }

  /** Attesters by their last answer to anything, newest first. */
  List<String> byActivity(Tx tx) {
    return tx
        .query("select attester from attester_activity order by last_answered_at desc, attester")
        .stream()
        .map(row -> row.text("attester"))
        .toList();
  }

  private static Round toRound(Row row) {
    Optional<SolanaMintPlan> plan =
        row.optionalText("recent_blockhash").map(hash -> toPlan(row, hash));
    return new Round(
        row.text("transfer_id"),
        Purpose.valueOf(row.text("purpose").toUpperCase(Locale.ROOT)),
        row.integer("round"),
        row.time("requested_at"),
        row.time("deadline_at"),
        plan);
  }

  private static SolanaMintPlan toPlan(Row row, String blockhash) {
    return new SolanaMintPlan(
        Bytes32.ofBytes(Base58.decode(blockhash, Bytes32.LENGTH)),
        row.number("last_valid_block_height"),
        SolanaAddress.of(row.text("fee_payer")),
        Arrays.stream(row.text("signers").split(",", -1)).map(SolanaAddress::of).toList(),
        row.number("compute_unit_price"),
        row.integer("compute_unit_limit"),
        row.number("marker_rent_lamports"));
  }

  private static Answer toAnswer(Row row) {
    return new Answer(
        row.text("attester"),
        row.integer("round"),
        Answer.Outcome.valueOf(row.text("outcome").toUpperCase(Locale.ROOT)),
        row.optionalText("signature"),
        row.optionalText("replay_signature"),
        row.optionalText("refusal_code")
            .map(
                code ->
                    new Refusal(
                        code,
                        row.optionalText("refusal_detail").orElse(""),
                        row.optionalTime("refusal_retry_at"))));
  }
}
