package io.stockbridge.protocol.vectors;

import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.identifiers.CustodyAccount;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageError;
import io.stockbridge.protocol.message.MessageKind;
import io.stockbridge.protocol.message.SourceRef;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.ShareAmount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Messages of every kind and route, and bytes that each decoder must refuse for the same reason.
 */
final class MessageVectors {
  static final DomainId ARBITRUM = DomainId.of(412346);
  static final DomainId BASE = DomainId.of(84538453);
  static final Isin APPLE = Isin.of("CH1436219187");
  static final UniversalAddress ALICE =
      EvmAddress.of("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266").toUniversal();
  static final UniversalAddress BOB =
      EvmAddress.of("0x70997970C51812dc3A010C7d01b50e0d17dc79C8").toUniversal();
  static final UniversalAddress CAROL =
      SolanaAddress.of("FVen3X669xLzsi6N2V91DoiyzHzg1uAgqiT8jZ9nS96Z").toUniversal();
  static final byte[] SOLANA_SIGNATURE = solanaSignature();

  private MessageVectors() {}

  static Map<String, Object> content() {
    List<Object> valid = new ArrayList<>();
    messages().forEach((name, message) -> valid.add(valid(name, message)));
    List<Object> invalid = new ArrayList<>();
    refusedLengths().forEach((name, bytes) -> invalid.add(invalid(name, bytes, "WRONG_LENGTH")));
    for (Mutation mutation : mutations()) {
      byte[] bytes = messages().get(mutation.base()).encode();
      mutation.change().accept(bytes);
      invalid.add(invalid(mutation.name(), bytes, mutation.error().name()));
    }
    return Fields.of("valid", valid, "invalid", invalid);
  }

  static Map<String, Message> messages() {
    SourceRef burn = SourceRef.solanaBurn(SOLANA_SIGNATURE, 2);
    SourceRef first = SourceRef.evmSequence(1);
    DomainId custody = DomainId.CUSTODY;
    DomainId solana = DomainId.SOLANA_LOCAL;
    Map<String, Message> all = new LinkedHashMap<>();
    all.put("issue to an EVM chain", issue("ORD-1", ARBITRUM, "1000000000", BOB));
    all.put("issue to Solana", issue("ORD-2", solana, "250000000", CAROL));
    Terms small = new Terms("100000000", 0);
    all.put(
        "transfer EVM to EVM",
        message(MessageKind.TRANSFER, ARBITRUM, BASE, first, small, ALICE, BOB));
    all.put(
        "transfer EVM to Solana",
        message(MessageKind.TRANSFER, BASE, solana, first, small, ALICE, CAROL));
    all.put(
        "transfer Solana to EVM",
        message(MessageKind.TRANSFER, solana, ARBITRUM, burn, small, CAROL, ALICE));
    all.put(
        "transfer between mainnets with the largest numbers",
        new Message(
            MessageKind.TRANSFER,
            DomainId.of(4294967295L),
            DomainId.SOLANA_MAINNET,
            SourceRef.of("0x" + "ff".repeat(32)),
            Isin.of("US88160R1014"),
            ShareAmount.MAX,
            ActionEpoch.of(4294967295L),
            UniversalAddress.of("0x" + "00".repeat(12) + "ff".repeat(20)),
            UniversalAddress.of("0x" + "ff".repeat(32))));
    all.put(
        "transfer of the smallest amount",
        message(MessageKind.TRANSFER, BASE, ARBITRUM, first, new Terms("1", 7), ALICE, ALICE));
    UniversalAddress account = CustodyAccount.of("CUST-ACC-1").reference();
    all.put(
        "redeem from an EVM chain",
        message(MessageKind.REDEEM, ARBITRUM, custody, first, small, BOB, account));
    all.put(
        "redeem from Solana",
        message(MessageKind.REDEEM, solana, custody, burn, small, CAROL, account));
    SourceRef refunded = SourceRef.refundOf(all.get("transfer Solana to EVM").messageId());
    all.put(
        "refund to the burn's chain",
        message(MessageKind.REFUND, ARBITRUM, solana, refunded, small, ALICE, CAROL));
    all.put(
        "refund on its own chain",
        message(MessageKind.REFUND, solana, solana, refunded, small, CAROL, CAROL));
    return all;
  }

