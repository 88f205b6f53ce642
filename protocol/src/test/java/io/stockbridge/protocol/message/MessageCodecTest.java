package io.stockbridge.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stockbridge.protocol.Seeded;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.ShareAmount;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MessageCodecTest {
  private static final UniversalAddress ALICE =
      EvmAddress.of("0x00000000000000000000000000000000000a11ce").toUniversal();

  @Test
  void laysFieldsOutBigEndianWithoutPadding() {
    Message message = transfer(412346, 84538453, ALICE);
    assertThat(Hex.encode(message.encode()))
        .isEqualTo(
            "0x01"
                + "02"
                + "00064aba"
                + "0509f455"
                + "0000000000000000000000000000000000000000000000000000000000000007"
                + "434831343336323139313837"
                + "000000003b9aca00"
                + "00000003"
                + "00000000000000000000000000000000000000000000000000000000000a11ce"
                + "00000000000000000000000000000000000000000000000000000000000a11ce");
  }

  @Test
  void decodesWhatItEncoded() {
    Seeded seeded = Seeded.forTest("decodesWhatItEncoded");
    for (int i = 0; i < 5_000; i++) {
      Message message = seeded.message();
      byte[] encoded = message.encode();
      assertThat(encoded).hasSize(MessageCodec.LENGTH);
      assertThat(MessageCodec.decode(encoded)).isEqualTo(message);
    }
  }

  @Test
  void everySingleBitFlipIsRefusedOrIsAnotherMessage() {
    Seeded seeded = Seeded.forTest("everySingleBitFlipIsRefusedOrIsAnotherMessage");
    for (int i = 0; i < 20; i++) {
      Message message = seeded.message();
      byte[] encoded = message.encode();
      for (int bit = 0; bit < 8 * MessageCodec.LENGTH; bit++) {
        byte[] flipped = encoded.clone();
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        try {
          Message other = MessageCodec.decode(flipped);
          assertThat(other.encode()).isEqualTo(flipped);
          assertThat(other.messageId()).isNotEqualTo(message.messageId());
        } catch (InvalidMessageException refused) {
          assertThat(refused.error()).isNotEqualTo(MessageError.WRONG_LENGTH);
        }
      }
    }
  }

  @Test
  void refusesEveryOtherLength() {
    byte[] encoded = transfer(412346, 900, ALICE).encode();
    for (int length = 0; length < 300; length++) {
      if (length != MessageCodec.LENGTH) {
        assertThat(errorOf(Arrays.copyOf(encoded, length))).isEqualTo(MessageError.WRONG_LENGTH);
      }
    }
  }

  @Test
  void namesTheFirstRuleThatFailsWhenSeveralDo() {
    byte[] everythingWrong = new byte[MessageCodec.LENGTH];
    assertThat(errorOf(everythingWrong)).isEqualTo(MessageError.UNKNOWN_VERSION);
    everythingWrong[0] = 1;
    assertThat(errorOf(everythingWrong)).isEqualTo(MessageError.UNKNOWN_KIND);
    everythingWrong[1] = 2;
    assertThat(errorOf(everythingWrong)).isEqualTo(MessageError.EQUAL_DOMAINS);
    everythingWrong[5] = 1;
    assertThat(errorOf(everythingWrong)).isEqualTo(MessageError.KIND_DOMAIN_MISMATCH);
    everythingWrong[9] = 2;
    assertThat(errorOf(everythingWrong)).isEqualTo(MessageError.INVALID_ISIN);
    System.arraycopy(Isin.of("CH1436219187").bytes(), 0, everythingWrong, 42, 12);
    assertThat(errorOf(everythingWrong)).isEqualTo(MessageError.ZERO_AMOUNT);
    everythingWrong[61] = 1;
    assertThat(errorOf(everythingWrong)).isEqualTo(MessageError.ZERO_RECIPIENT);
    everythingWrong[98] = 1;
    assertThat(errorOf(everythingWrong)).isEqualTo(MessageError.NON_ZERO_PADDING);
    everythingWrong[98] = 0;
    everythingWrong[129] = 1;
    assertThat(MessageCodec.decode(everythingWrong).recipient().isZero()).isFalse();
  }

  @Test
  void custodyIsAnEndOfIssuesAndRedemptionsOnly() {
    for (MessageKind kind : MessageKind.values()) {
      for (long source : new long[] {0, 412346}) {
        for (long destination : new long[] {0, 84538453}) {
          boolean allowed =
              (source == 0) == (kind == MessageKind.ISSUE)
                  && (destination == 0) == (kind == MessageKind.REDEEM);
          if (allowed) {
            assertThat(message(kind, source, destination, ALICE).kind()).isEqualTo(kind);
          } else {
            assertThatThrownBy(() -> message(kind, source, destination, ALICE))
                .isInstanceOf(InvalidMessageException.class);
          }
        }
      }
    }
  }

  @Test
  void onlyARefundMayReturnOnItsOwnChain() {
    assertThat(message(MessageKind.REFUND, 900, 900, ALICE).destinationDomain())
        .isEqualTo(DomainId.SOLANA_LOCAL);
    assertThatThrownBy(() -> message(MessageKind.TRANSFER, 900, 900, ALICE))
        .hasMessage("EQUAL_DOMAINS: source and destination are both 900");
  }

  @Test
  void aBurnHasItsOwnReferenceWhereverItStands() {
    byte[] signature = new byte[64];
    assertThat(SourceRef.solanaBurnAnywhere(signature, 255))
        .isEqualTo(SourceRef.solanaBurn(signature, 255));
    SourceRef first = SourceRef.solanaBurnAnywhere(signature, 256);
    assertThat(SourceRef.solanaBurnAnywhere(signature, 512)).isNotEqualTo(first);
    assertThatThrownBy(() -> SourceRef.solanaBurn(signature, 256))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SourceRef.solanaBurnAnywhere(signature, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void oneEventHasOneReplayKeyWhateverTheContent() {
    Message message = transfer(412346, 84538453, ALICE);
    Message twin = transfer(412346, 900, ALICE);
    assertThat(twin.messageId()).isNotEqualTo(message.messageId());
    assertThat(twin.eventId()).isEqualTo(message.eventId());
  }

  private static MessageError errorOf(byte[] encoded) {
    return catchThrowableOfType(InvalidMessageException.class, () -> MessageCodec.decode(encoded))
        .error();
  }

  private static Message transfer(long source, long destination, UniversalAddress recipient) {
    return message(MessageKind.TRANSFER, source, destination, recipient);
  }

  private static Message message(
      MessageKind kind, long source, long destination, UniversalAddress recipient) {
    return new Message(
        kind,
        DomainId.of(source),
        DomainId.of(destination),
        SourceRef.evmSequence(7),
        Isin.of("CH1436219187"),
        ShareAmount.ofShares("10"),
        ActionEpoch.of(3),
        ALICE,
        recipient);
  }
}
