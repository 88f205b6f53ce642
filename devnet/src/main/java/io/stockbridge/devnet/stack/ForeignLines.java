package io.stockbridge.devnet.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.CanonicalRecord;
import io.stockbridge.chains.EvmCall;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.EvmReceipt;
import io.stockbridge.chains.EvmSimulation;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.chains.evm.CanonicalRegistryCalls;
import io.stockbridge.devnet.client.EvmWallet;
import io.stockbridge.devnet.state.KeyRing;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Writes the tokens of the other chains into each EVM chain's canonical registry, which a chain's
 * own deployment cannot know. Safe to repeat.
 */
final class ForeignLines {
  private static final int LINES_PER_CALL = 25;

  private final KeyRing keys;
  private final Function<DomainId, URI> rpc;

  ForeignLines(KeyRing keys, Function<DomainId, URI> rpc) {
    this.keys = keys;
    this.rpc = rpc;
  }

  /**
   * Writes and waits.
   *
   * @param network the network description
   * @param assets the local deployment file
   */
  void write(JsonNode network, JsonNode assets) {
    List<CanonicalRecord> lines = lines(assets);
    for (EvmChain chain : NetworkDescription.parse(network.toString()).evmChains()) {
      List<CanonicalRecord> foreign =
          lines.stream().filter(line -> !line.domain().equals(chain.domain())).toList();
      EvmWallet registrar =
          new EvmWallet(chain, rpc.apply(chain.domain()).toString(), keys.evm("registrar"));
      for (int from = 0; from < foreign.size(); from += LINES_PER_CALL) {
        int to = Math.min(from + LINES_PER_CALL, foreign.size());
        send(
            registrar,
            CanonicalRegistryCalls.record(chain.canonicalRegistry(), foreign.subList(from, to)));
      }
    }
  }

  private static List<CanonicalRecord> lines(JsonNode assets) {
    List<CanonicalRecord> lines = new ArrayList<>();
    for (JsonNode asset : assets.path("assets")) {
      Isin isin = Isin.of(asset.path("isin").asText());
      for (JsonNode deployment : asset.path("deployments")) {
        DomainId domain = DomainId.of(deployment.path("domain").asLong());
        String address = deployment.path("address").asText();
        lines.add(new CanonicalRecord(isin, domain, UniversalAddress.parse(domain, address)));
      }
    }
    return lines;
  }

  private static void send(EvmWallet registrar, EvmCall call) {
    EvmReceipt receipt =
        switch (registrar.simulate(call)) {
          case EvmSimulation.Passes passes ->
              registrar.sendAndWait(call, passes.gas() + passes.gas() / 4);
          case EvmSimulation.Reverts reverts ->
              throw new StackException(
                  "the canonical registry refuses its lines: " + reverts.error().describe());
        };
    if (!receipt.success()) {
      throw new StackException("the canonical registry's lines were not written: " + receipt);
    }
  }
}
