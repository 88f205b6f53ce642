package io.stockbridge.chains.solana;

import io.stockbridge.chains.solana.SolanaInstruction.Account;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.units.ShareAmount;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The native instructions that the protocol uses, byte for byte. */
final class SolanaInstructions {
  static final int TOKEN_MINT_TO_CHECKED = 14;
  static final int TOKEN_BURN_CHECKED = 15;

  private static final int TOKEN_SCALED_UI_AMOUNT = 43;
  private static final int UPDATE_MULTIPLIER = 1;
  private static final int COMPUTE_UNIT_LIMIT = 2;
  private static final int COMPUTE_UNIT_PRICE = 3;
  private static final int SYSTEM_TRANSFER = 2;
  private static final int SYSTEM_ALLOCATE_WITH_SEED = 9;
  private static final int CREATE_IDEMPOTENT = 1;

  private SolanaInstructions() {}

  static SolanaInstruction computeUnitLimit(int units) {
    return new SolanaInstruction(
        SolanaPrograms.COMPUTE_BUDGET,
        List.of(),
        littleEndian(5).put((byte) COMPUTE_UNIT_LIMIT).putInt(units).array());
  }

  static SolanaInstruction computeUnitPrice(long microLamports) {
    return new SolanaInstruction(
        SolanaPrograms.COMPUTE_BUDGET,
        List.of(),
        littleEndian(9).put((byte) COMPUTE_UNIT_PRICE).putLong(microLamports).array());
  }

  static SolanaInstruction transfer(SolanaAddress from, SolanaAddress to, long lamports) {
    return new SolanaInstruction(
        SolanaPrograms.SYSTEM,
        List.of(Account.payer(from), Account.writable(to)),
        littleEndian(12).putInt(SYSTEM_TRANSFER).putLong(lamports).array());
  }

  /** Allocates no bytes and assigns to {@code owner}; fails unless still the System program's. */
  static SolanaInstruction allocateWithSeed(
      SolanaAddress account, SolanaAddress base, String seed, SolanaAddress owner) {
    byte[] text = seed.getBytes(StandardCharsets.US_ASCII);
    byte[] data =
        littleEndian(4 + 32 + 8 + text.length + 8 + 32)
            .putInt(SYSTEM_ALLOCATE_WITH_SEED)
            .put(base.bytes())
            .putLong(text.length)
            .put(text)
            .putLong(0)
            .put(owner.bytes())
            .array();
    return new SolanaInstruction(
        SolanaPrograms.SYSTEM, List.of(Account.writable(account), Account.signer(base)), data);
  }

  static SolanaInstruction createAssociatedTokenAccount(
      SolanaAddress payer, SolanaAddress wallet, SolanaAddress mint, SolanaAddress tokenProgram) {
    return new SolanaInstruction(
        SolanaPrograms.ASSOCIATED_TOKEN,
        List.of(
            Account.payer(payer),
            Account.writable(AssociatedTokenAccount.address(wallet, mint, tokenProgram)),
            Account.readOnly(wallet),
            Account.readOnly(mint),
            Account.readOnly(SolanaPrograms.SYSTEM),
            Account.readOnly(tokenProgram)),
        new byte[] {CREATE_IDEMPOTENT});
  }

  static SolanaInstruction mintToChecked(
      SolanaAddress tokenProgram,
      SolanaAddress mint,
      SolanaAddress account,
      SolanaAddress multisig,
      List<SolanaAddress> signers,
      ShareAmount amount) {
    List<Account> accounts = new ArrayList<>();
    accounts.add(Account.writable(mint));
    accounts.add(Account.writable(account));
    accounts.add(Account.readOnly(multisig));
    signers.forEach(signer -> accounts.add(Account.signer(signer)));
    return new SolanaInstruction(
        tokenProgram, accounts, amountChecked(TOKEN_MINT_TO_CHECKED, amount));
  }

  static SolanaInstruction burnChecked(
      SolanaAddress tokenProgram,
      SolanaAddress account,
      SolanaAddress mint,
      SolanaAddress owner,
      ShareAmount amount) {
    return new SolanaInstruction(
        tokenProgram,
        List.of(Account.writable(account), Account.writable(mint), Account.signer(owner)),
        amountChecked(TOKEN_BURN_CHECKED, amount));
  }

  /**
   * Sets a mint's ScaledUiAmount multiplier.
   *
   * @param effectiveAt from when; in the past, such as the Unix epoch: at once
   */
  static SolanaInstruction updateMultiplier(
      SolanaAddress tokenProgram,
      SolanaAddress mint,
      SolanaAddress authority,
      double multiplier,
      Instant effectiveAt) {
    return new SolanaInstruction(
        tokenProgram,
        List.of(Account.writable(mint), Account.signer(authority)),
        littleEndian(18)
            .put((byte) TOKEN_SCALED_UI_AMOUNT)
            .put((byte) UPDATE_MULTIPLIER)
            .putDouble(multiplier)
            .putLong(effectiveAt.getEpochSecond())
            .array());
  }

  /** Sets an additional field of a mint's own TokenMetadata. */
  static SolanaInstruction updateField(
      SolanaAddress tokenProgram,
      SolanaAddress mint,
      SolanaAddress authority,
      String field,
      String value) {
    byte[] name = field.getBytes(StandardCharsets.UTF_8);
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    byte[] data =
        littleEndian(TokenInstruction.UPDATE_FIELD.length + 1 + 4 + name.length + 4 + text.length)
            .put(TokenInstruction.UPDATE_FIELD)
            .put((byte) TokenInstruction.FIELD_BY_KEY)
            .putInt(name.length)
            .put(name)
            .putInt(text.length)
            .put(text)
            .array();
    return new SolanaInstruction(
        tokenProgram, List.of(Account.writable(mint), Account.signer(authority)), data);
  }

  static SolanaInstruction memo(SolanaAddress memoProgram, String text) {
    return new SolanaInstruction(memoProgram, List.of(), text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] amountChecked(int tag, ShareAmount amount) {
    return littleEndian(10)
        .put((byte) tag)
        .putLong(amount.su())
        .put((byte) ShareAmount.DECIMALS)
        .array();
  }

  private static ByteBuffer littleEndian(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
