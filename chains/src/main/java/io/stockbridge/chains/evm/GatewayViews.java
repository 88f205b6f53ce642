package io.stockbridge.chains.evm;

import io.stockbridge.chains.EvmCall;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.message.SourceRef;
import java.util.List;

/** Calls that read our contracts. */
final class GatewayViews {
  private GatewayViews() {}

  static EvmCall assets(EvmAddress gateway) {
    return ContractFunction.call(gateway, "assets()");
  }

  static EvmCall sequence(EvmAddress gateway) {
    return ContractFunction.call(gateway, "sequence()");
  }

  static EvmCall tokenOf(EvmAddress gateway, Isin isin) {
    return ContractFunction.call(gateway, "tokenOf(bytes12)", AbiValue.of(isin));
  }

  static EvmCall haltsOf(EvmAddress gateway, Isin isin) {
    return ContractFunction.call(gateway, "haltsOf(bytes12)", AbiValue.of(isin));
  }

  /** Zero ISIN: asks whether everything is halted. */
  static EvmCall haltsOfAll(EvmAddress gateway) {
    return ContractFunction.call(gateway, "haltsOf(bytes12)", AbiValue.of(0));
  }

  static EvmCall supplies(EvmAddress gateway, List<Isin> isins) {
    AbiValue array = new AbiValue.Array(isins.stream().map(AbiValue::of).toList());
    return ContractFunction.call(gateway, "supplies(bytes12[])", array);
  }

  static EvmCall statusOf(EvmAddress gateway, DomainId source, SourceRef ref) {
    return ContractFunction.call(
        gateway, "statusOf(uint32,bytes32)", AbiValue.of(source.value()), AbiValue.of(ref.value()));
  }

  static EvmCall issueCapOf(EvmAddress oracle, Isin isin) {
    return ContractFunction.call(oracle, "issueCapOf(bytes12)", AbiValue.of(isin));
  }

  static EvmCall latest(EvmAddress oracle) {
    return ContractFunction.call(oracle, "latest()");
  }

  static EvmCall isBlocked(EvmAddress token, EvmAddress account) {
    return ContractFunction.call(token, "isBlocked(address)", AbiValue.of(account));
  }

  static EvmCall isCanonical(EvmAddress registry, EvmAddress token) {
    return ContractFunction.call(registry, "isCanonical(address)", AbiValue.of(token));
  }

  static EvmCall assetOf(EvmAddress registry, EvmAddress token) {
    return ContractFunction.call(registry, "assetOf(address)", AbiValue.of(token));
  }
}
