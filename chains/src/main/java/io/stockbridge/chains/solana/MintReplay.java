package io.stockbridge.chains.solana;

import io.stockbridge.chains.ChainEvent;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.EventLocation;
import io.stockbridge.chains.SolanaChain;
import io.stockbridge.chains.UnroutableReason;
import io.stockbridge.chains.solana.ExecutedTransaction.Instruction;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.message.BurnMemo;
import io.stockbridge.protocol.message.InvalidBurnMemoException;
import io.stockbridge.protocol.message.InvalidMessageException;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageId;
import io.stockbridge.protocol.message.MessageKind;
import io.stockbridge.protocol.message.SourceRef;
import io.stockbridge.protocol.units.ActionEpoch;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Replays what one transaction did to one mint. Instructions are taken in the order in which they
 * ran; whatever the balances changed beyond them surfaces as an unmatched change.
 */
final class MintReplay {
  /** Inner instructions are numbered above all top-level ones, which are at most 256. */
  private static final int INNER_STEP = 256;

  private final SolanaChain chain;
  private final Isin isin;
  private final SolanaAddress mint;
  private final ExecutedTransaction transaction;
  private final ChainPosition position;
  private final List<ChainEvent> events = new ArrayList<>();
  private BigInteger explained = BigInteger.ZERO;
  private ActionEpoch epoch;

  MintReplay(
      SolanaChain chain, Mint mint, ExecutedTransaction transaction, ChainPosition position) {
    this.chain = chain;
    this.isin = mint.isin();
    this.mint = mint.address();
    this.epoch = mint.epoch();
    this.transaction = transaction;
    this.position = position;
  }

  /** A mint and the epoch in force before the transaction. */
  record Mint(Isin isin, SolanaAddress address, ActionEpoch epoch) {}

  /** What the transaction did, and the epoch after it. */
  record Result(List<ChainEvent> events, ActionEpoch epoch) {}

  Result run() {
    if (transaction.error().isPresent()) {
      return new Result(List.of(), epoch);
    }
    for (int i = 0; i < transaction.topLevel().size(); i++) {
      int index = i;
      read(transaction.topLevel().get(i)).ifPresent(found -> topLevel(found, index));
      List<Instruction> inner = transaction.inner().getOrDefault(i, List.of());
      for (int j = 0; j < inner.size(); j++) {
        int location = i + INNER_STEP * (j + 1);
        read(inner.get(j)).ifPresent(found -> inner(found, location));
      }
    }
    BigInteger unexplained = transaction.change(mint).subtract(explained);
    if (unexplained.signum() != 0) {
      events.add(
          new ChainEvent.UnmatchedSupplyChange(
              at(transaction.topLevel().size()),
              position,
              isin,
              unexplained,
              "balances changed by " + unexplained + " su more than the instructions say"));
    }
    return new Result(List.copyOf(events), epoch);
  }

  private Optional<TokenInstruction> read(Instruction instruction) {
    if (!instruction.program().equals(chain.tokenProgram())) {
      return Optional.empty();
    }
    return TokenInstruction.read(instruction).filter(found -> found.mint().equals(mint));
  }

  private void topLevel(TokenInstruction found, int index) {
    switch (found) {
      case TokenInstruction.Burn burn -> burned(burn, index);
      case TokenInstruction.MintTo mintTo -> minted(mintTo, index);
      case TokenInstruction.SetEpoch set -> epochSet(set.epoch(), index);
      case TokenInstruction.SetPaused set -> paused(set.paused(), index);
    }
  }

  private void inner(TokenInstruction found, int location) {
    switch (found) {
      case TokenInstruction.Burn burn -> {
        explained = explained.subtract(burn.amount().toBigInteger());
        unroutable(
            burn,
            location,
            UnroutableReason.INNER_INSTRUCTION,
            "burned by another program, so no memo can stand right after it");
      }
      case TokenInstruction.MintTo mintTo -> {
        explained = explained.add(mintTo.amount().toBigInteger());
        unmatchedMint(mintTo, location, "minted by another program");
      }
      case TokenInstruction.SetEpoch set -> epochSet(set.epoch(), location);
      case TokenInstruction.SetPaused set -> paused(set.paused(), location);
    }
  }

