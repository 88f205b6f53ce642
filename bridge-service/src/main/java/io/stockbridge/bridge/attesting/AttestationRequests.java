package io.stockbridge.bridge.attesting;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.bridge.attesting.domain.Purpose;
import io.stockbridge.bridge.attesting.domain.Tally;
import io.stockbridge.bridge.network.ChainPorts;
import io.stockbridge.bridge.transfers.Reason;
import io.stockbridge.bridge.transfers.Transfer;
import io.stockbridge.bridge.transfers.TransferBook;
import io.stockbridge.bridge.transfers.TransferStore;
import io.stockbridge.chains.Attester;
import io.stockbridge.chains.SolanaMintPlan;
import io.stockbridge.kit.database.Database;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.transfer.TransferEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the attesters: a round's row, the transfer's change and the request are one transaction. */
@ApplicationScoped
public class AttestationRequests {
  private static final String TOPIC = "bridge.attestation-requests.v1";

  private final Database database;
  private final TransferStore transfers;
  private final TransferBook book;
  private final RoundStore rounds;
  private final SolanaMints mints;
  private final ChainPorts ports;
  private final ObjectMapper json;
  private final AttestingConfiguration configuration;

  AttestationRequests(
      Database database,
      TransferStore transfers,
      TransferBook book,
      RoundStore rounds,
      SolanaMints mints,
      ChainPorts ports,
      ObjectMapper json,
      AttestingConfiguration configuration) {
    this.database = database;
    this.transfers = transfers;
    this.book = book;
    this.rounds = rounds;
    this.mints = mints;
    this.ports = ports;
    this.json = json;
    this.configuration = configuration;
  }

  /**
   * Asks about a transfer in a new round; on Solana with a fresh blockhash.
   *
   * @param willing attesters to name first as signers
   * @param reason why it is asked again, shown meanwhile; null for the first time
   */
  public void ask(Transfer transfer, List<String> willing, @Nullable Reason reason) {
    Message message = transfer.routed();
    Optional<SolanaMintPlan> plan =
        message.destinationDomain().isSolana()
            ? Optional.of(mints.plan(message, chooseSigners(willing)))
            : Optional.empty();
    database.change(tx -> ask(tx, transfer, plan, reason));
  }

  private void ask(Tx tx, Transfer seen, Optional<SolanaMintPlan> plan, @Nullable Reason reason) {
    Transfer locked = transfers.lockUnchanged(tx, seen);
    if (book.concludeIfSettled(tx, locked).isPresent()) {
      return;
    }
    int number = locked.round() + 1;
    Instant now = book.now();
    Instant deadline = now.plus(timeout(number));
    RoundStore.Round round =
        new RoundStore.Round(
            locked.id(), Purpose.towards(locked.destination()), number, now, deadline, plan);
    rounds.insert(tx, round);
    book.apply(tx, locked, new TransferEvent.AttestationRequested(number), reason, deadline);
    ObjectNode data = toRecord(locked, round);
    tx.publish(TOPIC, locked.id(), "AttestationRequested", data);
  }

  private Duration timeout(int round) {
    Duration doubled = configuration.roundTimeout().multipliedBy(1L << Math.min(round - 1, 10));
    Duration longest = configuration.longestRoundTimeout();
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }

  private List<String> chooseSigners(List<String> willing) {
    List<String> attesters = ports.network().attesters().stream().map(Attester::id).toList();
    List<String> preferred = new ArrayList<>(willing);
    database.inTransaction(rounds::byActivity).stream()
        .filter(id -> !preferred.contains(id))
        .forEach(preferred::add);
    return Tally.chooseSigners(ports.network().threshold(), attesters, preferred);
  }

  private ObjectNode toRecord(Transfer transfer, RoundStore.Round round) {
    ObjectNode data = json.createObjectNode();
    data.put("messageId", transfer.id());
    data.put("message", Hex.encode(transfer.routed().encode()));
    data.put("purpose", round.purpose().wire());
    ObjectNode emittedAt = data.putObject("emittedAt");
    emittedAt.put("domain", transfer.source().value());
    if (transfer.orderId().isPresent()) {
      emittedAt.put("orderId", transfer.orderId().get());
    } else {
      emittedAt.put("txId", transfer.sourceTx().orElseThrow());
      emittedAt.put("index", transfer.sourceIndex());
    }
    data.put("round", round.number());
    round.plan().ifPresentOrElse(plan -> putPlan(data, plan), () -> data.putNull("solana"));
    return data;
  }

  private static void putPlan(ObjectNode data, SolanaMintPlan plan) {
    ObjectNode solana = data.putObject("solana");
    solana.put("recentBlockhash", Base58.encode(plan.recentBlockhash().bytes()));
    solana.put("lastValidBlockHeight", plan.lastValidBlockHeight());
    solana.put("feePayer", plan.feePayer().toString());
    plan.signers().forEach(signer -> solana.withArray("/signers").add(signer.toString()));
    solana.put("computeUnitPriceMicroLamports", plan.computeUnitPriceMicroLamports());
    solana.put("computeUnitLimit", plan.computeUnitLimit());
    solana.put("markerRentLamports", plan.markerRentLamports());
  }
}
