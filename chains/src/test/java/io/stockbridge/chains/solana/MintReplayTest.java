package io.stockbridge.chains.solana;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockbridge.chains.ChainEvent;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.UnroutableReason;
import io.stockbridge.chains.solana.ExecutedTransaction.Instruction;
import io.stockbridge.chains.solana.ExecutedTransaction.TokenBalance;
import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.message.MessageKind;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.ShareAmount;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one transaction did to a mint: routed, unroutable, unmatched, epochs, pauses. */
class MintReplayTest {
  private static final SolanaAddress MINT = SolanaTransactionTest.MINT;
  private static final SolanaAddress OWNER = SolanaDeployment.key("owner").solanaAddress();
  private static final SolanaAddress DELEGATE = SolanaDeployment.key("delegate").solanaAddress();
  private static final SolanaAddress ACCOUNT = SolanaDeployment.key("account").solanaAddress();
  private static final String SIGNATURE = Base58.encode(new byte[64]);
  private static final ChainPosition BLOCK = new ChainPosition(5, Bytes32.ZERO, Instant.EPOCH);
  private static final String TO_ARBITRUM = "sb1:412346:0x00000000000000000000000000000000000000aa";

  @Test
  void routesABurnWithItsMemoAndTheEpochInForce() {
    List<ChainEvent> events = run(10, 4, setEpoch("3"), burn(15, 6), memo(TO_ARBITRUM));
    assertThat(events).hasSize(2);
    assertThat(((ChainEvent.EpochChanged) events.get(0)).epoch()).isEqualTo(ActionEpoch.of(3));
    ChainEvent.Burned burned = (ChainEvent.Burned) events.get(1);
    assertThat(burned.location().index()).isEqualTo(1);
    assertThat(burned.message().kind()).isEqualTo(MessageKind.TRANSFER);
    assertThat(burned.message().actionEpoch()).isEqualTo(ActionEpoch.of(3));
    assertThat(burned.message().sender()).isEqualTo(OWNER.toUniversal());
    assertThat(burned.message().amount()).isEqualTo(ShareAmount.ofSu(6));
  }

  @Test
  void takesAPlainBurnAndARedeemAlike() {
    List<ChainEvent> events = run(10, 4, burn(8, 6), memo("sb1:0:CUST-ACC-1"));
    assertThat(((ChainEvent.Burned) events.get(0)).message().kind()).isEqualTo(MessageKind.REDEEM);
  }

