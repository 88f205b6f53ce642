package io.stockbridge.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.protocol.Seeded;
import io.stockbridge.protocol.crypto.AttestationBytes.Accepted;
import io.stockbridge.protocol.crypto.AttestationBytes.Refused;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.EvmAddress;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SignaturesTest {
  private static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

  @Test
  void addressIsThatOfTheWellKnownKey() {
    EvmKey key =
        EvmKey.ofSecret(
            Bytes32.of("0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"));
    assertThat(key.address()).hasToString("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266");
    assertThat(key.toString()).doesNotContain("ac0974");
  }

  @Test
  void everySignatureRecoversItsSignerAndNothingElse() {
    Seeded seeded = Seeded.forTest("everySignatureRecoversItsSignerAndNothingElse");
    for (int i = 0; i < 50; i++) {
      EvmKey key = EvmKey.ofSecret(seeded.bytes32());
      Bytes32 digest = seeded.bytes32();
      EvmSignature signature = key.sign(digest);
      assertThat(signature.recover(digest)).contains(key.address());
      assertThat(key.sign(digest)).isEqualTo(signature);
      assertThat(EvmSignature.of(signature.toString())).isEqualTo(signature);
      assertThat(signature.isBy(key.address(), seeded.bytes32())).isFalse();
    }
  }

  @Test
  void refusesEveryOtherFormOfASignature() {
    Seeded seeded = Seeded.forTest("refusesEveryOtherFormOfASignature");
    byte[] good = EvmKey.ofSecret(seeded.bytes32()).sign(seeded.bytes32()).bytes();
    for (int v : new int[] {0, 1, 26, 29, 255}) {
      byte[] wrong = good.clone();
      wrong[64] = (byte) v;
      assertThatThrownBy(() -> EvmSignature.ofBytes(wrong)).hasMessageContaining("v is neither");
    }
    assertThatThrownBy(() -> EvmSignature.ofBytes(highS(good)))
        .hasMessage("s is in the upper half of the curve's order");
    assertThatThrownBy(() -> EvmSignature.ofBytes(Arrays.copyOf(good, 64)))
        .hasMessage("not 65 bytes but 64");
    byte[] zeroR = good.clone();
    Arrays.fill(zeroR, 0, 32, (byte) 0);
    assertThatThrownBy(() -> EvmSignature.ofBytes(zeroR)).hasMessageContaining("out of the range");
    assertThatThrownBy(() -> EvmKey.ofSecret(Bytes32.ZERO))
        .hasMessageContaining("out of the range");
    assertThatThrownBy(() -> EvmKey.ofSecret(Bytes32.ofNumber(ORDER)))
        .hasMessageContaining("out of the range");
  }

  @Test
  void acceptsExactlyTheThresholdOfOrderedAttesters() {
    Fixture fixture = new Fixture("acceptsExactlyTheThresholdOfOrderedAttesters");
    List<EvmSignature> all = fixture.signatures();
    byte[] joined =
        AttestationBytes.join(List.of(all.get(2), all.get(0), all.get(2)), fixture.digest, 2);
    assertThat(fixture.check(joined))
        .isEqualTo(
            new Accepted(List.of(fixture.keys.get(0).address(), fixture.keys.get(2).address())));
    assertThat(AttestationBytes.join(all, fixture.digest, 2)).hasSize(130);
    assertThatThrownBy(
            () -> AttestationBytes.join(List.of(all.get(0), all.get(0)), fixture.digest, 2))
        .hasMessage("1 signers where 2 are needed");
  }

  @Test
  void namesWhatIsWrongWithAnAttestation() {
    Fixture fixture = new Fixture("namesWhatIsWrongWithAnAttestation");
    byte[] first = fixture.signatures().get(0).bytes();
    byte[] second = fixture.signatures().get(1).bytes();
    assertThat(fixture.errorOf(concat())).isEqualTo(AttestationError.WRONG_LENGTH);
    assertThat(fixture.errorOf(first)).isEqualTo(AttestationError.WRONG_LENGTH);
    assertThat(fixture.errorOf(concat(first, second, first)))
        .isEqualTo(AttestationError.WRONG_LENGTH);
    assertThat(fixture.errorOf(concat(first, second, new byte[1])))
        .isEqualTo(AttestationError.WRONG_LENGTH);
    assertThat(fixture.errorOf(concat(second, first)))
        .isEqualTo(AttestationError.UNORDERED_SIGNERS);
    assertThat(fixture.errorOf(concat(first, first))).isEqualTo(AttestationError.UNORDERED_SIGNERS);
    assertThat(fixture.errorOf(concat(first, highS(second)))).isEqualTo(AttestationError.HIGH_S);
    byte[] oldV = second.clone();
    oldV[64] = (byte) (oldV[64] - 27);
    assertThat(fixture.errorOf(concat(first, oldV))).isEqualTo(AttestationError.INVALID_V);
    byte[] zero = new byte[65];
    zero[64] = 27;
    assertThat(fixture.errorOf(concat(zero, second))).isEqualTo(AttestationError.UNRECOVERABLE);
    EvmKey stranger = fixture.strangerAbove(fixture.keys.get(0).address());
    assertThat(fixture.errorOf(concat(first, stranger.sign(fixture.digest).bytes())))
        .isEqualTo(AttestationError.UNKNOWN_SIGNER);
  }

  @Test
  void ed25519FollowsRfc8032() {
    Ed25519Key key =
        Ed25519Key.ofSeed(
            Bytes32.of("0x4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
    byte[] message = {0x72};
    assertThat(key.publicKey())
        .hasToString("0x3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    assertThat(Hex.encode(key.sign(message)))
        .isEqualTo(
            "0x92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    assertThat(Ed25519Verifier.verify(key.publicKey(), message, key.sign(message))).isTrue();
  }

  @Test
  void ed25519RefusesEveryFlippedBitAndEveryBadKey() {
    Seeded seeded = Seeded.forTest("ed25519RefusesEveryFlippedBitAndEveryBadKey");
    Ed25519Key key = Ed25519Key.ofSeed(seeded.bytes32());
    byte[] message = "statement".getBytes(StandardCharsets.UTF_8);
    byte[] signature = key.sign(message);
    for (int bit = 0; bit < 8 * signature.length; bit++) {
      byte[] flipped = signature.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(Ed25519Verifier.verify(key.publicKey(), message, flipped)).isFalse();
    }
    assertThat(Ed25519Verifier.verify(key.publicKey(), message, new byte[63])).isFalse();
    assertThat(Ed25519Verifier.verify(key.publicKey(), new byte[0], signature)).isFalse();
    // The identity point: with it, a forged signature of zeros would verify for any message.
    Bytes32 smallOrder = Bytes32.of("0x01" + "00".repeat(31));
    byte[] forged = new byte[64];
    forged[0] = 1;
    assertThat(Ed25519Verifier.verify(smallOrder, message, forged)).isFalse();
    assertThat(key.solanaAddress().isOnCurve()).isTrue();
  }

  @Test
  void base58KeepsLeadingZeros() {
    Seeded seeded = Seeded.forTest("base58KeepsLeadingZeros");
    for (int i = 0; i < 500; i++) {
      byte[] bytes = seeded.bytes(seeded.below(70));
      Arrays.fill(bytes, 0, Math.min(bytes.length, seeded.below(4)), (byte) 0);
      assertThat(Base58.decode(Base58.encode(bytes))).isEqualTo(bytes);
    }
    assertThat(Base58.encode("Hello World!".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo("2NEpo7TZRRrLZSi2U");
    assertThatThrownBy(() -> Base58.decode("0")).hasMessage("not base58: \"0\"");
    assertThatThrownBy(() -> Base58.decode("1".repeat(129)))
        .hasMessageContaining("longer than 128");
  }

  private static byte[] highS(byte[] signature) {
    byte[] high = signature.clone();
    BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
    System.arraycopy(Bytes32.ofNumber(ORDER.subtract(s)).bytes(), 0, high, 32, 32);
    high[64] = (byte) (signature[64] == 27 ? 28 : 27);
    return high;
  }

  private static byte[] concat(byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    byte[] joined = new byte[length];
    int offset = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, joined, offset, part.length);
      offset += part.length;
    }
    return joined;
  }

  /** Three attesters in the order of their addresses, and a threshold of two. */
  private static final class Fixture {
    private final Seeded seeded;
    private final Bytes32 digest;
    private final List<EvmKey> keys = new ArrayList<>();

    Fixture(String test) {
      seeded = Seeded.forTest(test);
      digest = seeded.bytes32();
      for (int i = 0; i < 3; i++) {
        keys.add(EvmKey.ofSecret(seeded.bytes32()));
      }
      keys.sort(Comparator.comparing(EvmKey::address));
    }

    List<EvmSignature> signatures() {
      return keys.stream().map(key -> key.sign(digest)).toList();
    }

    AttestationBytes.Verdict check(byte[] attestation) {
      Set<EvmAddress> attesters =
          keys.stream().map(EvmKey::address).collect(Collectors.toUnmodifiableSet());
      return AttestationBytes.check(attestation, digest, attesters, 2);
    }

    AttestationError errorOf(byte[] attestation) {
      return ((Refused) check(attestation)).error();
    }

    EvmKey strangerAbove(EvmAddress address) {
      EvmKey key = EvmKey.ofSecret(seeded.bytes32());
      while (key.address().compareTo(address) <= 0) {
        key = EvmKey.ofSecret(seeded.bytes32());
      }
      return key;
    }
  }
}
