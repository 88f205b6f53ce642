package io.stockbridge.registry.drift;

import io.stockbridge.chains.solana.SolanaPrograms;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import java.util.List;

/**
 * An instruction that is missing on Solana.
 *
 * @param program whom it calls
 * @param data its data in 0x-hex
 * @param accounts its accounts, in order
 */
public record SolanaCall(SolanaAddress program, String data, List<Account> accounts) {
  /** First 8 bytes of sha256("spl_token_group_interface:initialize_member"). */
  private static final String INITIALIZE_MEMBER = "0x9820deb0dfed7486";

  /** Copies the accounts. */
  public SolanaCall {
    accounts = List.copyOf(accounts);
  }

  /** An account of an instruction. */
  public record Account(SolanaAddress address, boolean writable, boolean signer) {}

  /** Makes a mint a member of a group (SPL token group interface). */
  static SolanaCall initializeMember(
      SolanaAddress mint,
      SolanaAddress mintAuthority,
      SolanaAddress group,
      SolanaAddress groupAuthority) {
    return new SolanaCall(
        SolanaPrograms.TOKEN_2022,
        INITIALIZE_MEMBER,
        List.of(
            new Account(mint, true, false),
            new Account(mint, false, false),
            new Account(mintAuthority, false, true),
            new Account(group, true, false),
            new Account(groupAuthority, false, true)));
  }
}
