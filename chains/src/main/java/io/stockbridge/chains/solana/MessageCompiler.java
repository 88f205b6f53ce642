package io.stockbridge.chains.solana;

import io.stockbridge.chains.solana.SolanaInstruction.Account;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compiles instructions into the bytes of a v0 message without lookup tables.
 *
 * <p>The order of accounts is fixed, so that everyone gets the same bytes: fee payer, further
 * writable signers, read-only signers, writable, read-only; within each in order of first mention,
 * an instruction's accounts before its program.
 */
final class MessageCompiler {
  private static final int VERSION_0 = 0x80;
  private static final int MAX_ACCOUNTS = 256;

  private MessageCompiler() {}

  /** The message's bytes and who must sign them, in order. */
  static SolanaTransaction compile(
      SolanaAddress feePayer, List<SolanaInstruction> instructions, Bytes32 recentBlockhash) {
    List<Account> ordered = ordered(feePayer, instructions);
    if (ordered.size() > MAX_ACCOUNTS) {
      throw new IllegalArgumentException("more than 256 accounts: " + ordered.size());
    }
    List<SolanaAddress> keys = ordered.stream().map(Account::address).toList();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(VERSION_0);
    out.write((int) ordered.stream().filter(Account::signer).count());
    out.write((int) ordered.stream().filter(a -> a.signer() && !a.writable()).count());
    out.write((int) ordered.stream().filter(a -> !a.signer() && !a.writable()).count());
    ShortVector.write(out, keys.size());
    keys.forEach(key -> out.writeBytes(key.bytes()));
    out.writeBytes(recentBlockhash.bytes());
    ShortVector.write(out, instructions.size());
    for (SolanaInstruction instruction : instructions) {
      out.write(keys.indexOf(instruction.program()));
      ShortVector.write(out, instruction.accounts().size());
      instruction.accounts().forEach(account -> out.write(keys.indexOf(account.address())));
      ShortVector.write(out, instruction.data().length);
      out.writeBytes(instruction.data());
    }
    ShortVector.write(out, 0);
    List<SolanaAddress> signers =
        ordered.stream().filter(Account::signer).map(Account::address).toList();
    return SolanaTransaction.unsigned(out.toByteArray(), signers);
  }

  private static List<Account> ordered(
      SolanaAddress feePayer, List<SolanaInstruction> instructions) {
    Map<SolanaAddress, Account> merged = new LinkedHashMap<>();
    merged.put(feePayer, Account.payer(feePayer));
    for (SolanaInstruction instruction : instructions) {
      instruction.accounts().forEach(account -> merge(merged, account));
      merge(merged, Account.readOnly(instruction.program()));
    }
    List<Account> ordered = new ArrayList<>();
    for (int group = 0; group < 4; group++) {
      boolean signer = group < 2;
      boolean writable = group % 2 == 0;
      for (Account account : merged.values()) {
        if (account.signer() == signer && account.writable() == writable) {
          ordered.add(account);
        }
      }
    }
    return ordered;
  }

  private static void merge(Map<SolanaAddress, Account> merged, Account account) {
    merged.merge(
        account.address(),
        account,
        (a, b) -> new Account(a.address(), a.signer() || b.signer(), a.writable() || b.writable()));
  }
}
