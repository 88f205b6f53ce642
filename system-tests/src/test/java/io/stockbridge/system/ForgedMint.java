package io.stockbridge.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.AssetSupply;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.RpcSettings;
import io.stockbridge.chains.SupplyReading;
import io.stockbridge.chains.evm.EvmChainReader;
import io.stockbridge.devnet.client.StockbridgeClient;
import io.stockbridge.devnet.stack.RunningStack;
import io.stockbridge.devnet.state.Json;
import io.stockbridge.devnet.state.ListedAsset;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.units.ShareAmount;
import io.stockbridge.testsupport.JsonRpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Uint256;

/**
 * What no attacker can do and a bug in a contract could: the gateway itself mints without a
 * message. anvil sends the transaction in the gateway's name.
 */
final class ForgedMint {

  private static final BigInteger ONE_ETHER = BigInteger.TEN.pow(18);

  private final RunningStack stack;
  private final StockbridgeClient client;

  ForgedMint(RunningStack stack) {
    this.stack = stack;
    this.client = StockbridgeClient.of(stack);
  }

  /** Gives a holder shares that nobody burned and no custodian holds. */
  void mint(ListedAsset asset, EvmChain chain, String holder, ShareAmount amount) {
    String gateway = chain.gateway().toString();
    String receiver = stack.keys().evm(holder).address().toString();
    String data =
        FunctionEncoder.encode(
            new Function(
                "mintTokens",
                List.of(new Address(receiver), new Uint256(amount.toWei())),
                List.of()));
    call(chain, "anvil_setBalance", "[\"%s\",\"0x%s\"]".formatted(gateway, ONE_ETHER.toString(16)));
    call(chain, "anvil_impersonateAccount", "[\"%s\"]".formatted(gateway));
    call(
        chain,
        "eth_sendTransaction",
        "[{\"from\":\"%s\",\"to\":\"%s\",\"data\":\"%s\",\"gas\":\"0x30d40\"}]"
            .formatted(gateway, new Balances(client).token(asset, chain), data));
    call(chain, "anvil_stopImpersonatingAccount", "[\"%s\"]".formatted(gateway));
  }

  /** The EVM chains whose finalized state shows the asset halted. */
  Set<String> chainsThatHalt(Isin isin) {
    var halted = new TreeSet<String>();
    for (EvmChain chain : client.network().evmChains()) {
      var reader = EvmChainReader.open(chain, RpcSettings.of(client.rpcUrl(chain), 1));
      SupplyReading state = reader.suppliesAt(reader.finalizedHead(), Set.of(isin));
      AssetSupply asset = state.assets().get(isin);
      if (asset != null && asset.halted()) {
        halted.add(chain.name());
      }
    }
    return halted;
  }

  /** The attesters that refuse every mint of the asset because of a breach that they saw. */
  Set<String> attestersThatHalt(Isin isin) {
    var halted = new TreeSet<String>();
    client
        .attesters()
        .forEach(
            attester ->
                attester
                    .halts()
                    .forEach(
                        halt -> {
                          if (halt.path("scope").asText().equals(isin.value())
                              && halt.path("origin").asText().equals("breach")) {
                            halted.add(attester.name());
                          }
                        }));
    return halted;
  }

  private void call(EvmChain chain, String method, String params) {
    try {
      JsonNode answer = Json.parse(JsonRpc.call(URI.create(client.rpcUrl(chain)), method, params));
      if (answer.has("error")) {
        throw new AssertionError(method + " failed: " + answer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
