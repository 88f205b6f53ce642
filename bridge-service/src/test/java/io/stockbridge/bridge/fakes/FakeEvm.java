package io.stockbridge.bridge.fakes;

import io.stockbridge.chains.ContractError;
import io.stockbridge.chains.EvmCall;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.EvmFees;
import io.stockbridge.chains.EvmReceipt;
import io.stockbridge.chains.EvmSimulation;
import io.stockbridge.chains.EvmSubmitter;
import io.stockbridge.chains.Finality;
import io.stockbridge.chains.PublishedSnapshot;
import io.stockbridge.chains.SendOutcome;
import io.stockbridge.chains.SignedEvmTransaction;
import io.stockbridge.protocol.crypto.AttestationBytes;
import io.stockbridge.protocol.crypto.EvmKey;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.crypto.Keccak256;
import io.stockbridge.protocol.eip712.Eip712Digests;
import io.stockbridge.protocol.eip712.Eip712Domain;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageCodec;
import io.stockbridge.protocol.units.ShareAmount;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An EVM chain with one account's nonces, a mempool and the gateway's and oracle's effects. */
public final class FakeEvm extends FakeChain implements EvmSubmitter {
  /** A transaction in the mempool. */
  private record Pooled(String hash, long nonce, EvmAddress to, String data, BigInteger fee) {}

  private final EvmChain chain;
  private final Map<Long, Pooled> pool = new TreeMap<>();
  private final Map<String, EvmReceipt> receipts = new HashMap<>();
  private long nonce;
  private boolean mining = true;
  private Optional<ContractError> revert = Optional.empty();
  private Optional<PublishedSnapshot> published = Optional.empty();
  private int leavesTransactions;
  private int headers;
  private BigInteger requiredFee = BigInteger.ZERO;

  FakeEvm(EvmChain chain, Faults faults) {
    super(chain.domain(), faults);
    this.chain = chain;
  }

  /** Whether transactions are executed as they come. */
  public synchronized void mining(boolean isMining) {
    mining = isMining;
    mine();
  }

  /** Transactions that pay less stay in the pool. */
  public synchronized void requireFee(BigInteger maxFeePerGas) {
    requiredFee = maxFeePerGas;
  }

  /** Loses the pool, as a restarted node does. */
  public synchronized void dropPool() {
    pool.clear();
  }

  /** Lets every simulation revert; empty for none. */
  public synchronized void reverting(Optional<ContractError> error) {
    revert = error;
  }

  public synchronized long usedNonces() {
    return nonce;
  }

  public synchronized int headers() {
    return headers;
  }

  public synchronized int leavesTransactions() {
    return leavesTransactions;
  }

  @Override
  public EvmFees fees() {
    return new EvmFees(BigInteger.valueOf(2_000_000_000L), BigInteger.valueOf(1_000_000_000L));
  }

  @Override
  public synchronized EvmSimulation simulate(EvmAddress from, EvmCall call) {
    return faults.call(
        domain,
        () ->
            revert
                .<EvmSimulation>map(EvmSimulation.Reverts::new)
                .orElseGet(() -> new EvmSimulation.Passes(70_000)));
  }

  @Override
  public SignedEvmTransaction sign(
      EvmCall call, long nonceToUse, EvmFees fees, long gasLimit, EvmKey key) {
    String text =
        String.join(
            "|", "" + nonceToUse, call.to().toString(), call.dataHex(), "" + fees.maxFeePerGas());
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    return new SignedEvmTransaction(Bytes32.ofBytes(Keccak256.hash(raw)), Hex.encode(raw));
  }

  @Override
  public SendOutcome send(SignedEvmTransaction transaction) {
    return faults.call(domain, () -> take(transaction));
  }

  private synchronized SendOutcome take(SignedEvmTransaction transaction) {
    String[] parts =
        new String(Hex.decode(transaction.raw()), StandardCharsets.UTF_8).split("\\|", -1);
    Pooled pooled =
        new Pooled(
            transaction.hash().toString(),
            Long.parseLong(parts[0]),
            EvmAddress.of(parts[1]),
            parts[2],
            new BigInteger(parts[3]));
    if (pooled.nonce() < nonce) {
      return new SendOutcome.NonceUsed("next nonce " + nonce);
    }
    Pooled before = pool.get(pooled.nonce());
    if (before != null && !before.hash().equals(pooled.hash())) {
      BigInteger least =
          before.fee().multiply(BigInteger.valueOf(110)).divide(BigInteger.valueOf(100));
      if (pooled.fee().compareTo(least) < 0) {
        return new SendOutcome.Underpriced("at least " + least);
      }
    }
    pool.put(pooled.nonce(), pooled);
    mine();
    return new SendOutcome.Accepted();
  }

  private void mine() {
    while (mining && pool.containsKey(nonce)) {
      Pooled next = pool.get(nonce);
      if (next.fee().compareTo(requiredFee) < 0) {
        return;
      }
      pool.remove(nonce);
      boolean success = execute(next);
      receipts.put(
          next.hash(),
          new EvmReceipt(
              Bytes32.of(next.hash()), success, nonce, Bytes32.ZERO, 70_000, next.fee()));
      nonce++;
    }
  }

  private boolean execute(Pooled transaction) {
    if (transaction.to().equals(chain.snapshotOracle())) {
      return applySnapshot(Hex.decode(transaction.data()));
    }
    if (transaction.to().equals(chain.canonicalRegistry())) {
      return true;
    }
    byte[] data = Hex.decode(transaction.data());
    int messageAt = 4 + 96;
    Message message = MessageCodec.decode(Arrays.copyOfRange(data, messageAt, messageAt + 130));
    int attestationAt = messageAt + 160 + 32;
    byte[] attestation = Arrays.copyOfRange(data, attestationAt, attestationAt + 130);
    Bytes32 digest =
        Eip712Digests.mint(
            Eip712Domain.gateway("test", domain, chain.gateway()), message.messageId());
    var attesters = TestNetwork.EVM_KEYS.stream().map(EvmKey::address).collect(Collectors.toSet());
    boolean quorum =
        AttestationBytes.check(attestation, digest, attesters, 2)
            instanceof AttestationBytes.Accepted;
    return quorum && mint(message, transaction.hash());
  }

  private boolean applySnapshot(byte[] data) {
    boolean isHeader = data.length < 32 * 20;
    if (isHeader) {
      long epoch = Bytes32.ofBytes(data, 4).toNumber().longValueExact();
      headers++;
      published =
          Optional.of(
              new PublishedSnapshot(
                  epoch, Instant.EPOCH, Instant.EPOCH, Bytes32.ZERO, Bytes32.ZERO));
    } else {
      leavesTransactions++;
    }
    return true;
  }

  @Override
  public synchronized Optional<EvmReceipt> receipt(Bytes32 hash) {
    return Optional.ofNullable(receipts.get(hash.toString()));
  }

  @Override
  public long nonce(EvmAddress account, Finality finality) {
    return faults.poll(domain, this::usedNonces);
  }

  @Override
  public BigInteger balance(EvmAddress account) {
    return BigInteger.TEN.pow(18);
  }

  @Override
  public synchronized Optional<PublishedSnapshot> publishedSnapshot() {
    return published;
  }

  @Override
  public ShareAmount issueCap(Isin isin) {
    return ShareAmount.ZERO;
  }

  /** A revert of that name. */
  public static ContractError error(String name, Optional<Instant> retryAt) {
    return new ContractError(name, List.of(), retryAt, "0x");
  }
}
