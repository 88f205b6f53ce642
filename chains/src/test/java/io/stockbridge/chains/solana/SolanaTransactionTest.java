package io.stockbridge.chains.solana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.chains.SolanaChain;
import io.stockbridge.chains.SolanaMintPlan;
import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.crypto.Ed25519Key;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageKind;
import io.stockbridge.protocol.message.SourceRef;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.ShareAmount;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sol4k.PublicKey;
import org.sol4k.TransactionMessage;

/** The exact bytes of transactions, and taking hostile ones apart. */
class SolanaTransactionTest {
  static final SolanaChain CHAIN =
      new SolanaChain(
          DomainId.SOLANA_LOCAL,
          "solana",
          Caip2.of("solana:EtWTRABZaYq6iMfeYKouRu166VU2xqa1"),
          SolanaAddress.of("TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb"),
          SolanaAddress.of("MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr"),
          SolanaDeployment.key("multisig").solanaAddress(),
          SolanaDeployment.REPLAY_AUTHORITY.solanaAddress(),
          SolanaDeployment.key("group").solanaAddress(),
          0);
  static final SolanaAddress MINT = SolanaDeployment.key("mint").solanaAddress();
  private static final SolanaAddress WALLET = SolanaDeployment.key("wallet").solanaAddress();
  private static final long SEED = 20261123;

  @Test
  void everyoneBuildsTheSameMint() {
    SolanaTransaction relayer = mint(message(), 1_000);
    SolanaTransaction attester = mint(message(), 1_000);
    assertThat(attester.digest()).isEqualTo(relayer.digest());
    assertThat(attester.message()).isEqualTo(relayer.message());
    assertThat(mint(message(), 1_001).digest()).isNotEqualTo(relayer.digest());
    assertThat(relayer.signers())
        .containsExactly(
            SolanaDeployment.RELAYER.solanaAddress(),
            SolanaDeployment.REPLAY_AUTHORITY.solanaAddress(),
            SolanaDeployment.ATTESTERS.get(0).solanaAddress(),
            SolanaDeployment.ATTESTERS.get(1).solanaAddress());
  }

  @Test
  void holdsExactlyTheInstructionsOfTheProtocolInOrder() {
    SolanaTransaction signed = signedMint();
    assertThat(signed.encode().length).isLessThanOrEqualTo(1232);
    WireTransaction wire = WireTransaction.decode(signed.encode());
    List<SolanaAddress> programs =
        wire.instructions().stream().map(i -> wire.staticKeys().get(i.program())).toList();
    assertThat(programs)
        .containsExactly(
            SolanaPrograms.COMPUTE_BUDGET,
            SolanaPrograms.COMPUTE_BUDGET,
            SolanaPrograms.SYSTEM,
            SolanaPrograms.SYSTEM,
            SolanaPrograms.ASSOCIATED_TOKEN,
            CHAIN.tokenProgram(),
            CHAIN.memoProgram());
    assertThat(wire.instructions().get(5).accounts()).hasSize(5);
    assertThat(wire.signature()).isEqualTo(signed.signature());
  }

  @Test
  void sol4kReadsTheSameMessage() {
    byte[] message = mint(message(), 1_000).message();
    assertThat(TransactionMessage.deserialize(message).serialize()).isEqualTo(message);
  }

  @Test
  void derivesTheMarkerAsTheRuntimeDoes() {
    String seed = ReplayMarker.seed(message().eventId());
    assertThat(seed).hasSize(32);
    byte[] prefix = Base64.getUrlDecoder().decode(seed);
    assertThat(prefix).isEqualTo(Arrays.copyOf(message().eventId().bytes(), 24));
    assertThat(AssociatedTokenAccount.address(WALLET, MINT, CHAIN.tokenProgram()).isOnCurve())
        .isFalse();
    assertThat(AssociatedTokenAccount.address(WALLET, MINT, CHAIN.tokenProgram()).toString())
        .isEqualTo(
            PublicKey.findProgramDerivedAddress(
                    new PublicKey(WALLET.bytes()),
                    new PublicKey(MINT.bytes()),
                    new PublicKey(CHAIN.tokenProgram().bytes()))
                .getPublicKey()
                .toBase58());
  }

