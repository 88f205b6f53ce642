package io.stockbridge.bridge.fakes;

import io.stockbridge.chains.BlockhashLease;
import io.stockbridge.chains.SendOutcome;
import io.stockbridge.chains.SolanaSignatureStatus;
import io.stockbridge.chains.SolanaSimulation;
import io.stockbridge.chains.SolanaSubmitter;
import io.stockbridge.chains.solana.SolanaTransaction;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.message.Message;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A Solana cluster: blockhashes expire, and a complete transaction mints what it was built for. */
public final class FakeSolana extends FakeChain implements SolanaSubmitter {
  private static final int LIFETIME = 150;

  private final AtomicLong height = new AtomicLong(1000);
  private final Map<String, Message> messagesByMemo = new HashMap<>();
  private final Map<String, SolanaSignatureStatus> landed = new HashMap<>();
  private volatile boolean dropping;
  private int sent;

  FakeSolana(Faults faults) {
    super(TestNetwork.SOLANA, faults);
  }

  /** What a memo stands for; the fake finds the message by the memo in the transaction's bytes. */
  public synchronized void expect(Message message) {
    messagesByMemo.put(message.messageId().toString(), message);
  }

  /** Lets time pass. */
  public void advance(int blocks) {
    height.addAndGet(blocks);
  }

  /** Whether sent transactions are lost on the way. */
  public void dropping(boolean isDropping) {
    dropping = isDropping;
  }

  public synchronized int sent() {
    return sent;
  }

  @Override
  public BlockhashLease latestBlockhash() {
    return faults.call(
        domain,
        () ->
            new BlockhashLease(
                TestNetwork.seed("blockhash" + height.get()), height.get() + LIFETIME));
  }

  @Override
  public boolean isBlockhashValid(Bytes32 blockhash) {
    return true;
  }

  @Override
  public long blockHeight() {
    return height.get();
  }

  @Override
  public long rentExemption(int dataLength) {
    return 890_880 + 6_960L * dataLength;
  }

  @Override
  public long computeUnitPrice(SolanaAddress account) {
    return 5;
  }

  @Override
  public SolanaSimulation simulate(SolanaTransaction transaction) {
    return faults.call(domain, () -> new SolanaSimulation.Passes(22_000));
  }

  @Override
  public SendOutcome send(SolanaTransaction transaction) {
    return faults.call(domain, () -> take(transaction));
  }

  private synchronized SendOutcome take(SolanaTransaction transaction) {
    if (!transaction.isComplete()) {
      return new SendOutcome.Refused(-32002, "missing " + transaction.missingSigners());
    }
    sent++;
    if (!dropping && !landed.containsKey(transaction.signature())) {
      String bytes =
          new String(transaction.message(), java.nio.charset.StandardCharsets.ISO_8859_1);
      messagesByMemo.entrySet().stream()
          .filter(entry -> bytes.contains(entry.getKey()))
          .findFirst()
          .ifPresent(
              entry -> {
                boolean first = mint(entry.getValue(), transaction.signature());
                Optional<String> error =
                    first ? Optional.empty() : Optional.of("{\"InstructionError\":[3,\"marker\"]}");
                landed.put(
                    transaction.signature(), new SolanaSignatureStatus(height.get(), true, error));
              });
    }
    return new SendOutcome.Accepted();
  }

  @Override
  public synchronized Optional<SolanaSignatureStatus> status(String signature) {
    return Optional.ofNullable(landed.get(signature));
  }

  @Override
  public BigInteger balance(SolanaAddress account) {
    return BigInteger.TEN.pow(9);
  }
}