  private record Terms(String amountSu, long epoch) {}

  private record Mutation(String name, String base, MessageError error, Consumer<byte[]> change) {}

  private static List<Mutation> mutations() {
    String evm = "transfer EVM to EVM";
    String fromSolana = "transfer Solana to EVM";
    String issue = "issue to an EVM chain";
    String redeem = "redeem from an EVM chain";
    String refund = "refund to the burn's chain";
    return List.of(
        with("version 0", evm, MessageError.UNKNOWN_VERSION, b -> b[0] = 0),
        with("version 2", evm, MessageError.UNKNOWN_VERSION, b -> b[0] = 2),
        with("version 255", evm, MessageError.UNKNOWN_VERSION, b -> b[0] = (byte) 255),
        with("kind 0", evm, MessageError.UNKNOWN_KIND, b -> b[1] = 0),
        with("kind 5", evm, MessageError.UNKNOWN_KIND, b -> b[1] = 5),
        with("kind 255", evm, MessageError.UNKNOWN_KIND, b -> b[1] = (byte) 255),
        with("transfer to its own chain", evm, MessageError.EQUAL_DOMAINS, b -> copy(b, 2, 6, 4)),
        with("issue to custody", issue, MessageError.EQUAL_DOMAINS, b -> copy(b, 2, 6, 4)),
        with("issue from a chain", evm, MessageError.KIND_DOMAIN_MISMATCH, b -> b[1] = 1),
        with("redeem to a chain", evm, MessageError.KIND_DOMAIN_MISMATCH, b -> b[1] = 3),
        with("transfer from custody", issue, MessageError.KIND_DOMAIN_MISMATCH, b -> b[1] = 2),
        with("transfer to custody", redeem, MessageError.KIND_DOMAIN_MISMATCH, b -> b[1] = 2),
        with("refund from custody", refund, MessageError.KIND_DOMAIN_MISMATCH, b -> zero(b, 2, 4)),
        with("refund to custody", refund, MessageError.KIND_DOMAIN_MISMATCH, b -> zero(b, 6, 4)),
        with(
            "refund within custody", refund, MessageError.KIND_DOMAIN_MISMATCH, b -> zero(b, 2, 8)),
        with("wrong ISIN check digit", evm, MessageError.INVALID_ISIN, b -> b[53] = '8'),
        with("ISIN in lower case", evm, MessageError.INVALID_ISIN, b -> b[42] = 'c'),
        with("ISIN with a country digit", evm, MessageError.INVALID_ISIN, b -> b[42] = '1'),
        with("ISIN of zero bytes", evm, MessageError.INVALID_ISIN, b -> zero(b, 42, 12)),
        with("ISIN above ASCII", evm, MessageError.INVALID_ISIN, b -> b[45] = (byte) 0xB4),
        with("ISIN ending in a letter", evm, MessageError.INVALID_ISIN, b -> b[53] = 'A'),
        with("zero amount", evm, MessageError.ZERO_AMOUNT, b -> zero(b, 54, 8)),
        with("zero recipient", evm, MessageError.ZERO_RECIPIENT, b -> zero(b, 98, 32)),
        with(
            "zero recipient of a redeem",
            redeem,
            MessageError.ZERO_RECIPIENT,
            b -> zero(b, 98, 32)),
        with("padding of the recipient", evm, MessageError.NON_ZERO_PADDING, b -> b[109] = 1),
        with("padding of the sender", evm, MessageError.NON_ZERO_PADDING, b -> b[66] = (byte) 128),
        with(
            "recipient key on an EVM chain",
            fromSolana,
            MessageError.NON_ZERO_PADDING,
            b -> copy(b, 66, 98, 32)),
        with(
            "kind before ISIN",
            evm,
            MessageError.UNKNOWN_KIND,
            b -> {
              b[1] = 9;
              b[53] = '8';
            }),
        with(
            "domains before ISIN",
            evm,
            MessageError.EQUAL_DOMAINS,
            b -> {
              copy(b, 2, 6, 4);
              b[53] = '8';
            }),
        with(
            "ISIN before amount",
            evm,
            MessageError.INVALID_ISIN,
            b -> {
              b[53] = '8';
              zero(b, 54, 8);
            }),
        with(
            "amount before recipient",
            evm,
            MessageError.ZERO_AMOUNT,
            b -> {
              zero(b, 54, 8);
              zero(b, 98, 32);
            }),
        with(
            "recipient before padding",
            evm,
            MessageError.ZERO_RECIPIENT,
            b -> {
              zero(b, 98, 32);
              b[66] = 1;
            }));
  }

