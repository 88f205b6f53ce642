package io.stockbridge.registry.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockbridge.chains.CanonicalRecord;
import io.stockbridge.chains.GroupReading;
import io.stockbridge.chains.SolanaChain;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What differs, and what would mend it. */
class DriftTest {
  private static final DomainId HERE = DomainId.of(412346);
  private static final DomainId BASE = DomainId.of(84538453);
  private static final DomainId SOLANA = DomainId.SOLANA_LOCAL;
  private static final Isin APPLE = Isin.of("CH1436219187");
  private static final CanonicalRecord.Key OWN = new CanonicalRecord.Key(APPLE, HERE);
  private static final CanonicalRecord.Key FOREIGN = new CanonicalRecord.Key(APPLE, BASE);
  private static final UniversalAddress TOKEN = address(1);
  private static final UniversalAddress OTHER = address(2);

  @Test
  void nothingDiffersWhereBothSayTheSame() {
    var state = state(Map.of(OWN, TOKEN, FOREIGN, OTHER), TOKEN, Set.of(TOKEN));

    assertThat(ContractDrift.of(HERE, Map.of(OWN, TOKEN, FOREIGN, OTHER), state)).isEmpty();
  }

  @Test
  void anotherOrMissingOrForgottenLineIsWrittenByTheRegistrar() {
    var other =
        ContractDrift.of(
            HERE,
            Map.of(FOREIGN, TOKEN),
            new ContractDrift.State(Map.of(FOREIGN, OTHER), Map.of(), Set.of()));
    var missing =
        ContractDrift.of(
            HERE, Map.of(FOREIGN, TOKEN), new ContractDrift.State(Map.of(), Map.of(), Set.of()));
    var extra =
        ContractDrift.of(
            HERE, Map.of(), new ContractDrift.State(Map.of(FOREIGN, OTHER), Map.of(), Set.of()));

    assertThat(other).extracting(Finding::code).containsExactly(Finding.Code.OTHER_TOKEN);
    assertThat(other.get(0).correction()).isEqualTo(line(FOREIGN, TOKEN));
    assertThat(missing).extracting(Finding::code).containsExactly(Finding.Code.NOT_RECORDED);
    assertThat(missing.get(0).correction()).isEqualTo(line(FOREIGN, TOKEN));
    assertThat(extra).extracting(Finding::code).containsExactly(Finding.Code.NOT_IN_REGISTRY);
    assertThat(extra.get(0).correction()).isEqualTo(line(FOREIGN, UniversalAddress.ZERO));
  }

  @Test
  void noCallIsNamedThatTheContractWouldRefuse() {
    var wrongHere =
        ContractDrift.of(HERE, Map.of(OWN, OTHER), state(Map.of(OWN, TOKEN), TOKEN, Set.of(TOKEN)));
    var notListed =
        ContractDrift.of(
            HERE, Map.of(OWN, TOKEN), new ContractDrift.State(Map.of(), Map.of(), Set.of()));

    assertThat(wrongHere).extracting(Finding::code).containsExactly(Finding.Code.OTHER_TOKEN);
    assertThat(((Finding.Correction.None) wrongHere.get(0).correction()).why())
        .contains("this registry is wrong");
    assertThat(((Finding.Correction.None) notListed.get(0).correction()).why())
        .contains("listAsset");
  }

  @Test
  void aTokenThatTheContractDoesNotCallCanonicalOrThatOnlyTheGatewayKnowsIsFound() {
    var uncanonical =
        ContractDrift.of(HERE, Map.of(OWN, TOKEN), state(Map.of(OWN, TOKEN), TOKEN, Set.of()));
    var unknown = ContractDrift.of(HERE, Map.of(), state(Map.of(), TOKEN, Set.of()));

    assertThat(uncanonical).extracting(Finding::code).containsExactly(Finding.Code.NOT_CANONICAL);
    assertThat(unknown)
        .extracting(Finding::code)
        .containsExactly(Finding.Code.GATEWAY_TOKEN_NOT_IN_REGISTRY);
  }

  @Test
  void aValueThatIsNoAddressOfItsChainIsShownAsItIs() {
    UniversalAddress odd = new UniversalAddress(Bytes32.ofNumber(BigInteger.ONE.shiftLeft(255)));
    var found =
        ContractDrift.of(
            HERE, Map.of(), new ContractDrift.State(Map.of(FOREIGN, odd), Map.of(), Set.of()));

    assertThat(found.get(0).found()).isEqualTo(odd.toString());
  }

  @Test
  void aMintOutsideTheGroupIsFoundWithTheInstructionThatAddsIt() {
    SolanaAddress mint = SolanaAddress.of(address(3));
    SolanaAddress authority = SolanaAddress.of(address(4));
    OwnTokens own =
        new OwnTokens(Map.of(new CanonicalRecord.Key(APPLE, SOLANA), mint.toUniversal()), Map.of());

    var outside = GroupDrift.of(cluster(), own, group(0, Set.of(), mint, authority));
    var absent =
        GroupDrift.of(cluster(), own, new GroupReading(9, 0, Optional.empty(), Set.of(), Map.of()));
    var inside = GroupDrift.of(cluster(), own, group(1, Set.of(mint), mint, authority));
    var crowded = GroupDrift.of(cluster(), own, group(2, Set.of(mint), mint, authority));

    assertThat(outside).extracting(Finding::code).containsExactly(Finding.Code.NOT_A_MEMBER);
    SolanaCall call = ((Finding.Correction.Instruction) outside.get(0).correction()).call();
    assertThat(call.data()).isEqualTo("0x9820deb0dfed7486");
    assertThat(call.accounts())
        .extracting(SolanaCall.Account::address)
        .containsExactly(mint, mint, authority, cluster().groupMint(), authority);
    assertThat(absent).extracting(Finding::code).containsExactly(Finding.Code.NO_MINT);
    assertThat(inside).isEmpty();
    assertThat(crowded).extracting(Finding::code).containsExactly(Finding.Code.UNKNOWN_MEMBERS);
    assertThat(crowded.get(0).found()).isEqualTo("2 members");
  }

  private static ContractDrift.State state(
      Map<CanonicalRecord.Key, UniversalAddress> lines,
      UniversalAddress gateway,
      Set<UniversalAddress> canonical) {
    return new ContractDrift.State(lines, Map.of(APPLE, EvmAddress.of(gateway)), canonical);
  }

  private static GroupReading group(
      long size, Set<SolanaAddress> members, SolanaAddress mint, SolanaAddress authority) {
    return new GroupReading(
        9, size, Optional.of(authority), members, Map.of(mint, Optional.of(authority)));
  }

  private static Finding.Correction line(CanonicalRecord.Key key, UniversalAddress token) {
    return new Finding.Correction.Line(new CanonicalRecord(key.isin(), key.domain(), token));
  }

  private static SolanaChain cluster() {
    SolanaAddress account = SolanaAddress.of(address(9));
    return new SolanaChain(
        SOLANA,
        "solana",
        new Caip2(Caip2.SOLANA, "4sGjMW1sUnHzSxGspuhpqLDx6wiyjNtZ"),
        account,
        account,
        account,
        account,
        SolanaAddress.of(address(8)),
        0);
  }

  private static UniversalAddress address(int number) {
    return new UniversalAddress(Bytes32.ofNumber(BigInteger.valueOf(number)));
  }
}