  @Test
  void namesTheOwnerWhenADelegateBurns() {
    Instruction burn = token(List.of(ACCOUNT, MINT, DELEGATE), amount(15, 6));
    assertThat(((ChainEvent.Burned) run(10, 4, burn, memo(TO_ARBITRUM)).get(0)).message().sender())
        .isEqualTo(OWNER.toUniversal());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "sb1:900:4vJ9JU1bJJE96FWSJKvHsmmFADCg4gpZQff4P3bkLKi",
        "sb1:412346:0x00",
        "sb1:412346",
        "sb1:x:y",
        "sb2:412346:0x00000000000000000000000000000000000000aa",
        "sb1:412346:0x0000000000000000000000000000000000000000"
      })
  void takesABurnWithAnInvalidMemoAsUnroutable(String memo) {
    ChainEvent.UnroutableBurn event =
        (ChainEvent.UnroutableBurn) run(10, 4, burn(15, 6), memo(memo)).get(0);
    assertThat(event.reason()).isEqualTo(UnroutableReason.INVALID_MEMO);
    assertThat(event.owner()).isEqualTo(OWNER.toUniversal());
    assertThat(event.supplyChangeSu()).isEqualTo(BigInteger.valueOf(-6));
  }

  @Test
  void takesAMemoThatIsNotRightAfterTheBurnAsNone() {
    List<ChainEvent> events = run(10, 2, burn(15, 3), burn(15, 5), memo(TO_ARBITRUM));
    assertThat(((ChainEvent.UnroutableBurn) events.get(0)).reason())
        .isEqualTo(UnroutableReason.NO_MEMO);
    assertThat(events.get(1)).isInstanceOf(ChainEvent.Burned.class);
  }

  @Test
  void takesABurnByAnotherProgramAsUnroutable() {
    Instruction outer = new Instruction(DELEGATE, List.of(), "0x");
    ExecutedTransaction transaction =
        transaction(10, 4, List.of(outer, memo(TO_ARBITRUM)), Map.of(0, List.of(burn(15, 6))));
    List<ChainEvent> events = replay(transaction);
    ChainEvent.UnroutableBurn event = (ChainEvent.UnroutableBurn) events.get(0);
    assertThat(events).hasSize(1);
    assertThat(event.reason()).isEqualTo(UnroutableReason.INNER_INSTRUCTION);
    assertThat(event.location().index()).isEqualTo(256);
  }

  @Test
  void surfacesAMintWithoutMessageOrMarker() {
    String id = SolanaTransactionTest.message().messageId().toString();
    assertThat(run(0, 7, mintTo(7)).get(0)).isInstanceOf(ChainEvent.UnmatchedMint.class);
    assertThat(run(0, 7, mintTo(7), memo("0x12")).get(0))
        .isInstanceOf(ChainEvent.UnmatchedMint.class);
    ChainEvent.UnmatchedMint unmarked =
        (ChainEvent.UnmatchedMint) run(0, 7, mintTo(7), memo(id)).get(0);
    assertThat(unmarked.detail()).contains("no replay marker");
    assertThat(run(0, 7, marker(), mintTo(7), memo(id)).get(0))
        .isInstanceOf(ChainEvent.Minted.class);
  }

  @Test
  void surfacesWhateverBalancesSayBeyondTheInstructions() {
    List<ChainEvent> events = run(10, 1, burn(15, 6), memo(TO_ARBITRUM));
    assertThat(events).hasSize(2);
    assertThat(events.get(1)).isInstanceOf(ChainEvent.UnmatchedSupplyChange.class);
    assertThat(events.get(1).supplyChangeSu()).isEqualTo(BigInteger.valueOf(-3));
  }

  @Test
  void ignoresFailedTransactionsOtherMintsAndBurnsOfNothing() {
    Instruction other = token(List.of(ACCOUNT, OWNER, OWNER), amount(15, 6));
    assertThat(run(10, 10, other)).isEmpty();
    assertThat(run(10, 10, burn(15, 0))).isEmpty();
    ExecutedTransaction good = transaction(10, 4, List.of(burn(15, 6)), Map.of());
    ExecutedTransaction failed =
        new ExecutedTransaction(
            good.signature(),
            good.slot(),
            Optional.of("{}"),
            good.topLevel(),
            good.inner(),
            good.before(),
            good.after());
    assertThat(replay(failed)).isEmpty();
  }

  @Test
  void showsPauses() {
    Instruction pause = token(List.of(MINT, OWNER), new byte[] {44, 1});
    assertThat(((ChainEvent.HaltChanged) run(1, 1, pause).get(0)).halted()).isTrue();
  }

  @Test
  void alwaysAddsUpWhateverTheInstructionsAre() {
    long seed = 20261123;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] data = new byte[random.nextInt(30)];
      random.nextBytes(data);
      if (data.length > 0) {
        data[0] = new byte[] {7, 8, 14, 15, 44, 0, (byte) 0xdd}[random.nextInt(7)];
      }
      long before = random.nextInt(1000);
      long after = random.nextInt(1000);
      Instruction fuzzed = token(List.of(ACCOUNT, MINT, OWNER), data);
      BigInteger sum =
          run(before, after, fuzzed, memo(TO_ARBITRUM), mintTo(random.nextInt(9))).stream()
              .map(ChainEvent::supplyChangeSu)
              .reduce(BigInteger.ZERO, BigInteger::add);
      assertThat(sum).as("seed " + seed).isEqualTo(BigInteger.valueOf(after - before));
    }
  }

  private static List<ChainEvent> run(long before, long after, Instruction... topLevel) {
    return replay(transaction(before, after, List.of(topLevel), Map.of()));
  }

  private static List<ChainEvent> replay(ExecutedTransaction transaction) {
    MintReplay.Mint mint = new MintReplay.Mint(Isin.of("CH1436219187"), MINT, ActionEpoch.ZERO);
    return new MintReplay(SolanaTransactionTest.CHAIN, mint, transaction, BLOCK).run().events();
  }

  private static ExecutedTransaction transaction(
      long before, long after, List<Instruction> topLevel, Map<Integer, List<Instruction>> inner) {
    return new ExecutedTransaction(
        SIGNATURE,
        5,
        Optional.empty(),
        topLevel,
        inner,
        Map.of(ACCOUNT, balance(before)),
        Map.of(ACCOUNT, balance(after)));
  }

  private static TokenBalance balance(long amount) {
    return new TokenBalance(MINT, Optional.of(OWNER), BigInteger.valueOf(amount));
  }

  private static Instruction burn(int tag, long su) {
    return token(List.of(ACCOUNT, MINT, OWNER), amount(tag, su));
  }

  private static Instruction mintTo(long su) {
    return token(List.of(MINT, ACCOUNT, OWNER), amount(14, su));
  }

  private static Instruction setEpoch(String epoch) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(TokenInstruction.UPDATE_FIELD);
    out.write(3);
    for (String text : List.of("actionEpoch", epoch)) {
      out.writeBytes(
          ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(text.length()).array());
      out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
    return token(List.of(MINT, OWNER), out.toByteArray());
  }

  private static Instruction marker() {
    SolanaInstruction allocate =
        SolanaInstructions.allocateWithSeed(
            ACCOUNT,
            SolanaTransactionTest.CHAIN.replayAuthority(),
            "s",
            SolanaTransactionTest.CHAIN.memoProgram());
    return new Instruction(SolanaPrograms.SYSTEM, List.of(ACCOUNT), Hex.encode(allocate.data()));
  }

  private static Instruction memo(String text) {
    return new Instruction(
        SolanaTransactionTest.CHAIN.memoProgram(),
        List.of(),
        Hex.encode(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Instruction token(List<SolanaAddress> accounts, byte[] data) {
    return new Instruction(SolanaTransactionTest.CHAIN.tokenProgram(), accounts, Hex.encode(data));
  }

  private static byte[] amount(int tag, long su) {
    return ByteBuffer.allocate(10)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) tag)
        .putLong(su)
        .put((byte) 8)
        .array();
  }
}
