package io.stockbridge.registry.assets;

import org.jspecify.annotations.Nullable;

/**
 * What kind of contract a token is.
 *
 * @param role the instrument itself, a wrapper of it, a receipt beside it
 * @param unitModel how raw balances become shares
 * @param tokenProgram the standard or program, for instance {@code token-2022}, or null
 * @param wraps CAIP-19 of the wrapped token; there iff the role is wrapper
 * @param generation which generation of wrapper, from 1, or null
 */
public record TokenForm(
    TokenRole role,
    UnitModel unitModel,
    @Nullable String tokenProgram,
    @Nullable String wraps,
    @Nullable Integer generation) {

  /** Checks that exactly wrappers wrap. */
  public TokenForm {
    if ((role == TokenRole.WRAPPER) != (wraps != null)) {
      throw new IllegalArgumentException("exactly a wrapper names what it wraps");
    }
  }

  /** An ordinary token. */
  public static TokenForm token(UnitModel unitModel, @Nullable String tokenProgram) {
    return new TokenForm(TokenRole.TOKEN, unitModel, tokenProgram, null, null);
  }

  /** An ERC-4626 vault around {@code wrapped}. */
  public static TokenForm wrapperOf(TokenId wrapped, int generation) {
    return new TokenForm(
        TokenRole.WRAPPER, UnitModel.ERC4626_WRAPPER, "erc4626", wrapped.caip19(), generation);
  }
}
