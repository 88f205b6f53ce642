package io.stockbridge.chains.solana;

import io.stockbridge.protocol.identifiers.SolanaAddress;
import java.util.List;

/** One instruction before compilation. */
final class SolanaInstruction {
  private final SolanaAddress program;
  private final List<Account> accounts;
  private final byte[] data;

  SolanaInstruction(SolanaAddress program, List<Account> accounts, byte[] data) {
    this.program = program;
    this.accounts = List.copyOf(accounts);
    this.data = data.clone();
  }

  SolanaAddress program() {
    return program;
  }

  List<Account> accounts() {
    return accounts;
  }

  byte[] data() {
    return data.clone();
  }

  /** An account that an instruction names. */
  record Account(SolanaAddress address, boolean signer, boolean writable) {
    static Account writable(SolanaAddress address) {
      return new Account(address, false, true);
    }

    static Account readOnly(SolanaAddress address) {
      return new Account(address, false, false);
    }

    static Account signer(SolanaAddress address) {
      return new Account(address, true, false);
    }

    static Account payer(SolanaAddress address) {
      return new Account(address, true, true);
    }
  }
}
