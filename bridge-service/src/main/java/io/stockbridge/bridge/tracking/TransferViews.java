package io.stockbridge.bridge.tracking;

import io.stockbridge.bridge.assets.AssetStore;
import io.stockbridge.bridge.attesting.RoundStore;
import io.stockbridge.bridge.attesting.domain.Answer;
import io.stockbridge.bridge.attesting.domain.Purpose;
import io.stockbridge.bridge.attesting.domain.Refusal;
import io.stockbridge.bridge.http.Inputs;
import io.stockbridge.bridge.network.ChainPorts;
import io.stockbridge.bridge.transfers.Reason;
import io.stockbridge.bridge.transfers.Transfer;
import io.stockbridge.bridge.transfers.TransferChange;
import io.stockbridge.bridge.transfers.TransferStore;
import io.stockbridge.chains.Attester;
import io.stockbridge.chains.records.AssetRecord;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.message.Message;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Transfers as callers see them. */
@ApplicationScoped
public class TransferViews {
  private final TransferStore transfers;
  private final RoundStore rounds;
  private final AssetStore assets;
  private final Inputs names;
  private final ChainPorts ports;

  TransferViews(
      TransferStore transfers,
      RoundStore rounds,
      AssetStore assets,
      Inputs names,
      ChainPorts ports) {
    this.transfers = transfers;
    this.rounds = rounds;
    this.assets = assets;
    this.names = names;
    this.ports = ports;
  }

  /** A list without histories. */
  public List<TransferView> list(Tx tx, List<Transfer> listed) {
    Map<String, String> symbols =
        assets.list(tx).stream()
            .collect(Collectors.toMap(asset -> asset.isin().value(), AssetRecord::symbol));
    return listed.stream()
        .map(transfer -> view(transfer, symbols.get(transfer.isin().value()), null, null))
        .toList();
  }

  /** One transfer with its history and what the attesters said. */
  public TransferView detail(Tx tx, Transfer transfer) {
    @Nullable String symbol =
        assets.find(tx, transfer.isin()).map(AssetRecord::symbol).orElse(null);
    List<TransferView.Change> history =
        transfers.history(tx, transfer.id()).stream().map(TransferViews::change).toList();
    List<TransferView.AttesterView> attesters =
        transfer.message().map(message -> attesters(tx, transfer, message)).orElse(List.of());
    return view(transfer, symbol, history, attesters);
  }

  private TransferView view(
      Transfer transfer,
      @Nullable String symbol,
      @Nullable List<TransferView.Change> history,
      @Nullable List<TransferView.AttesterView> attesters) {
    return new TransferView(
        transfer.id(),
        transfer.message().isPresent() ? transfer.id() : null,
        transfer.message().map(message -> Hex.encode(message.encode())).orElse(null),
        transfer.kind().name().toLowerCase(Locale.ROOT),
        transfer.isin().value(),
        symbol,
        transfer.amount().toString(),
        transfer.amount().sharesText(),
        source(transfer),
        transfer.message().map(message -> destination(transfer, message)).orElse(null),
        transfer.state().name().toLowerCase(Locale.ROOT),
        reason(transfer.reason()),
        transfer.changedAt(),
        history,
        attesters);
  }

  private TransferView.End source(Transfer transfer) {
    @Nullable String account =
        transfer.orderId().orElseGet(() -> names.accountName(transfer.source(), transfer.sender()));
    return new TransferView.End(
        names.chainName(transfer.source()),
        transfer.source().value(),
        transfer.sourceTx().orElse(null),
        account);
  }

  private TransferView.End destination(Transfer transfer, Message message) {
    return new TransferView.End(
        names.chainName(message.destinationDomain()),
        message.destinationDomain().value(),
        transfer.destinationTx().orElse(null),
        names.accountName(message.destinationDomain(), message.recipient()));
  }

  private List<TransferView.AttesterView> attesters(Tx tx, Transfer transfer, Message message) {
    Map<String, Answer> last = new LinkedHashMap<>();
    for (Answer answer :
        rounds.answers(tx, transfer.id(), Purpose.towards(message.destinationDomain()))) {
      Answer before = last.get(answer.attester());
      boolean signedBefore = before != null && before.outcome() == Answer.Outcome.SIGNED;
      if (!signedBefore || message.destinationDomain().isSolana()) {
        last.put(answer.attester(), answer);
      }
    }
    return ports.network().attesters().stream()
        .map(Attester::id)
        .map(id -> attester(id, Optional.ofNullable(last.get(id))))
        .toList();
  }

  private static TransferView.AttesterView attester(String id, Optional<Answer> answer) {
    Optional<Refusal> refusal = answer.flatMap(Answer::refusal);
    return new TransferView.AttesterView(
        id,
        answer.map(a -> a.outcome().name().toLowerCase(Locale.ROOT)).orElse("silent"),
        refusal.map(Refusal::code).orElse(null),
        refusal.map(Refusal::detail).orElse(null));
  }

  private static TransferView.Change change(TransferChange change) {
    return new TransferView.Change(
        change.state().name().toLowerCase(Locale.ROOT), change.at(), reason(change.reason()));
  }

  private static TransferView.@Nullable ReasonView reason(Optional<Reason> reason) {
    return reason
        .map(r -> new TransferView.ReasonView(r.code(), r.detail(), r.retryAt().orElse(null)))
        .orElse(null);
  }
}
