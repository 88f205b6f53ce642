package io.stockbridge.chains.solana;

import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.ShareAmount;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** An instruction of Token-2022 that concerns a mint's supply, epoch or halt. */
sealed interface TokenInstruction {
  /** The mint it is about. */
  SolanaAddress mint();

  /** Destroys tokens of {@code account}, authorised by {@code authority}. */
  record Burn(
      SolanaAddress mint, SolanaAddress account, SolanaAddress authority, ShareAmount amount)
      implements TokenInstruction {}

  /** Creates tokens in {@code account}. */
  record MintTo(SolanaAddress mint, SolanaAddress account, ShareAmount amount)
      implements TokenInstruction {}

  /** Sets the metadata field {@code actionEpoch}. */
  record SetEpoch(SolanaAddress mint, ActionEpoch epoch) implements TokenInstruction {}

  /** Pauses or resumes the mint. */
  record SetPaused(SolanaAddress mint, boolean paused) implements TokenInstruction {}

  /** What the metadata calls the epoch. */
  String EPOCH_FIELD = "actionEpoch";

  /** The first 8 bytes of {@code spl_token_metadata_interface:updating_field}. */
  byte[] UPDATE_FIELD = HexFormat.of().parseHex("dde9312db5cadcc8");

  /** In the Borsh enum of name, symbol, uri, or key with its text. */
  int FIELD_BY_KEY = 3;

  /** The instruction, if it is one of these and complete; the runtime refuses incomplete ones. */
  static Optional<TokenInstruction> read(ExecutedTransaction.Instruction instruction) {
    byte[] data = Hex.decode(instruction.data());
    List<SolanaAddress> accounts = instruction.accounts();
    if (data.length == 0) {
      return Optional.empty();
    }
    if (startsWithUpdateField(data)) {
      return accounts.isEmpty() ? Optional.empty() : epoch(data, accounts.get(0));
    }
    return switch (data[0]) {
      case 7, 14 -> mintTo(data, accounts);
      case 8, 15 -> burn(data, accounts);
      case 44 -> paused(data, accounts);
      default -> Optional.empty();
    };
  }

  private static Optional<TokenInstruction> mintTo(byte[] data, List<SolanaAddress> accounts) {
    if (data.length < 9 || accounts.size() < 3) {
      return Optional.empty();
    }
    return Optional.of(new MintTo(accounts.get(0), accounts.get(1), amount(data)));
  }

  private static Optional<TokenInstruction> burn(byte[] data, List<SolanaAddress> accounts) {
    if (data.length < 9 || accounts.size() < 3) {
      return Optional.empty();
    }
    return Optional.of(new Burn(accounts.get(1), accounts.get(0), accounts.get(2), amount(data)));
  }

  private static Optional<TokenInstruction> paused(byte[] data, List<SolanaAddress> accounts) {
    boolean known = data.length >= 2 && (data[1] == 1 || data[1] == 2) && !accounts.isEmpty();
    return known ? Optional.of(new SetPaused(accounts.get(0), data[1] == 1)) : Optional.empty();
  }

  private static Optional<TokenInstruction> epoch(byte[] data, SolanaAddress mint) {
    ByteBuffer in = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    in.position(UPDATE_FIELD.length);
    try {
      if (in.get() != FIELD_BY_KEY || !text(in).equals(EPOCH_FIELD)) {
        return Optional.empty();
      }
      return Optional.of(new SetEpoch(mint, ActionEpoch.of(text(in))));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      // An epoch that is no number is no epoch; the mint then fails the canonical check.
      return Optional.empty();
    }
  }

  private static String text(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static ShareAmount amount(byte[] data) {
    return ShareAmount.ofSu(ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).getLong(1));
  }

  private static boolean startsWithUpdateField(byte[] data) {
    return data.length > UPDATE_FIELD.length
        && Arrays.equals(data, 0, UPDATE_FIELD.length, UPDATE_FIELD, 0, UPDATE_FIELD.length);
  }
}
