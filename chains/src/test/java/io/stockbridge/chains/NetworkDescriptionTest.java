package io.stockbridge.chains;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.protocol.identifiers.DomainId;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkDescriptionTest {
  private static final String VALID =
      """
      {"schema": 1, "environment": "local", "threshold": 2,
       "attesters": [
        {"id": "attester-1", "evm": "0x0000000000000000000000000000000000000001",
         "solana": "4vJ9JU1bJJE96FWSJKvHsmmFADCg4gpZQff4P3bkLKi",
         "log": "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE="},
        {"id": "attester-2", "evm": "0x0000000000000000000000000000000000000002",
         "solana": "8qbHbw2BbbTHBW1sbeqakYXVKRQM8Ne7pLK7m6CVfeR",
         "log": "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI="}],
       "custodians": [{"id": "c", "ed25519": "AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwM="}],
       "registrar": {"id": "r", "ed25519": "BAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ="},
       "chains": [
        {"domain": 412346, "name": "arbitrum", "kind": "evm", "caip2": "eip155:412346",
         "gateway": "0x0000000000000000000000000000000000000003",
         "snapshotOracle": "0x0000000000000000000000000000000000000004",
         "canonicalRegistry": "0x0000000000000000000000000000000000000005", "deployedAtBlock": 1},
        {"domain": 900, "name": "solana", "kind": "solana",
         "caip2": "solana:EtWTRABZaYq6iMfeYKouRu166VU2xqa1",
         "tokenProgram": "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb",
         "memoProgram": "MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr",
         "multisig": "CktRuQ2mttgRGkXJtyksdKHjUdc2C4TgDzyB98oEzy8",
         "replayAuthority": "GgBaCs3NCBuZN12kCJgAW63ydqohFkHEdfdEXBPzLHq",
         "groupMint": "LbUiWL3xVV8hTFYBVdbTNrpDo41NKS6o3LHHuDzjfcY", "deployedAtSlot": 1}]}
      """;

  @Test
  void readsAValidFile() {
    NetworkDescription network = NetworkDescription.parse(VALID);
    assertThat(network.threshold()).isEqualTo(2);
    assertThat(network.attester("attester-2")).isPresent();
    assertThat(network.evmChain(DomainId.of(412346)).deployedAtBlock()).isEqualTo(1);
    assertThat(network.solanaChain().orElseThrow().domain()).isEqualTo(DomainId.SOLANA_LOCAL);
    assertThat(network.chain(DomainId.of(1))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "'\"schema\": 1'|'\"schema\": 2'|schema",
        "'\"environment\": \"local\"'|'\"environment\": \" \"'|environment",
        "'\"threshold\": 2'|'\"threshold\": 3'|threshold",
        "'\"threshold\": 2'|'\"threshold\": \"2\"'|threshold",
        "'\"threshold\": 2'|'\"threshold\": 0'|threshold",
        "'attester-2'|'attester-1'|attesters[1].id",
        "'0000000000000000000000000000000000000002'|'000002'|attesters[1].evm",
        "'0000000000000000000000000000000000000002'|'0000000000000000000000000000000000000001'|attesters[1].evm",
        "'8qbHbw2BbbTHBW1sbeqakYXVKRQM8Ne7pLK7m6CVfeR'|'8qbH'|attesters[1].solana",
        "'AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI='|'Ag=='|attesters[1].log",
        "'\"ed25519\": \"BAQE'|'\"ed25519\": \"!AQE'|registrar.ed25519",
        "'\"kind\": \"evm\"'|'\"kind\": \"cosmos\"'|chains[0].kind",
        "'\"domain\": 412346'|'\"domain\": 1'|chains[0].domain",
        "'\"domain\": 412346'|'\"domain\": -1'|chains[0].domain",
        "'\"domain\": 900'|'\"domain\": 5000000000'|chains[1].domain",
        "'eip155:412346'|'eip155'|chains[0].caip2",
        "'\"deployedAtBlock\": 1'|'\"deployedAtBlock\": 1.5'|chains[0].deployedAtBlock",
        "'\"multisig\"'|'\"multsig\"'|chains[1].multisig",
        "'\"registrar\": {'|'\"registrars\": {'|registrar",
        "'\"custodians\": [{'|'\"custodians\": [], \"x\": [{'|custodians",
      })
  void namesTheFieldAtFault(String found, String replacement, String field) {
    assertThat(VALID).contains(found);
    String broken = VALID.replace(found, replacement);
    assertThatThrownBy(() -> NetworkDescription.parse(broken))
        .isInstanceOfSatisfying(
            InvalidNetworkDescriptionException.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  @Test
  void saysWhenItIsNoJsonOrNoFile() {
    assertThatThrownBy(() -> NetworkDescription.parse("{"))
        .isInstanceOf(InvalidNetworkDescriptionException.class)
        .hasMessageContaining("not JSON");
    assertThatThrownBy(() -> NetworkDescription.parse(VALID + "{}"))
        .isInstanceOf(InvalidNetworkDescriptionException.class);
    assertThatThrownBy(() -> NetworkDescription.load(Path.of("no-such-network.json")))
        .isInstanceOf(InvalidNetworkDescriptionException.class)
        .hasMessageContaining("no-such-network.json");
  }
}