  private static Map<String, byte[]> refusedLengths() {
    byte[] message = messages().get("transfer EVM to EVM").encode();
    Map<String, byte[]> lengths = new LinkedHashMap<>();
    lengths.put("no bytes", new byte[0]);
    lengths.put("one byte", Arrays.copyOf(message, 1));
    lengths.put("one byte short", Arrays.copyOf(message, 129));
    lengths.put("a trailing byte", Arrays.copyOf(message, 131));
    lengths.put("twice the message", Arrays.copyOf(message, 260));
    return lengths;
  }

  private static Mutation with(
      String name, String base, MessageError error, Consumer<byte[]> change) {
    return new Mutation(name, base, error, change);
  }

  private static void copy(byte[] bytes, int from, int to, int length) {
    System.arraycopy(bytes, from, bytes, to, length);
  }

  private static void zero(byte[] bytes, int from, int length) {
    Arrays.fill(bytes, from, from + length, (byte) 0);
  }

  private static Object valid(String name, Message message) {
    return Fields.of(
        "name", name,
        "fields",
            Fields.of(
                "version", Message.VERSION,
                "kind", message.kind().code(),
                "sourceDomain", message.sourceDomain().value(),
                "destinationDomain", message.destinationDomain().value(),
                "sourceRef", message.sourceRef(),
                "isin", message.isin(),
                "amountSu", message.amount(),
                "actionEpoch", message.actionEpoch().value(),
                "sender", message.sender(),
                "recipient", message.recipient()),
        "encoded", Hex.encode(message.encode()),
        "messageId", message.messageId(),
        "eventId", message.eventId());
  }

  private static Object invalid(String name, byte[] bytes, String error) {
    return Fields.of("name", name, "encoded", Hex.encode(bytes), "error", error);
  }

  private static Message issue(
      String orderId, DomainId destination, String amountSu, UniversalAddress recipient) {
    return message(
        MessageKind.ISSUE,
        DomainId.CUSTODY,
        destination,
        SourceRef.custodyOrder(orderId),
        new Terms(amountSu, 0),
        UniversalAddress.ZERO,
        recipient);
  }

  private static Message message(
      MessageKind kind,
      DomainId source,
      DomainId destination,
      SourceRef ref,
      Terms terms,
      UniversalAddress sender,
      UniversalAddress recipient) {
    return new Message(
        kind,
        source,
        destination,
        ref,
        APPLE,
        ShareAmount.ofSu(terms.amountSu()),
        ActionEpoch.of(terms.epoch()),
        sender,
        recipient);
  }

  private static byte[] solanaSignature() {
    byte[] signature = new byte[64];
    for (int i = 0; i < signature.length; i++) {
      signature[i] = (byte) (i + 1);
    }
    return signature;
  }

  static String solanaSignatureText() {
    return Base58.encode(SOLANA_SIGNATURE);
  }
}
