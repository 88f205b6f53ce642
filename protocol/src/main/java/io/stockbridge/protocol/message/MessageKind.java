package io.stockbridge.protocol.message;

import java.util.Optional;

/** What a message moves, and from where to where. */
public enum MessageKind {
  /** Custody to a chain: new tokens against settled custody. */
  ISSUE(1),
  /** Chain to chain. */
  TRANSFER(2),
  /** A chain to custody: tokens given back for the shares. */
  REDEEM(3),
  /** Back to the burner: of a burn that cannot be minted where it was meant to. */
  REFUND(4);

  private final int code;

  MessageKind(int code) {
    this.code = code;
  }

  /** The byte that stands for the kind in a message. */
  public int code() {
    return code;
  }

  /** The kind with that code, or empty when there is none. */
  public static Optional<MessageKind> ofCode(int code) {
    for (MessageKind kind : values()) {
      if (kind.code == code) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
