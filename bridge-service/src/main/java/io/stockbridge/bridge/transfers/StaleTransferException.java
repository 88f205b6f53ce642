package io.stockbridge.bridge.transfers;

/**
 * Another worker or record changed the transfer meanwhile; the step is given up, nothing is lost.
 */
public final class StaleTransferException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Which transfer, and what was expected and found. */
  public StaleTransferException(String transferId, int expected, int found) {
    super("transfer " + transferId + " is at version " + found + ", not " + expected);
  }
}
