package io.stockbridge.chains.solana;

import io.stockbridge.protocol.identifiers.SolanaAddress;
import java.util.List;
import org.sol4k.PublicKey;

/** Where a wallet's shares of one mint are (SPL associated token account program). */
public final class AssociatedTokenAccount {
  private AssociatedTokenAccount() {}

  /** The token account of {@code wallet} for {@code mint} under that token program. */
  public static SolanaAddress address(
      SolanaAddress wallet, SolanaAddress mint, SolanaAddress tokenProgram) {
    List<PublicKey> seeds =
        List.of(
            new PublicKey(wallet.bytes()),
            new PublicKey(tokenProgram.bytes()),
            new PublicKey(mint.bytes()));
    PublicKey program = new PublicKey(SolanaPrograms.ASSOCIATED_TOKEN.bytes());
    return SolanaAddress.ofBytes(
        PublicKey.findProgramAddress(seeds, program).getPublicKey().bytes());
  }
}
