package io.stockbridge.devnet.state;

import java.util.List;

/** The people of the local network: each has an account on every chain, with money for fees. */
public final class Holders {

  /** Names of the test accounts, and of their key files. */
  public static final List<String> NAMES = List.of("alice", "bob", "carol", "dave");

  private Holders() {}
}
