package io.stockbridge.chains.evm;

import io.stockbridge.chains.EvmCall;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.units.ShareAmount;
import java.util.List;

/** Calls that change the state of {@code BridgeGateway}. */
public final class GatewayCalls {
  private GatewayCalls() {}

  /** Burns the sender's shares towards another chain, or to custody. */
  public static EvmCall burn(
      EvmChain chain,
      Isin isin,
      ShareAmount amount,
      DomainId destinationDomain,
      UniversalAddress recipient) {
    return ContractFunction.call(
        chain.gateway(),
        "burn(bytes12,uint64,uint32,bytes32)",
        AbiValue.of(isin),
        AbiValue.of(amount.toBigInteger()),
        AbiValue.of(destinationDomain.value()),
        AbiValue.of(recipient.value()));
  }

  /**
   * Burns a holder's shares by his signed order.
   *
   * @param signature 65 bytes, or what the holder's contract accepts
   */
  public static EvmCall burnWithPermit(EvmChain chain, BurnPermit permit, byte[] signature) {
    return ContractFunction.call(
        chain.gateway(),
        "burnWithPermit((address,bytes12,uint64,uint32,bytes32,uint256,uint256),bytes)",
        permit.tuple(),
        AbiValue.of(signature));
  }

  /** Mints a message with its quorum of signatures. */
  public static EvmCall mint(EvmChain chain, byte[] message, byte[] attestation) {
    return ContractFunction.call(
        chain.gateway(), "mint(bytes,bytes)", AbiValue.of(message), AbiValue.of(attestation));
  }

  /** Mints several messages; those done already are passed over. */
  public static EvmCall mintBatch(
      EvmChain chain, List<byte[]> messages, List<byte[]> attestations) {
    if (messages.size() != attestations.size() || messages.isEmpty()) {
      throw new IllegalArgumentException(
          messages.size() + " messages with " + attestations.size() + " attestations");
    }
    return ContractFunction.call(
        chain.gateway(), "mintBatch(bytes[],bytes[])", array(messages), array(attestations));
  }

  /** Rules out that a message is ever minted on this chain. */
  public static EvmCall cancel(EvmChain chain, byte[] message, byte[] attestation) {
    return ContractFunction.call(
        chain.gateway(), "cancel(bytes,bytes)", AbiValue.of(message), AbiValue.of(attestation));
  }

  /** Halts one asset; the sender must be a guardian. */
  public static EvmCall halt(EvmChain chain, Isin isin) {
    return ContractFunction.call(chain.gateway(), "halt(bytes12)", AbiValue.of(isin));
  }

  /** Halts everything; the sender must be a guardian. */
  public static EvmCall haltAll(EvmChain chain) {
    return ContractFunction.call(chain.gateway(), "haltAll()");
  }

  private static AbiValue array(List<byte[]> items) {
    return new AbiValue.Array(items.stream().map(AbiValue::of).toList());
  }
}
