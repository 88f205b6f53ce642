package io.stockbridge.registry.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.ContractAnswer;
import io.stockbridge.chains.TokenReading;
import io.stockbridge.chains.solana.SolanaPrograms;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.Multiplier;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.AssetStatus;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.DeploymentStatus;
import io.stockbridge.registry.assets.TokenForm;
import io.stockbridge.registry.assets.TokenId;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.assets.UnitModel;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What counts as a difference, for tokens of any issuer. */
class ComparisonTest {
  private static final Caip2 ETHEREUM = Caip2.ofEvm(DomainId.of(1));
  private static final TokenId TOKEN =
      TokenId.at(ETHEREUM, "0x00000000000000000000000000000000000000aa");
  private static final TokenId WRAPPED =
      TokenId.at(ETHEREUM, "0x00000000000000000000000000000000000000bb");
  private static final EvmAddress ELSEWHERE =
      EvmAddress.of("0x00000000000000000000000000000000000000cc");
  private static final ChainPosition POSITION = new ChainPosition(7, Bytes32.ZERO, Instant.EPOCH);
  private static final BigInteger ONE = BigInteger.TEN.pow(18);

  @Test
  void aTokenThatSaysWhatTheRegistrySaysHasNoDifferences() {
    assertThat(codes(plain(DeploymentStatus.ACTIVE), contract(18, false, missing(), missing())))
        .isEmpty();
  }

  @Test
  void aLiveTokenMustBeThereAndARetiredOneNeedNot() {
    TokenReading absent =
        new TokenReading.Absent(POSITION, EvmAddress.of(TOKEN.address()).toUniversal());

    assertThat(codes(plain(DeploymentStatus.ACTIVE), absent))
        .containsExactly(Difference.Code.NO_TOKEN);
    assertThat(codes(plain(DeploymentStatus.RETIRED), absent)).isEmpty();
    assertThat(codes(plain(DeploymentStatus.RETIRED), contract(6, true, missing(), missing())))
        .containsExactly(Difference.Code.DECIMALS);
  }

  @Test
  void transfersAreStoppedOnBothSidesOrOnNone() {
    TokenReading paused = contract(18, true, missing(), missing());

    assertThat(codes(plain(DeploymentStatus.ACTIVE), paused))
        .containsExactly(Difference.Code.PAUSED);
    assertThat(codes(plain(DeploymentStatus.PAUSED), paused)).isEmpty();
    assertThat(codes(plain(DeploymentStatus.PAUSED), contract(18, false, missing(), missing())))
        .containsExactly(Difference.Code.PAUSED);
  }

  @Test
  void aWrapperWrapsWhatTheRegistrySays() {
    Deployment wrapper = deployment(DeploymentStatus.ACTIVE, TokenForm.wrapperOf(WRAPPED, 1));

    assertThat(
            codes(wrapper, contract(18, false, missing(), given(EvmAddress.of(WRAPPED.address())))))
        .isEmpty();
    assertThat(codes(wrapper, contract(18, false, missing(), given(ELSEWHERE))))
        .containsExactly(Difference.Code.WRAPS);
    assertThat(codes(wrapper, contract(18, false, missing(), missing())))
        .containsExactly(Difference.Code.WRAPS);
  }

  @Test
  void aMultiplierThatTheRegistryDoesNotKnowOfIsADifference() {
    assertThat(
            codes(
                plain(DeploymentStatus.ACTIVE),
                contract(18, false, given(ONE.add(ONE)), missing())))
        .containsExactly(Difference.Code.UNIT_MODEL);
    assertThat(codes(plain(DeploymentStatus.ACTIVE), contract(18, false, given(ONE), missing())))
        .isEmpty();
    Deployment scaled =
        deployment(DeploymentStatus.ACTIVE, TokenForm.token(UnitModel.ERC8056, "erc20"));
    assertThat(codes(scaled, contract(18, false, missing(), missing())))
        .containsExactly(Difference.Code.UNIT_MODEL);
  }

  @Test
  void aMintBelongsToTheNamedProgram() {
    Deployment mint =
        deployment(DeploymentStatus.ACTIVE, TokenForm.token(UnitModel.SCALED_UI, "token-2022"));
    TokenReading.Mint reading =
        new TokenReading.Mint(
            POSITION,
            EvmAddress.of(TOKEN.address()).toUniversal(),
            SolanaPrograms.TOKEN,
            new TokenReading.MintBase(BigInteger.TEN, 18, Optional.empty(), Optional.empty()),
            Optional.of(new TokenReading.MintMetadata("Apple", "AAPL", Optional.empty())),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new TreeSet<>());

    assertThat(codes(mint, reading))
        .containsExactly(
            Difference.Code.SYMBOL, Difference.Code.TOKEN_PROGRAM, Difference.Code.UNIT_MODEL);
  }

  private static List<Difference.Code> codes(Deployment deployment, TokenReading reading) {
    AssetContent asset =
        new AssetContent(
            "Backed Assets:AAPLx",
            null,
            "Backed Assets",
            "AAPLx",
            "Apple xStock",
            null,
            AssetStatus.ACTIVE,
            new Underlying("AAPL", null, "Apple Inc.", null),
            Multiplier.ONE,
            ActionEpoch.ZERO,
            List.of(deployment));
    return Comparison.of(deployment, asset, reading, Optional.empty()).stream()
        .map(Difference::code)
        .toList();
  }

  private static Deployment plain(DeploymentStatus status) {
    return deployment(status, TokenForm.token(UnitModel.PLAIN, "erc20"));
  }

  private static Deployment deployment(DeploymentStatus status, TokenForm form) {
    return new Deployment(TOKEN, "AAPLx", 18, form, status, null, false, null, 2, List.of());
  }

  private static TokenReading contract(
      int decimals,
      boolean paused,
      ContractAnswer<BigInteger> multiplier,
      ContractAnswer<EvmAddress> asset) {
    return new TokenReading.Contract(
        POSITION,
        EvmAddress.of(TOKEN.address()).toUniversal(),
        new TokenReading.Code(Bytes32.ZERO, Optional.empty(), Optional.empty()),
        new TokenReading.Erc20(
            given("Apple xStock"), given("AAPLx"), given(decimals), given(BigInteger.TEN)),
        given(paused),
        multiplier,
        asset,
        Optional.empty());
  }

  private static <T> ContractAnswer<T> given(T value) {
    return new ContractAnswer.Given<>(value);
  }

  private static <T> ContractAnswer<T> missing() {
    return new ContractAnswer.Missing<>();
  }
}
