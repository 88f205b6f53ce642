package io.stockbridge.devnet.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.protocol.identifiers.Caip10;

/** A test account on one chain, which signs and sends what the bridge-service prepared. */
public sealed interface Wallet permits EvmWallet, SolanaWallet {

  /** The account. */
  Caip10 account();

  /**
   * Signs a prepared burn, sends it and waits until it is in a block.
   *
   * @return the transaction's id on its chain
   * @throws IllegalStateException when the chain refuses it
   */
  String sendPrepared(JsonNode prepared);
}
