package io.stockbridge.chains;

import io.stockbridge.protocol.crypto.EvmKey;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.units.ShareAmount;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Raw pieces of sending on one EVM chain. The nonce ledger is the caller's: it allocates the nonce
 * in the transaction that records the send. Calldata comes from {@code
 * io.stockbridge.chains.evm.GatewayCalls} and {@code io.stockbridge.chains.evm.OracleCalls}.
 *
 * <p>Blocking, bounded, safe from many threads. Throws {@link ChainException} for faults of nodes.
 */
public interface EvmSubmitter {

  /** The chain. */
  DomainId domain();

  /** Fees that get into the next blocks: base fee doubled plus the node's suggested tip. */
  EvmFees fees();

  /** What the call would do on the newest state, sent by {@code from}. */
  EvmSimulation simulate(EvmAddress from, EvmCall call);

  /**
   * Signs an EIP-1559 transaction without asking a node; the same input gives the same bytes.
   *
   * @param key the sender's
   */
  SignedEvmTransaction sign(EvmCall call, long nonce, EvmFees fees, long gasLimit, EvmKey key);

  /** Gives the transaction to every node; the best answer counts. */
  SendOutcome send(SignedEvmTransaction transaction);

  /** Where the transaction stands on the newest chain, or empty. */
  Optional<EvmReceipt> receipt(Bytes32 transactionHash);

  /** The next nonce of {@code account} at {@code finality} that a quorum of nodes has reached. */
  long nonce(EvmAddress account, Finality finality);

  /** The account's ether in wei on the newest state. */
  BigInteger balance(EvmAddress account);

  /** The newest snapshot that the chain's oracle has accepted, or empty before the first. */
  Optional<PublishedSnapshot> publishedSnapshot();

  /** The newest issue cap that the chain has applied for the asset; zero before the first. */
  ShareAmount issueCap(Isin isin);
}
