package io.stockbridge.chains;

/**
 * Where a caller notes what is about to be sent, so that no transaction is out that nobody knows
 * of. Called on the sending thread, before each send; throwing stops it.
 */
@FunctionalInterface
public interface SendJournal {

  /** Notes nothing. */
  SendJournal NONE = txId -> {};

  /**
   * A transaction is signed and will be sent next.
   *
   * @param txId EVM: hash, Solana: signature
   */
  void beforeSending(String txId);
}
