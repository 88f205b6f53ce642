package io.stockbridge.chains.solana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.units.ShareAmount;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.sol4k.Connection;
import org.sol4k.Keypair;
import org.sol4k.PublicKey;
import org.sol4k.Transaction;
import org.sol4k.TransactionMessage;
import org.sol4k.VersionedTransaction;
import org.sol4k.api.AccountInfo;
import org.sol4k.api.Blockhash;
import org.sol4k.api.Commitment;
import org.sol4k.api.EpochInfo;
import org.sol4k.api.Health;
import org.sol4k.api.TokenAccountBalance;
import org.sol4k.api.TransactionSignature;
import org.sol4k.api.TransactionSimulation;
import org.sol4k.api.TransactionSimulationError;
import org.sol4k.api.TransactionSimulationSuccess;
import org.sol4k.exception.RpcException;
import org.sol4k.instruction.CreateAssociatedToken2022AccountInstruction;
import org.sol4k.instruction.Instruction;
import org.sol4k.instruction.SetComputeUnitLimitInstruction;
import org.sol4k.instruction.Token2022TransferInstruction;
import org.sol4k.instruction.TransferInstruction;
import org.sol4k.rpc.TokenAmount;

/** sol4k's own client against the project's Solana node: every call that it offers. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class Sol4kConnectionTest {
  private static final long SOL = 1_000_000_000;
  private static final Keypair ALICE = Keypair.generate();
  private static final Keypair BOB = Keypair.generate();
  private static final PublicKey TOKEN_2022 =
      new PublicKey("TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb");

  @TempDir private static Path folder;
  private static SolanaDeployment deployment;
  private static Connection connection;

  @BeforeAll
  static void deploy() throws IOException {
    deployment = SolanaDeployment.start(folder);
    connection = new Connection(deployment.rpc.toString());
  }

  @AfterAll
  static void stop() {
    deployment.close();
  }

  @Test
  @Order(1)
  void asksTheNodeAboutItself() {
    assertThat(connection.getHealth()).isEqualTo(Health.OK);
    assertThat(connection.getIdentity().bytes()).hasSize(32);
    EpochInfo epoch = connection.getEpochInfo();
    assertThat(epoch.getAbsoluteSlot())
        .isPositive()
        .isEqualTo(epoch.getEpoch() * epoch.getSlotsInEpoch() + epoch.getSlotIndex());
    assertThat(connection.getTransactionCount()).isPositive();
    assertThat(connection.getMinimumBalanceForRentExemption(0)).isEqualTo(890_880);
    assertThat(connection.getMinimumBalanceForRentExemption(165)).isEqualTo(2_039_280);
  }

  @Test
  @Order(2)
  void knowsItsBlockhashes() {
    Blockhash lease = connection.getLatestBlockhashExtended(Commitment.FINALIZED);
    assertThat(lease.getLastValidBlockHeight()).isGreaterThan(lease.getSlot());
    assertThat(connection.isBlockhashValid(lease.getBlockhash(), Commitment.PROCESSED)).isTrue();
    String unknown = ALICE.getPublicKey().toBase58();
    assertThat(connection.isBlockhashValid(unknown, Commitment.PROCESSED)).isFalse();
    assertThat(connection.getLatestBlockhash()).hasSizeBetween(32, 44);
  }

  @Test
  @Order(3)
  void givesLamportsAndShowsTheAccount() {
    String signature = connection.requestAirdrop(ALICE.getPublicKey(), 5 * SOL);
    SolanaDeployment.await("airdrop", () -> balance(ALICE).signum() > 0);

    assertThat(balance(ALICE)).isEqualTo(BigInteger.valueOf(5 * SOL));
    AccountInfo account = connection.getAccountInfo(ALICE.getPublicKey());
    assertThat(account.getLamports()).isEqualTo(BigInteger.valueOf(5 * SOL));
    assertThat(account.getOwner().toBase58()).isEqualTo("11111111111111111111111111111111");
    assertThat(account.getData()).isEmpty();
    assertThat(account.getSpace()).isZero();
    assertThat(account.getExecutable()).isFalse();
    assertThat(connection.getAccountInfo(BOB.getPublicKey())).isNull();
    assertThat(signatures(ALICE.getPublicKey())).containsExactly(signature);
  }

  @Test
  @Order(4)
  void sendsAndSimulatesBothKindsOfTransaction() {
    Transaction legacy =
        new Transaction(
            connection.getLatestBlockhash(), transfer(ALICE, BOB, SOL), ALICE.getPublicKey());
    legacy.sign(ALICE);
    assertThat(passes(connection.simulateTransaction(legacy)))
        .contains("Program 11111111111111111111111111111111 success");
    String first = connection.sendTransaction(legacy);
    awaitFinal(first);

    VersionedTransaction versioned = versioned(ALICE, List.of(transfer(ALICE, BOB, 2 * SOL)));
    assertThat(passes(connection.simulateTransaction(versioned.serialize()))).isNotEmpty();
    String second = connection.sendTransaction(versioned);
    awaitFinal(second);

    assertThat(balance(BOB)).isEqualTo(BigInteger.valueOf(3 * SOL));
    assertThat(signatures(BOB.getPublicKey())).containsExactly(second, first);
    assertThat(pageOf(1, null))
        .extracting(TransactionSignature::getSignature)
        .isEqualTo(List.of(second));
    assertThat(pageOf(10, second))
        .extracting(TransactionSignature::getSignature)
        .isEqualTo(List.of(first));
    assertThat(
            connection.getSignaturesForAddress(
                BOB.getPublicKey(), 10, Commitment.FINALIZED, null, first))
        .extracting(TransactionSignature::getSignature)
        .isEqualTo(List.of(second));
  }

  @Test
  @Order(5)
  void tellsWhyATransactionFails() {
    VersionedTransaction tooMuch = versioned(BOB, List.of(transfer(BOB, ALICE, 100 * SOL)));
    TransactionSimulation simulation = connection.simulateTransaction(tooMuch);
    assertThat(simulation).isInstanceOf(TransactionSimulationError.class);
    assertThat(((TransactionSimulationError) simulation).getError()).contains("InstructionError");
    assertThatThrownBy(() -> connection.sendTransaction(tooMuch))
        .isInstanceOfSatisfying(
            RpcException.class, refusal -> assertThat(refusal.getCode()).isEqualTo(-32002));
    byte[] forged = versioned(BOB, List.of(transfer(BOB, ALICE, 1))).serialize();
    forged[5] ^= 1;
    assertThatThrownBy(() -> connection.sendTransaction(forged))
        .isInstanceOfSatisfying(
            RpcException.class, refusal -> assertThat(refusal.getCode()).isEqualTo(-32003));
    assertThat(balance(BOB)).isEqualTo(BigInteger.valueOf(3 * SOL));
  }

  @Test
  @Order(6)
  void movesSharesOfToken2022() {
    deployment.mintTo(
        SolanaAddress.ofBytes(ALICE.getPublicKey().bytes()), ShareAmount.ofShares("12.5"));
    PublicKey mint = new PublicKey(deployment.mint.toString());
    PublicKey from = account(ALICE, mint);
    PublicKey to = account(BOB, mint);
    String signature =
        connection.sendTransaction(
            versioned(
                ALICE,
                List.of(
                    new SetComputeUnitLimitInstruction(100_000),
                    new CreateAssociatedToken2022AccountInstruction(
                        ALICE.getPublicKey(), to, BOB.getPublicKey(), mint),
                    new Token2022TransferInstruction(
                        from, to, mint, ALICE.getPublicKey(), 250_000_000, 8))));
    awaitFinal(signature);

    TokenAccountBalance left = connection.getTokenAccountBalance(from, Commitment.FINALIZED);
    assertThat(left.getAmount()).isEqualTo(BigInteger.valueOf(1_000_000_000));
    assertThat(left.getDecimals()).isEqualTo(8);
    assertThat(left.getUiAmount()).isEqualTo("10");
    TokenAccountBalance moved = connection.getTokenAccountBalance(to);
    assertThat(moved.getAmount()).isEqualTo(BigInteger.valueOf(250_000_000));
    assertThat(moved.getUiAmount()).isEqualTo("2.5");
    TokenAmount supply = connection.getTokenSupply(mint.toBase58());
    assertThat(supply.getAmount()).isEqualTo(1_250_000_000L);
    assertThat(supply.getUiAmountString()).isEqualTo("12.5");
    List<AccountInfo> accounts =
        connection.getMultipleAccounts(List.of(from, Keypair.generate().getPublicKey(), mint));
    assertThat(accounts).hasSize(3);
    assertThat(accounts.get(0).getOwner()).isEqualTo(TOKEN_2022);
    assertThat(accounts.get(1)).isNull();
    assertThat(accounts.get(2).getData()).hasSize(accounts.get(2).getSpace());
  }

  private static BigInteger balance(Keypair owner) {
    return connection.getBalance(owner.getPublicKey());
  }

  private static PublicKey account(Keypair owner, PublicKey mint) {
    return PublicKey.findProgramDerivedAddress(owner.getPublicKey(), mint, TOKEN_2022)
        .getPublicKey();
  }

  private static Instruction transfer(Keypair from, Keypair to, long lamports) {
    return new TransferInstruction(from.getPublicKey(), to.getPublicKey(), lamports);
  }

  private static VersionedTransaction versioned(Keypair payer, List<Instruction> instructions) {
    VersionedTransaction transaction =
        new VersionedTransaction(
            TransactionMessage.newMessage(
                payer.getPublicKey(), connection.getLatestBlockhash(), instructions));
    transaction.sign(payer);
    return transaction;
  }

  private static List<String> passes(TransactionSimulation simulation) {
    assertThat(simulation).isInstanceOf(TransactionSimulationSuccess.class);
    return ((TransactionSimulationSuccess) simulation).getLogs();
  }

  private static void awaitFinal(String signature) {
    SolanaDeployment.await(
        signature,
        () ->
            deployment.submitter.status(signature).isPresent()
                && connection.getSignaturesForAddress(BOB.getPublicKey()).stream()
                    .anyMatch(found -> found.getSignature().equals(signature)));
  }

  private static List<String> signatures(PublicKey account) {
    return connection.getSignaturesForAddress(account).stream()
        .map(TransactionSignature::getSignature)
        .toList();
  }

  private static List<TransactionSignature> pageOf(int limit, String before) {
    return connection.getSignaturesForAddress(
        BOB.getPublicKey(), limit, Commitment.FINALIZED, before);
  }
}
