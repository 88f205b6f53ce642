package io.stockbridge.chains.evm;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageKind;
import io.stockbridge.protocol.message.SourceRef;
import io.stockbridge.protocol.snapshot.AssetLeaf;
import io.stockbridge.protocol.snapshot.AssetVerdict;
import io.stockbridge.protocol.snapshot.DomainFigures;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.CustodyShares;
import io.stockbridge.protocol.units.Multiplier;
import io.stockbridge.protocol.units.ShareAmount;
import java.util.Arrays;
import java.util.List;

/** Messages and leaves that the tests on anvil use. */
final class EvmSamples {
  private EvmSamples() {}

  static Message issue(String orderId) {
    return new Message(
        MessageKind.ISSUE,
        DomainId.CUSTODY,
        EvmDeployment.DOMAIN,
        SourceRef.custodyOrder(orderId),
        EvmDeployment.AAPLX,
        EvmChainOnAnvilTest.ISSUED,
        ActionEpoch.ZERO,
        UniversalAddress.ZERO,
        EvmChainOnAnvilTest.HOLDER.toUniversal());
  }

  static Message transferIn(ShareAmount amount, int index) {
    return new Message(
        MessageKind.TRANSFER,
        DomainId.SOLANA_LOCAL,
        EvmDeployment.DOMAIN,
        SourceRef.solanaBurn(new byte[64], index),
        EvmDeployment.AAPLX,
        amount,
        ActionEpoch.ZERO,
        EvmChainOnAnvilTest.SOLANA_WALLET,
        EvmChainOnAnvilTest.HOLDER.toUniversal());
  }

  static AssetLeaf leaf() {
    return leaf(EvmDeployment.AAPLX, ShareAmount.ofShares("1000"));
  }

  static AssetLeaf leaf(Isin isin, ShareAmount issueCap) {
    return new AssetLeaf(
        isin,
        ShareAmount.ZERO,
        ShareAmount.ZERO,
        ShareAmount.ZERO,
        ShareAmount.ZERO,
        CustodyShares.ofUnits(100_000_000_000L),
        CustodyShares.ZERO,
        CustodyShares.ZERO,
        Multiplier.ONE,
        ActionEpoch.ZERO,
        AssetVerdict.OK,
        List.of(
            new DomainFigures(
                DomainId.SOLANA_LOCAL, ShareAmount.ZERO, 1, fill(3), ShareAmount.ZERO),
            new DomainFigures(EvmDeployment.DOMAIN, ShareAmount.ZERO, 1, fill(4), issueCap)));
  }

  static Bytes32 fill(int value) {
    byte[] bytes = new byte[Bytes32.LENGTH];
    Arrays.fill(bytes, (byte) value);
    return Bytes32.ofBytes(bytes);
  }
}
