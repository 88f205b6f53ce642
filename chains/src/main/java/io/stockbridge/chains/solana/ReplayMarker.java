package io.stockbridge.chains.solana;

import io.stockbridge.chains.SolanaChain;
import io.stockbridge.protocol.crypto.Sha256;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.message.EventId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * The account that exists once a source event was minted or cancelled on Solana (protocol §4):
 * {@code withSeed(replay authority, base64url(first 24 bytes of eventId), Memo program)}.
 */
public final class ReplayMarker {
  private static final int EVENT_BYTES = 24;

  private ReplayMarker() {}

  /** The seed: 32 characters. */
  public static String seed(EventId eventId) {
    byte[] prefix = Arrays.copyOf(eventId.bytes(), EVENT_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(prefix);
  }

  /** The marker of {@code eventId} on {@code chain}. */
  public static SolanaAddress address(SolanaChain chain, EventId eventId) {
    return SolanaAddress.ofBytes(
        Sha256.hash(
            chain.replayAuthority().bytes(),
            seed(eventId).getBytes(StandardCharsets.US_ASCII),
            chain.memoProgram().bytes()));
  }
}