  @Test
  void takesOnlySignaturesThatHold() {
    SolanaTransaction transaction = mint(message(), 1_000);
    Ed25519Key stranger = SolanaDeployment.key("stranger");
    assertThatThrownBy(() -> transaction.signedBy(stranger))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a signer");
    byte[] wrong = SolanaDeployment.RELAYER.sign(new byte[] {1});
    assertThatThrownBy(
            () -> transaction.withSignature(SolanaDeployment.RELAYER.solanaAddress(), wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a signature by");
    assertThat(transaction.isComplete()).isFalse();
    assertThat(signedMint().isComplete()).isTrue();
    assertThat(Base58.decode(signedMint().signature(), 64)).hasSize(64);
  }

  @Test
  void refusesPlansThatMixRoles() {
    SolanaMintPlan replayPays = plan(SolanaDeployment.REPLAY_AUTHORITY, 1_000);
    assertThatThrownBy(() -> SolanaMintTransaction.build(CHAIN, replayPays, message(), MINT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> plan(SolanaDeployment.ATTESTERS.get(0), 1_000))
        .isInstanceOf(IllegalArgumentException.class);
    UniversalAddress program =
        AssociatedTokenAccount.address(WALLET, MINT, CHAIN.tokenProgram()).toUniversal();
    assertThatThrownBy(() -> mint(message(program), 1_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("off the curve");
  }

  @Test
  void refusesEveryMutationOfASignedTransaction() {
    byte[] good = signedMint().encode();
    WireTransaction.decode(good);
    Random random = new Random(SEED);
    for (int i = 0; i < 400; i++) {
      byte[] bad = good.clone();
      int at = random.nextInt(bad.length);
      bad[at] ^= (byte) (1 + random.nextInt(255));
      assertThatThrownBy(() -> WireTransaction.decode(bad))
          .as("seed " + SEED + " byte " + at)
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (int length = 0; length < good.length; length += 7) {
      byte[] cut = Arrays.copyOf(good, length);
      assertThatThrownBy(() -> WireTransaction.decode(cut))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (int i = 0; i < 5_000; i++) {
      byte[] noise = new byte[random.nextInt(300)];
      random.nextBytes(noise);
      assertThatThrownBy(() -> WireTransaction.decode(noise))
          .as("seed " + SEED)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static SolanaTransaction signedMint() {
    return mint(message(), 1_000)
        .signedBy(SolanaDeployment.RELAYER)
        .signedBy(SolanaDeployment.REPLAY_AUTHORITY)
        .signedBy(SolanaDeployment.ATTESTERS.get(0))
        .signedBy(SolanaDeployment.ATTESTERS.get(1));
  }

  private static SolanaTransaction mint(Message message, long price) {
    return SolanaMintTransaction.build(CHAIN, plan(SolanaDeployment.RELAYER, price), message, MINT);
  }

  private static SolanaMintPlan plan(Ed25519Key payer, long price) {
    return new SolanaMintPlan(
        Bytes32.ofNumber(BigInteger.TEN),
        100,
        payer.solanaAddress(),
        SolanaDeployment.ATTESTERS.subList(0, 2).stream().map(Ed25519Key::solanaAddress).toList(),
        price,
        60_000,
        890_880);
  }

  static Message message() {
    return message(WALLET.toUniversal());
  }

  private static Message message(UniversalAddress recipient) {
    return new Message(
        MessageKind.TRANSFER,
        DomainId.of(412346),
        DomainId.SOLANA_LOCAL,
        SourceRef.evmSequence(9),
        Isin.of("CH1436219187"),
        ShareAmount.ofSu(123),
        ActionEpoch.ZERO,
        EvmAddress.of("0x00000000000000000000000000000000000000aa").toUniversal(),
        recipient);
  }
}
