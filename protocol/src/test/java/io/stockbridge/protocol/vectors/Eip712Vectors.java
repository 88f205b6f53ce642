package io.stockbridge.protocol.vectors;

import io.stockbridge.protocol.crypto.AttestationBytes;
import io.stockbridge.protocol.crypto.EvmKey;
import io.stockbridge.protocol.crypto.EvmSignature;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.eip712.Eip712Digests;
import io.stockbridge.protocol.eip712.Eip712Domain;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.message.MessageId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Domains, digests and signatures of mints, cancels and redemptions. */
final class Eip712Vectors {
  private static final EvmAddress GATEWAY =
      EvmAddress.of("0x5FbDB2315678afecb367f032d93F642f64180aa3");
  private static final EvmAddress OTHER_GATEWAY =
      EvmAddress.of("0x00000000000000000000000000000000DeaDBeef");

  private Eip712Vectors() {}

  static Map<String, Object> content() {
    MessageId id = MessageVectors.messages().get("transfer EVM to EVM").messageId();
    MessageId other = MessageVectors.messages().get("redeem from Solana").messageId();
    return Fields.of(
        "keys",
        keys(),
        "cases",
        List.of(
            vector("local", 412346, GATEWAY, id),
            vector("local", 84538453, GATEWAY, id),
            vector("local", 412346, OTHER_GATEWAY, other),
            vector("mainnet", 42161, GATEWAY, id),
            vector("", 8453, GATEWAY, other)));
  }

  private static List<Object> keys() {
    List<Object> keys = new ArrayList<>();
    for (int number = 1; number <= 3; number++) {
      keys.add(
          Fields.of(
              "privateKey",
              TestKeys.attesterSecret(number),
              "address",
              TestKeys.attester(number).address().toLowerCaseHex()));
    }
    return keys;
  }

  private static Object vector(
      String environment, long chainId, EvmAddress contract, MessageId id) {
    Eip712Domain gateway = Eip712Domain.gateway(environment, DomainId.of(chainId), contract);
    Eip712Domain neutral = Eip712Domain.neutral(environment);
    Bytes32 mint = Eip712Digests.mint(gateway, id);
    Bytes32 cancel = Eip712Digests.cancel(gateway, id);
    Bytes32 redeem = Eip712Digests.redeem(neutral, id);
    return Fields.of(
        "environment", environment,
        "salt", Eip712Domain.salt(environment),
        "chainId", chainId,
        "verifyingContract", contract.toLowerCaseHex(),
        "messageId", id,
        "domainSeparator", gateway.separator(),
        "neutralDomainSeparator", neutral.separator(),
        "mintDigest", mint,
        "cancelDigest", cancel,
        "redeemDigest", redeem,
        "mintSignatures", signatures(mint),
        "cancelSignatures", signatures(cancel),
        "redeemSignatures", signatures(redeem),
        "mintAttestation", attestation(mint),
        "cancelAttestation", attestation(cancel),
        "redeemAttestation", attestation(redeem));
  }

  /** In the order of the keys above. */
  static List<String> signatures(Bytes32 digest) {
    return TestKeys.attesters().stream().map(key -> key.sign(digest).toString()).toList();
  }

  /** Of the first two keys, joined in the order of their addresses. */
  static String attestation(Bytes32 digest) {
    List<EvmSignature> two = new ArrayList<>();
    for (EvmKey key : TestKeys.attesters().subList(0, 2)) {
      two.add(key.sign(digest));
    }
    return Hex.encode(AttestationBytes.join(two, digest, 2));
  }
}
