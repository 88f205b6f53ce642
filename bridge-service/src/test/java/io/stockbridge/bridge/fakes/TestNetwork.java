package io.stockbridge.bridge.fakes;

import io.stockbridge.chains.Attester;
import io.stockbridge.chains.ChainDescription;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.chains.SignerKey;
import io.stockbridge.chains.SolanaChain;
import io.stockbridge.protocol.crypto.Ed25519Key;
import io.stockbridge.protocol.crypto.EvmKey;
import io.stockbridge.protocol.crypto.Keccak256;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import java.util.List;
import java.util.stream.IntStream;

/** A network whose keys are all known. */
public final class TestNetwork {
  public static final DomainId ARBITRUM = DomainId.of(412346);
  public static final DomainId BASE = DomainId.of(84538453);
  public static final DomainId SOLANA = DomainId.SOLANA_LOCAL;
  public static final Isin ISIN = Isin.of("CH1436219187");

  public static final List<String> ATTESTERS = List.of("attester-1", "attester-2", "attester-3");
  public static final List<EvmKey> EVM_KEYS =
      IntStream.range(0, 3).mapToObj(i -> EvmKey.ofSecret(seed("evm" + i))).toList();
  public static final List<Ed25519Key> SOLANA_KEYS =
      IntStream.range(0, 3).mapToObj(i -> Ed25519Key.ofSeed(seed("sol" + i))).toList();
  public static final Ed25519Key REPLAY = Ed25519Key.ofSeed(seed("replay"));
  public static final Ed25519Key REGISTRAR = Ed25519Key.ofSeed(seed("registrar"));
  public static final Ed25519Key CUSTODIAN = Ed25519Key.ofSeed(seed("custodian"));
  public static final EvmKey RELAYER_EVM = EvmKey.ofSecret(seed("relayer-evm"));
  public static final Ed25519Key RELAYER_SOLANA = Ed25519Key.ofSeed(seed("relayer-solana"));
  public static final SolanaAddress MINT = Ed25519Key.ofSeed(seed("mint")).solanaAddress();

  public static final NetworkDescription NETWORK =
      new NetworkDescription(
          "test",
          2,
          IntStream.range(0, 3).mapToObj(TestNetwork::attester).toList(),
          List.of(new SignerKey("custodian-local", CUSTODIAN.publicKey())),
          new SignerKey("registrar-local", REGISTRAR.publicKey()),
          List.<ChainDescription>of(evm(ARBITRUM, "arbitrum"), evm(BASE, "base"), solana()));

  private TestNetwork() {}

  /** 32 bytes that depend on the name only. */
  public static Bytes32 seed(String name) {
    return Bytes32.ofBytes(Keccak256.hashUtf8(name));
  }

  /** The index of an attester in the set. */
  public static int indexOf(String attester) {
    return ATTESTERS.indexOf(attester);
  }

  private static Attester attester(int i) {
    return new Attester(
        ATTESTERS.get(i),
        EVM_KEYS.get(i).address(),
        SOLANA_KEYS.get(i).solanaAddress(),
        Ed25519Key.ofSeed(seed("log" + i)).publicKey());
  }

  private static EvmChain evm(DomainId domain, String name) {
    return new EvmChain(
        domain,
        name,
        Caip2.ofEvm(domain),
        EvmKey.ofSecret(seed(name + "-gateway")).address(),
        EvmKey.ofSecret(seed(name + "-oracle")).address(),
        EvmKey.ofSecret(seed(name + "-registry")).address(),
        1);
  }

  private static SolanaChain solana() {
    return new SolanaChain(
        SOLANA,
        "solana",
        Caip2.of("solana:EtWTRABZaYq6iMfeYKouRu166VU2xqa1"),
        SolanaAddress.of("TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb"),
        SolanaAddress.of("MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr"),
        Ed25519Key.ofSeed(seed("multisig")).solanaAddress(),
        REPLAY.solanaAddress(),
        Ed25519Key.ofSeed(seed("group")).solanaAddress(),
        1);
  }
}
