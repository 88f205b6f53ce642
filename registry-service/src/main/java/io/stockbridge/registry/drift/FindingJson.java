package io.stockbridge.registry.drift;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.chains.CanonicalRecord;
import io.stockbridge.chains.EvmCall;
import io.stockbridge.chains.evm.CanonicalRegistryCalls;
import io.stockbridge.protocol.identifiers.EvmAddress;
import java.util.List;
import java.util.Optional;

/** Findings as they are stored, published and shown. */
final class FindingJson {
  private FindingJson() {}

  /**
   * The findings, each with the call that mends it.
   *
   * @param contract the canonical registry, empty on Solana
   */
  static ArrayNode findings(List<Finding> findings, Optional<EvmAddress> contract) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (Finding finding : findings) {
      ObjectNode item = json.addObject();
      item.put("code", finding.code().name()).put("asset", finding.asset());
      item.put("domain", finding.domain().value());
      item.put("expected", finding.expected()).put("found", finding.found());
      switch (finding.correction()) {
        case Finding.Correction.None none -> item.putNull("call").put("note", none.why());
        case Finding.Correction.Instruction instruction ->
            item.set("call", instruction(instruction.call()));
        case Finding.Correction.Line line ->
            item.set("call", contract.map(to -> call(to, List.of(line.line()))).orElse(null));
      }
    }
    return json;
  }

  private static ObjectNode call(EvmAddress contract, List<CanonicalRecord> lines) {
    EvmCall call = CanonicalRegistryCalls.record(contract, lines);
    return JsonNodeFactory.instance
        .objectNode()
        .put("to", call.to().toString())
        .put("function", CanonicalRegistryCalls.RECORD)
        .put("data", call.dataHex())
        .put("role", "registrar");
  }

  private static ObjectNode instruction(SolanaCall call) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("program", call.program().toString()).put("data", call.data());
    ArrayNode accounts = json.putArray("accounts");
    for (SolanaCall.Account account : call.accounts()) {
      accounts
          .addObject()
          .put("address", account.address().toString())
          .put("writable", account.writable())
          .put("signer", account.signer());
    }
    return json;
  }
}
