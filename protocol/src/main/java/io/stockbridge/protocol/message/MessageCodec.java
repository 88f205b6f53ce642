package io.stockbridge.protocol.message;

import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.ShareAmount;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The layout of message v1: 130 bytes, big-endian, no padding (protocol §2). */
public final class MessageCodec {

  /** Length of every message in bytes. */
  public static final int LENGTH = 130;

  private MessageCodec() {}

  /** The 130 bytes of the message. */
  public static byte[] encode(Message message) {
    return ByteBuffer.allocate(LENGTH)
        .put((byte) Message.VERSION)
        .put((byte) message.kind().code())
        .putInt((int) message.sourceDomain().value())
        .putInt((int) message.destinationDomain().value())
        .put(message.sourceRef().bytes())
        .put(message.isin().bytes())
        .putLong(message.amount().su())
        .putInt((int) message.actionEpoch().value())
        .put(message.sender().bytes())
        .put(message.recipient().bytes())
        .array();
  }

  /**
   * The message that the bytes encode.
   *
   * @throws InvalidMessageException naming the first rule that fails, in the order of {@link
   *     MessageError}
   */
  public static Message decode(byte[] encoded) {
    if (encoded.length != LENGTH) {
      throw new InvalidMessageException(
          MessageError.WRONG_LENGTH, encoded.length + " bytes instead of " + LENGTH);
    }
    ByteBuffer in = ByteBuffer.wrap(encoded);
    int version = Byte.toUnsignedInt(in.get());
    if (version != Message.VERSION) {
      throw new InvalidMessageException(MessageError.UNKNOWN_VERSION, "version " + version);
    }
    MessageKind kind = kindOf(Byte.toUnsignedInt(in.get()));
    DomainId source = DomainId.of(Integer.toUnsignedLong(in.getInt()));
    DomainId destination = DomainId.of(Integer.toUnsignedLong(in.getInt()));
    // Before the ISIN, so that the first error is the same in every implementation.
    MessageRules.checkDomains(kind, source, destination);
    SourceRef sourceRef = SourceRef.ofBytes(take(in, 32));
    Isin isin = isinOf(take(in, Isin.LENGTH));
    ShareAmount amount = ShareAmount.ofSu(in.getLong());
    ActionEpoch epoch = ActionEpoch.of(Integer.toUnsignedLong(in.getInt()));
    UniversalAddress sender = UniversalAddress.ofBytes(take(in, 32));
    UniversalAddress recipient = UniversalAddress.ofBytes(take(in, 32));
    return new Message(
        kind, source, destination, sourceRef, isin, amount, epoch, sender, recipient);
  }

  private static MessageKind kindOf(int code) {
    return MessageKind.ofCode(code)
        .orElseThrow(() -> new InvalidMessageException(MessageError.UNKNOWN_KIND, "kind " + code));
  }

  private static Isin isinOf(byte[] ascii) {
    String text = new String(ascii, StandardCharsets.ISO_8859_1);
    if (!Isin.isValid(text)) {
      throw new InvalidMessageException(MessageError.INVALID_ISIN, "not an ISIN: \"" + text + '"');
    }
    return Isin.of(text);
  }

  private static byte[] take(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }
}
