package io.stockbridge.bridge.transfers;

import io.stockbridge.bridge.http.Inputs;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.transfer.TransferState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which transfers to list.
 *
 * @param account sender or recipient
 * @param before only rows with a lower sequence number
 * @param limit at most as many
 */
public record TransferFilter(
    Optional<Inputs.Account> account,
    Optional<TransferState> state,
    Optional<String> sourceTx,
    Optional<Isin> isin,
    long before,
    int limit) {

  /** The query's condition and its parameters. */
  record Condition(String sql, List<Object> parameters) {}

  Condition toCondition() {
    List<Object> parameters = new ArrayList<>();
    StringBuilder sql = new StringBuilder("sequence < ").append(next(parameters, before));
    account.ifPresent(
        a -> {
          String domain = next(parameters, a.domain().value());
          String address = next(parameters, a.address().toString());
          sql.append(" and ((source_domain = %s and sender = %s)".formatted(domain, address))
              .append(
                  " or (destination_domain = %s and recipient = %s))".formatted(domain, address));
        });
    state.ifPresent(
        s -> sql.append(" and state = ").append(next(parameters, TransferRows.wire(s))));
    sourceTx.ifPresent(tx -> sql.append(" and source_tx = ").append(next(parameters, tx)));
    isin.ifPresent(i -> sql.append(" and isin = ").append(next(parameters, i.value())));
    sql.append(" order by sequence desc limit ").append(next(parameters, limit));
    return new Condition(sql.toString(), List.copyOf(parameters));
  }

  private static String next(List<Object> parameters, Object value) {
    parameters.add(value);
    return "?" + parameters.size();
  }
}
