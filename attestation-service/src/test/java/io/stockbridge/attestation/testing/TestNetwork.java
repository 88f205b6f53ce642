package io.stockbridge.attestation.testing;

import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.protocol.crypto.Ed25519Key;
import io.stockbridge.protocol.crypto.EvmKey;
import io.stockbridge.protocol.crypto.Sha256;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A network of three attesters with keys derived from names, so that every run is the same. */
public final class TestNetwork {
  public static final String GATEWAY = "0x00000000000000000000000000000000000000a1";
  public static final String CHAIN_A = "eip155:412346";
  public static final String CHAIN_B = "eip155:84538453";
  public static final String SOLANA = "solana:11111111111111111111111111111112";

  private TestNetwork() {}

  public static EvmKey evm(int attester) {
    return EvmKey.ofSecret(secret("evm-" + attester));
  }

  public static EvmKey guardian() {
    return EvmKey.ofSecret(secret("guardian-1"));
  }

  public static Ed25519Key solana(int attester) {
    return Ed25519Key.ofSeed(secret("solana-" + attester));
  }

  public static Ed25519Key log(int attester) {
    return Ed25519Key.ofSeed(secret("log-" + attester));
  }

  public static Ed25519Key replayAuthority() {
    return Ed25519Key.ofSeed(secret("replay"));
  }

  public static Ed25519Key custodian() {
    return Ed25519Key.ofSeed(secret("custodian"));
  }

  public static Ed25519Key secondCustodian() {
    return Ed25519Key.ofSeed(secret("custodian-second"));
  }

  public static Ed25519Key registrar() {
    return Ed25519Key.ofSeed(secret("registrar"));
  }

  public static Bytes32 secret(String name) {
    return Bytes32.ofBytes(Sha256.hash(name.getBytes(StandardCharsets.UTF_8)));
  }

  public static SolanaAddress address(String name) {
    return Ed25519Key.ofSeed(secret(name)).solanaAddress();
  }

  public static NetworkDescription description() {
    return NetworkDescription.parse(json());
  }

  public static String json() {
    List<String> attesters = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      attesters.add(
          """
          {"id": "attester-%d", "evm": "%s", "solana": "%s", "log": "%s"}"""
              .formatted(
                  i, evm(i).address(), solana(i).solanaAddress(), base64(log(i).publicKey())));
    }
    return """
        {"schema": 1, "environment": "test", "threshold": 2, "attesters": [%s],
         "custodians": [{"id": "custodian-test", "ed25519": "%s"},
          {"id": "custodian-second", "ed25519": "%s"}],
         "registrar": {"id": "registrar-test", "ed25519": "%s"},
         "chains": [
          {"domain": 412346, "name": "arbitrum", "kind": "evm", "caip2": "%s", "gateway": "%s",
           "snapshotOracle": "0x00000000000000000000000000000000000000a2",
           "canonicalRegistry": "0x00000000000000000000000000000000000000a3", "deployedAtBlock": 1},
          {"domain": 84538453, "name": "base", "kind": "evm", "caip2": "%s", "gateway": "%s",
           "snapshotOracle": "0x00000000000000000000000000000000000000a2",
           "canonicalRegistry": "0x00000000000000000000000000000000000000a3", "deployedAtBlock": 1},
          {"domain": 900, "name": "solana", "kind": "solana", "caip2": "%s",
           "tokenProgram": "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb",
           "memoProgram": "MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr",
           "multisig": "%s", "replayAuthority": "%s", "groupMint": "%s", "deployedAtSlot": 1}]}
        """
        .formatted(
            String.join(", ", attesters),
            base64(custodian().publicKey()),
            base64(secondCustodian().publicKey()),
            base64(registrar().publicKey()),
            CHAIN_A,
            GATEWAY,
            CHAIN_B,
            GATEWAY,
            SOLANA,
            address("multisig"),
            replayAuthority().solanaAddress(),
            address("group"));
  }

  public static String base64(Bytes32 bytes) {
    return Base64.getEncoder().encodeToString(bytes.bytes());
  }
}
