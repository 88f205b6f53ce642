package io.stockbridge.registry.observation;

import io.stockbridge.chains.ContractAnswer;
import io.stockbridge.chains.SolanaChain;
import io.stockbridge.chains.TokenReading;
import io.stockbridge.chains.solana.SolanaPrograms;
import io.stockbridge.protocol.identifiers.Caip19;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.DeploymentStatus;
import io.stockbridge.registry.assets.UnitModel;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a chain says of a token with what the registry says. A token that is no longer in
 * use is compared by its decimals only: its issuer may have renamed, emptied or ended it.
 */
final class Comparison {
  private static final String NONE = "none";
  private static final BigInteger ONE = BigInteger.TEN.pow(18);
  private static final Map<String, SolanaAddress> PROGRAMS =
      Map.of("token-2022", SolanaPrograms.TOKEN_2022, "spl-token", SolanaPrograms.TOKEN);

  private final Deployment deployment;
  private final AssetContent asset;
  private final Optional<SolanaChain> cluster;
  private final boolean live;
  private final List<Difference> differences = new ArrayList<>();

  private Comparison(Deployment deployment, AssetContent asset, Optional<SolanaChain> cluster) {
    this.deployment = deployment;
    this.asset = asset;
    this.cluster = cluster;
    this.live =
        deployment.status() == DeploymentStatus.ACTIVE
            || deployment.status() == DeploymentStatus.PAUSED;
  }

  /**
   * The differences, none when everything agrees.
   *
   * @param cluster our accounts on the chain of an own mint
   */
  static List<Difference> of(
      Deployment deployment,
      AssetContent asset,
      TokenReading reading,
      Optional<SolanaChain> cluster) {
    Comparison comparison = new Comparison(deployment, asset, cluster);
    comparison.compare(reading);
    return List.copyOf(comparison.differences);
  }

  private void compare(TokenReading reading) {
    switch (reading) {
      case TokenReading.Absent absent -> noToken("nothing at the address");
      case TokenReading.NotAMint other -> noToken(other.problem());
      case TokenReading.Contract contract -> {
        // Other standards answer other questions: their code is looked at, nothing else.
        if (deployment.token().namespace().equals(Caip19.ERC20)) {
          contract(contract);
        }
      }
      case TokenReading.Mint mint -> mint(mint);
    }
  }

  private void noToken(String found) {
    if (live) {
      add(Difference.Code.NO_TOKEN, "a token", found);
    }
  }

  private void contract(TokenReading.Contract contract) {
    text("decimals", Difference.Code.DECIMALS, deployment.decimals(), contract.erc20().decimals());
    if (!live) {
      return;
    }
    text("symbol", Difference.Code.SYMBOL, deployment.symbol(), contract.erc20().symbol());
    malformed("name", contract.erc20().name());
    text("totalSupply", Difference.Code.MALFORMED, null, contract.erc20().totalSupply());
    malformed("paused", contract.paused());
    paused(contract.paused().toOptional());
    wraps(contract);
    multiplier(contract.uiMultiplier());
    if (deployment.own()) {
      contract.listing().ifPresent(this::listing);
    }
  }

  /** A known value must be answered and equal; a value that nobody knows must be well-formed. */
  private <T> void text(
      String question, Difference.Code code, @Nullable T expected, ContractAnswer<T> answer) {
    malformed(question, answer);
    Optional<T> found = answer.toOptional();
    boolean different = expected != null && !found.equals(Optional.of(expected));
    if (different && !(answer instanceof ContractAnswer.Malformed<T>)) {
      add(code, String.valueOf(expected), found.map(String::valueOf).orElse(NONE));
    }
  }

  private void malformed(String question, ContractAnswer<?> answer) {
    if (answer instanceof ContractAnswer.Malformed<?> malformed) {
      add(Difference.Code.MALFORMED, question + "()", malformed.problem());
    }
  }

  private void paused(Optional<Boolean> paused) {
    boolean expected = deployment.status() == DeploymentStatus.PAUSED;
    if (paused.isPresent() && paused.get() != expected) {
      add(Difference.Code.PAUSED, word(expected), word(paused.get()));
    }
  }

  private static String word(boolean paused) {
    return paused ? "paused" : "transferable";
  }

