package io.stockbridge.attestation.testing;

import io.stockbridge.chains.ContractError;
import io.stockbridge.chains.EvmCall;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.EvmFees;
import io.stockbridge.chains.EvmReceipt;
import io.stockbridge.chains.EvmSimulation;
import io.stockbridge.chains.EvmSubmitter;
import io.stockbridge.chains.Finality;
import io.stockbridge.chains.PublishedSnapshot;
import io.stockbridge.chains.RpcSettings;
import io.stockbridge.chains.SendOutcome;
import io.stockbridge.chains.SignedEvmTransaction;
import io.stockbridge.chains.evm.EvmChainSubmitter;
import io.stockbridge.protocol.crypto.EvmKey;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.units.ShareAmount;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pool of one fake chain: signs for real, executes halts, and can lose, price out or refuse.
 */
public final class FakePool implements EvmSubmitter {
  /** A transaction that was given to the pool. */
  public record Sent(long nonce, EvmFees fees, EvmCall call) {}

  private final FakeChain chain;
  private final EvmSubmitter signer;
  private final Map<Bytes32, Sent> signed = new HashMap<>();
  private final List<Sent> sent = new ArrayList<>();
  private long nonce;
  private boolean losing;
  private boolean refusing;

  FakePool(FakeChain chain) {
    this.chain = chain;
    EvmChain description = TestNetwork.description().evmChain(chain.domain());
    this.signer = EvmChainSubmitter.open(description, RpcSettings.of("http://127.0.0.1:1", 1));
  }

  /** Takes transactions and never executes them. */
  public synchronized void losing(boolean value) {
    losing = value;
  }

  /** The gateway does not know the guardian. */
  public synchronized void refusing(boolean value) {
    refusing = value;
  }

  /** Everything that was sent for the asset. */
  public synchronized List<Sent> sent(Isin isin) {
    return sent.stream().filter(each -> isin(each.call()).equals(isin)).toList();
  }

  private static Isin isin(EvmCall call) {
    byte[] data = call.data();
    return Isin.of(new String(Arrays.copyOfRange(data, 4, 16), StandardCharsets.US_ASCII));
  }

  @Override
  public DomainId domain() {
    return chain.domain();
  }

  @Override
  public EvmFees fees() {
    return new EvmFees(BigInteger.valueOf(3_000), BigInteger.valueOf(1_000));
  }

  @Override
  public synchronized EvmSimulation simulate(EvmAddress from, EvmCall call) {
    return refusing
        ? new EvmSimulation.Reverts(
            new ContractError(
                "AccessManagedUnauthorized", List.of(), Optional.empty(), "0x068ca9d8"))
        : new EvmSimulation.Passes(40_000);
  }

  @Override
  public synchronized SignedEvmTransaction sign(
      EvmCall call, long at, EvmFees fees, long gasLimit, EvmKey key) {
    SignedEvmTransaction transaction = signer.sign(call, at, fees, gasLimit, key);
    signed.put(transaction.hash(), new Sent(at, fees, call));
    return transaction;
  }

  @Override
  public synchronized SendOutcome send(SignedEvmTransaction transaction) {
    Sent transfer = signed.get(transaction.hash());
    if (transfer.nonce() != nonce) {
      return new SendOutcome.NonceUsed("next is " + nonce);
    }
    sent.add(transfer);
    if (!losing) {
      chain.halt(isin(transfer.call()));
      nonce++;
    }
    return new SendOutcome.Accepted();
  }

  @Override
  public Optional<EvmReceipt> receipt(Bytes32 transactionHash) {
    throw new UnsupportedOperationException("no hash decides about a halt");
  }

  @Override
  public synchronized long nonce(EvmAddress account, Finality finality) {
    return nonce;
  }

  @Override
  public BigInteger balance(EvmAddress account) {
    return BigInteger.TEN.pow(18);
  }

  @Override
  public Optional<PublishedSnapshot> publishedSnapshot() {
    return Optional.empty();
  }

  @Override
  public ShareAmount issueCap(Isin isin) {
    return ShareAmount.ZERO;
  }
}
