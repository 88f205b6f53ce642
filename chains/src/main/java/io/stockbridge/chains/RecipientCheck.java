package io.stockbridge.chains;

/** Whether shares may be minted to an account. */
public sealed interface RecipientCheck {

  /** Nothing speaks against it. */
  record Accepted() implements RecipientCheck {}

  /** A reason against it, for people. */
  record Refused(Reason reason, String detail) implements RecipientCheck {}

  /** What speaks against a recipient. */
  enum Reason {
    /** Not an address of that chain. */
    NOT_AN_ADDRESS,
    /** On the token's blocklist, or its token account is frozen. */
    BLOCKED,
    /** One of the system's own contracts or mints. */
    OWN_CONTRACT,
    /** A program, a token account or an address without a private key. */
    NOT_A_WALLET
  }
}