  private void wraps(TokenReading.Contract contract) {
    String wraps = deployment.form().wraps();
    if (wraps == null || deployment.form().unitModel() != UnitModel.ERC4626_WRAPPER) {
      return;
    }
    malformed("asset", contract.asset());
    String expected = wraps.substring(wraps.lastIndexOf(':') + 1);
    String found = contract.asset().toOptional().map(Object::toString).orElse(NONE);
    if (!expected.toLowerCase(Locale.ROOT).equals(found.toLowerCase(Locale.ROOT))) {
      add(Difference.Code.WRAPS, expected, found);
    }
  }

  private void multiplier(ContractAnswer<BigInteger> answer) {
    malformed("uiMultiplier", answer);
    Optional<BigInteger> found = answer.toOptional();
    switch (deployment.form().unitModel()) {
      case ERC8056 -> {
        if (found.isEmpty()) {
          add(Difference.Code.UNIT_MODEL, UnitModel.ERC8056.wire(), "no uiMultiplier()");
        }
      }
      case PLAIN ->
          found
              .filter(multiplier -> !multiplier.equals(ONE))
              .ifPresent(
                  multiplier ->
                      add(
                          Difference.Code.UNIT_MODEL,
                          UnitModel.PLAIN.wire(),
                          "uiMultiplier() = " + multiplier));
      case REBASING, SCALED_UI, ERC4626_WRAPPER -> {
        // Rebasing shows in balances only, a vault in its own functions.
      }
    }
  }

  private void listing(TokenReading.Listing listing) {
    if (!listing.canonical()) {
      add(Difference.Code.NOT_CANONICAL, "isCanonical() = true", "isCanonical() = false");
    }
    asset(listing.asset().map(Isin::value));
  }

  private void asset(Optional<String> named) {
    if (!named.equals(Optional.of(asset.key()))) {
      add(Difference.Code.ASSET, asset.key(), named.orElse(NONE));
    }
  }

  private void mint(TokenReading.Mint mint) {
    Integer decimals = deployment.decimals();
    if (decimals != null && decimals != mint.base().decimals()) {
      add(Difference.Code.DECIMALS, decimals.toString(), Integer.toString(mint.base().decimals()));
    }
    if (!live) {
      return;
    }
    mint.metadata()
        .filter(metadata -> !metadata.symbol().equals(deployment.symbol()))
        .ifPresent(metadata -> add(Difference.Code.SYMBOL, deployment.symbol(), metadata.symbol()));
    paused(mint.paused());
    program(mint);
    scaledUi(mint.multiplier());
    if (deployment.own()) {
      cluster.ifPresent(own -> ownMint(own, mint));
    }
  }

  private void program(TokenReading.Mint mint) {
    String program = deployment.form().tokenProgram();
    SolanaAddress expected = program == null ? null : PROGRAMS.get(program);
    if (expected != null && !expected.equals(mint.program())) {
      add(Difference.Code.TOKEN_PROGRAM, expected.toString(), mint.program().toString());
    }
  }

  private void scaledUi(Optional<String> multiplier) {
    UnitModel model = deployment.form().unitModel();
    if (model == UnitModel.SCALED_UI && multiplier.isEmpty()) {
      add(Difference.Code.UNIT_MODEL, model.wire(), "no ScaledUiAmount");
    }
    if (model == UnitModel.PLAIN && !multiplier.orElse("1").equals("1")) {
      add(Difference.Code.UNIT_MODEL, model.wire(), "ScaledUiAmount " + multiplier.orElse(NONE));
    }
  }

  private void ownMint(SolanaChain own, TokenReading.Mint mint) {
    address(Difference.Code.MINT_AUTHORITY, own.multisig(), mint.base().mintAuthority());
    address(Difference.Code.GROUP, own.groupMint(), mint.group());
    asset(mint.metadata().flatMap(TokenReading.MintMetadata::isin));
  }

  private void address(
      Difference.Code code, SolanaAddress expected, Optional<SolanaAddress> found) {
    if (!found.equals(Optional.of(expected))) {
      add(code, expected.toString(), found.map(SolanaAddress::toString).orElse(NONE));
    }
  }

  private void add(Difference.Code code, String expected, String found) {
    differences.add(new Difference(code, expected, found));
  }
}
