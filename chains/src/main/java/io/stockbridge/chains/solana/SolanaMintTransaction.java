package io.stockbridge.chains.solana;

import io.stockbridge.chains.SolanaChain;
import io.stockbridge.chains.SolanaMintPlan;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.message.EventId;
import io.stockbridge.protocol.message.Message;
import java.util.List;

/**
 * The one transaction that mints a message on Solana (protocol §4). Relayer and attesters build it
 * from the same inputs and get the same bytes, so equal digests mean the same transaction.
 *
 * <p>It has to be signed by the plan's fee payer, the replay authority and the plan's m attesters.
 */
public final class SolanaMintTransaction {
  private SolanaMintTransaction() {}

  /**
   * Builds the mint of {@code message}, unsigned.
   *
   * @param mint the asset's canonical mint, as the caller has checked it
   * @throws IllegalArgumentException when the message does not go to this chain, the recipient is
   *     off the curve, or a role is played twice
   */
  public static SolanaTransaction build(
      SolanaChain chain, SolanaMintPlan plan, Message message, SolanaAddress mint) {
    requireSane(chain, plan, message);
    SolanaAddress wallet = SolanaAddress.of(message.recipient());
    SolanaAddress account = AssociatedTokenAccount.address(wallet, mint, chain.tokenProgram());
    SolanaAddress marker = ReplayMarker.address(chain, message.eventId());
    List<SolanaInstruction> instructions =
        List.of(
            SolanaInstructions.computeUnitLimit(plan.computeUnitLimit()),
            SolanaInstructions.computeUnitPrice(plan.computeUnitPriceMicroLamports()),
            SolanaInstructions.transfer(plan.feePayer(), marker, plan.markerRentLamports()),
            SolanaInstructions.allocateWithSeed(
                marker,
                chain.replayAuthority(),
                ReplayMarker.seed(message.eventId()),
                chain.memoProgram()),
            SolanaInstructions.createAssociatedTokenAccount(
                plan.feePayer(), wallet, mint, chain.tokenProgram()),
            SolanaInstructions.mintToChecked(
                chain.tokenProgram(),
                mint,
                account,
                chain.multisig(),
                plan.signers(),
                message.amount()),
            SolanaInstructions.memo(chain.memoProgram(), message.messageId().toString()));
    return MessageCompiler.compile(plan.feePayer(), instructions, plan.recentBlockhash());
  }

  /** The replay marker of {@code eventId}, {@link ReplayMarker#address}. */
  public static SolanaAddress markerAddress(SolanaChain chain, EventId eventId) {
    return ReplayMarker.address(chain, eventId);
  }

  private static void requireSane(SolanaChain chain, SolanaMintPlan plan, Message message) {
    if (!message.destinationDomain().equals(chain.domain())) {
      throw new IllegalArgumentException(
          "message for domain " + message.destinationDomain() + ", not " + chain.domain());
    }
    if (!SolanaAddress.of(message.recipient()).isOnCurve()) {
      throw new IllegalArgumentException("the recipient is no wallet: off the curve");
    }
    if (plan.feePayer().equals(chain.replayAuthority())
        || plan.signers().contains(chain.replayAuthority())) {
      throw new IllegalArgumentException("the replay authority has another role in the plan");
    }
  }
}
