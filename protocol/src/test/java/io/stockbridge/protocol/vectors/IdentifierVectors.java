package io.stockbridge.protocol.vectors;

import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.identifiers.CustodyAccount;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.message.BurnMemo;
import io.stockbridge.protocol.message.EventId;
import io.stockbridge.protocol.message.InvalidBurnMemoException;
import io.stockbridge.protocol.message.SourceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** ISINs, address checksums, source references, replay keys and burn memos. */
final class IdentifierVectors {
  private static final List<String> ISINS =
      List.of(
          "US0378331005",
          "CH1436219187",
          "US88160R1014",
          "GB0002634946",
          "AU0000XVGZA3",
          "US0378331006",
          "US0378331000",
          "us0378331005",
          "US037833100",
          "US03783310055",
          "U10378331005",
          "US037833100A",
          "AU0000VXGZA3",
          "");
  private static final List<String> ADDRESSES =
      List.of(
          "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
          "0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359",
          "0xdbf03b407c01e7cd3cbea99509d93f8dddc8c6fb",
          "0xd1220a0cf47c7b9be7a2e6ba89f429762e7b9adb",
          "0x52908400098527886e0f7030069857d2e4169ee7",
          "0xde709f2102306220921060314715629080e2fb77",
          "0x0000000000000000000000000000000000000000");
  private static final List<String> MEMOS =
      List.of(
          "sb1:412346:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
          "sb1:412346:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
          "sb1:0:CUST-ACC-1",
          "hello",
          "sb1:412346",
          "sb1:x:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
          "sb1:0412346:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
          "sb1:900:FVen3X669xLzsi6N2V91DoiyzHzg1uAgqiT8jZ9nS96Z",
          "sb1:412346:0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
          "sb1:412346:0x0000000000000000000000000000000000000000",
          "sb1:412346:",
          "sb1:0:two words");

  private IdentifierVectors() {}

  static Map<String, Object> content() {
    return Fields.of(
        "isins",
            ISINS.stream()
                .map(text -> Fields.of("text", text, "valid", Isin.isValid(text)))
                .toList(),
        "evmAddresses",
            ADDRESSES.stream()
                .map(text -> Fields.of("lower", text, "checksummed", EvmAddress.of(text)))
                .toList(),
        "sourceRefs", sourceRefs(),
        "custodyAccounts",
            List.of(
                Fields.of(
                    "account",
                    "CUST-ACC-1",
                    "reference",
                    CustodyAccount.of("CUST-ACC-1").reference())),
        "burnMemos", MEMOS.stream().map(IdentifierVectors::memo).toList());
  }

  private static List<Object> sourceRefs() {
    List<Object> refs = new ArrayList<>();
    for (long sequence : new long[] {1, 256, 4294967296L}) {
      SourceRef ref = SourceRef.evmSequence(sequence);
      refs.add(
          Fields.of(
              "form",
              "evmSequence",
              "sequence",
              Long.toString(sequence),
              "sourceDomain",
              412346,
              "sourceRef",
              ref,
              "eventId",
              EventId.of(MessageVectors.ARBITRUM, ref)));
    }
    for (int index : new int[] {0, 2, 255}) {
      SourceRef ref = SourceRef.solanaBurn(MessageVectors.SOLANA_SIGNATURE, index);
      refs.add(
          Fields.of(
              "form",
              "solanaBurn",
              "signature",
              Hex.encode(MessageVectors.SOLANA_SIGNATURE),
              "signatureBase58",
              MessageVectors.solanaSignatureText(),
              "index",
              index,
              "sourceDomain",
              900,
              "sourceRef",
              ref,
              "eventId",
              EventId.of(DomainId.SOLANA_LOCAL, ref)));
    }
    for (String orderId : List.of("ORD-1", "Auftrag-Zürich-7")) {
      SourceRef ref = SourceRef.custodyOrder(orderId);
      refs.add(
          Fields.of(
              "form",
              "custodyOrder",
              "orderId",
              orderId,
              "sourceDomain",
              0,
              "sourceRef",
              ref,
              "eventId",
              EventId.of(DomainId.CUSTODY, ref)));
    }
    return refs;
  }

  private static Object memo(String text) {
    try {
      BurnMemo memo = BurnMemo.parse(text);
      return Fields.of(
          "memo", text,
          "destinationDomain", memo.destinationDomain().value(),
          "recipient", memo.recipient());
    } catch (InvalidBurnMemoException refused) {
      return Fields.of("memo", text, "error", refused.error());
    }
  }
}
