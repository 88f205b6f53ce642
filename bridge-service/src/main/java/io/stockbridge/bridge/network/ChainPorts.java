package io.stockbridge.bridge.network;

import io.stockbridge.chains.ChainReader;
import io.stockbridge.chains.EvmSubmitter;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.chains.SolanaSubmitter;
import io.stockbridge.protocol.crypto.Ed25519Key;
import io.stockbridge.protocol.crypto.EvmKey;
import io.stockbridge.protocol.identifiers.DomainId;

/**
 * The pinned network and the ports to its chains. Calls to the ports block with bounded timeouts;
 * never inside a database transaction.
 */
public interface ChainPorts {
  /** The pinned description. */
  NetworkDescription network();

  /** Reading that chain. */
  ChainReader reader(DomainId domain);

  /** Sending on that EVM chain. */
  EvmSubmitter evm(DomainId domain);

  /** Sending on Solana. */
  SolanaSubmitter solana();

  /** The key that sends on EVM chains. */
  EvmKey evmKey();

  /** The key that pays on Solana. */
  Ed25519Key solanaKey();
}
