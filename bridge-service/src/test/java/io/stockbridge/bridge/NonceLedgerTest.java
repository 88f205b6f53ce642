package io.stockbridge.bridge;

import static io.stockbridge.bridge.fakes.TestNetwork.BASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.stockbridge.bridge.fakes.TestNetwork;
import io.stockbridge.bridge.submission.EvmSend;
import io.stockbridge.bridge.submission.NonceLedger;
import io.stockbridge.chains.EvmCall;
import io.stockbridge.chains.EvmFees;
import io.stockbridge.protocol.identifiers.EvmAddress;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
class NonceLedgerTest extends BridgeTest {
  private static final EvmAddress TARGET = TestNetwork.NETWORK.evmChain(BASE).canonicalRegistry();

  @Inject NonceLedger ledger;

  @Test
  void givesConcurrentSendersDenseNoncesAndEachSubjectOne() throws Exception {
    ports.base.mining(false);
    List<Future<Optional<EvmSend>>> sends = new ArrayList<>();
    try (ExecutorService senders = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 40; i++) {
        String subject = "concurrent-" + i / 2;
        sends.add(
            senders.submit(
                () ->
                    database.inTransaction(
                        tx -> ledger.record(tx, order(subject), Instant.now()))));
      }
    }
    List<Long> nonces = new ArrayList<>();
    for (Future<Optional<EvmSend>> send : sends) {
      send.get().map(EvmSend::nonce).ifPresent(nonces::add);
    }
    assertThat(nonces).hasSize(20).doesNotHaveDuplicates();
    long lowest = nonces.stream().mapToLong(n -> n).min().orElseThrow();
    assertThat(nonces.stream().mapToLong(n -> n).max().orElseThrow()).isEqualTo(lowest + 19);
    ports.base.mining(true);
    await("all used", () -> ports.base.usedNonces() > lowest + 19);
    await(
        "all settled",
        () ->
            database
                .inTransaction(
                    tx ->
                        tx.query(
                            "select nonce from evm_sends where state = 'pending' and subject like"
                                + " 'concurrent-%'"))
                .isEmpty());
  }

  @Test
  void leavesNoGapWhenTheTransactionFails() {
    long before = nextNonce();
    assertThatThrownBy(
            () ->
                database.change(
                    tx -> {
                      ledger.record(tx, order("rolled-back"), Instant.now());
                      throw new IllegalStateException("killed for the test");
                    }))
        .hasMessageContaining("killed for the test");
    assertThat(nextNonce()).isEqualTo(before);
  }

  @Test
  void paysNoMoreThanTheLimitWhateverFeesANodeNames() {
    List<EvmFees> paid = new ArrayList<>();
    EvmFees absurd = new EvmFees(BigInteger.TEN.pow(13), BigInteger.TEN.pow(13));
    assertThatThrownBy(
            () ->
                database.change(
                    tx -> {
                      ledger
                          .record(tx, order("dear", absurd), Instant.now())
                          .ifPresent(send -> paid.add(send.fees()));
                      throw new IllegalStateException("not to be sent");
                    }))
        .hasMessageContaining("not to be sent");
    BigInteger limit = BigInteger.valueOf(500_000_000_000L);
    assertThat(paid).containsExactly(new EvmFees(limit, limit));
  }

  private long nextNonce() {
    return database
        .inTransaction(
            tx ->
                tx.queryOne("select next_nonce from evm_accounts where domain = ?1", BASE.value()))
        .map(row -> row.number("next_nonce"))
        .orElse(0L);
  }

  private NonceLedger.Order order(String subject) {
    return order(subject, new EvmFees(BigInteger.valueOf(2_000_000_000L), BigInteger.ONE));
  }

  private NonceLedger.Order order(String subject, EvmFees fees) {
    EvmCall call = new EvmCall(TARGET, new byte[4 + 32]);
    return new NonceLedger.Order(
        BASE,
        EvmSend.Purpose.SNAPSHOT_HEADER,
        subject,
        call,
        100_000,
        fees,
        ports.base.usedNonces());
  }
}
