package io.stockbridge.bridge.transfers;

/**
 * What a worker does with a due transfer of some kind. A step may be broken off anywhere and done
 * again: it reads where the transfer stands, calls chains outside of transactions, and writes its
 * effect and the next due time in one.
 */
public interface TransferStep {
  /** Whether this step is for the transfer as it stands; exactly one step may say so. */
  boolean handles(Transfer transfer);

  /**
   * Does the step. Called on a virtual thread.
   *
   * @throws RuntimeException when it could not be finished; it is done again after a pause
   */
  void run(Transfer transfer);
}