  private void burned(TokenInstruction.Burn burn, int index) {
    explained = explained.subtract(burn.amount().toBigInteger());
    Optional<byte[]> memo = memoAfter(index);
    if (memo.isEmpty()) {
      unroutable(burn, index, UnroutableReason.NO_MEMO, "no memo right after the burn");
      return;
    }
    try {
      BurnMemo target = BurnMemo.parse(utf8(memo.get()));
      Message message =
          new Message(
              target.destinationDomain().isCustody() ? MessageKind.REDEEM : MessageKind.TRANSFER,
              chain.domain(),
              target.destinationDomain(),
              SourceRef.solanaBurn(SolanaRpc.signatureBytes(transaction.signature()), index),
              isin,
              burn.amount(),
              epoch,
              owner(burn).toUniversal(),
              target.recipient());
      events.add(new ChainEvent.Burned(at(index), position, message));
    } catch (InvalidBurnMemoException | CharacterCodingException e) {
      unroutable(burn, index, UnroutableReason.INVALID_MEMO, String.valueOf(e.getMessage()));
    } catch (InvalidMessageException e) {
      unroutable(burn, index, UnroutableReason.INVALID_CONTENT, String.valueOf(e.getMessage()));
    }
  }

  private void minted(TokenInstruction.MintTo mintTo, int index) {
    explained = explained.add(mintTo.amount().toBigInteger());
    Optional<MessageId> messageId = memoAfter(index).flatMap(MintReplay::messageId);
    if (messageId.isEmpty()) {
      unmatchedMint(mintTo, index, "no memo with a message id right after the mint");
    } else if (!ReplayMarkerUse.isIn(chain, transaction)) {
      unmatchedMint(mintTo, index, "no replay marker in the transaction");
    } else {
      events.add(
          new ChainEvent.Minted(
              at(index),
              position,
              messageId.get(),
              isin,
              mintTo.amount(),
              transaction.ownerOf(mintTo.account()).orElse(mintTo.account()).toUniversal(),
              Optional.empty()));
    }
  }

  private void epochSet(ActionEpoch set, int location) {
    if (!set.equals(epoch)) {
      epoch = set;
      events.add(new ChainEvent.EpochChanged(at(location), position, isin, set));
    }
  }

  private void paused(boolean paused, int location) {
    String reason = paused ? "mint paused" : "mint resumed";
    events.add(
        new ChainEvent.HaltChanged(at(location), position, Optional.of(isin), paused, reason));
  }

  private void unroutable(
      TokenInstruction.Burn burn, int location, UnroutableReason reason, String detail) {
    // A burn of nothing changes nothing and gives nothing to refund.
    if (!burn.amount().isZero()) {
      events.add(
          new ChainEvent.UnroutableBurn(
              at(location),
              position,
              isin,
              burn.amount(),
              owner(burn).toUniversal(),
              reason,
              detail));
    }
  }

  private void unmatchedMint(TokenInstruction.MintTo mintTo, int location, String detail) {
    if (!mintTo.amount().isZero()) {
      SolanaAddress owner = transaction.ownerOf(mintTo.account()).orElse(mintTo.account());
      events.add(
          new ChainEvent.UnmatchedMint(
              at(location), position, isin, mintTo.amount(), owner.toUniversal(), detail));
    }
  }

  /** The shares are the account owner's, even where a delegate burned them. */
  private SolanaAddress owner(TokenInstruction.Burn burn) {
    return transaction.ownerOf(burn.account()).orElse(burn.authority());
  }

  private EventLocation at(int index) {
    return new EventLocation(chain.domain(), transaction.signature(), index);
  }

  private Optional<byte[]> memoAfter(int index) {
    if (index + 1 >= transaction.topLevel().size()) {
      return Optional.empty();
    }
    Instruction next = transaction.topLevel().get(index + 1);
    return next.program().equals(chain.memoProgram())
        ? Optional.of(Hex.decode(next.data()))
        : Optional.empty();
  }

  private static Optional<MessageId> messageId(byte[] memo) {
    String text = new String(memo, StandardCharsets.ISO_8859_1);
    // Exactly the form that the mint transaction writes.
    return text.matches("0x[0-9a-f]{64}") ? Optional.of(MessageId.of(text)) : Optional.empty();
  }

  private static String utf8(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
