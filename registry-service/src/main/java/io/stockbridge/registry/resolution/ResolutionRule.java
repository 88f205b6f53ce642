package io.stockbridge.registry.resolution;

/** The rule that decided a resolution; its name is the wire code. */
public enum ResolutionRule {
  /** The token that this deployment bridges. */
  OWN_BRIDGED_TOKEN(true),
  /** The only genuine live token that has what the policy requires. */
  ONLY_EVIDENCED_TOKEN(true),
  /** Several have what is required; the policy prefers the issuer. */
  ISSUER_PREFERENCE(true),
  /** Several have what is required; more independent sources name this one. */
  MORE_SOURCES(true),
  /** Several have what is required; this one stands for the most shares. */
  LARGEST_SUPPLY(true),
  /** Several have what is required; only this one can be moved. */
  ONLY_TRANSFERABLE(true),
  /** Several have what is required and the policy does not rank them: no answer is given. */
  TIE(false),
  /** Tokens are there, but a fact that the policy needs is not known: no answer is given. */
  NOT_ENOUGH_EVIDENCE(false),
  /** Tokens are there, but none has what the policy requires. */
  EXCLUDED_BY_POLICY(false),
  /** The stock is known, but has no genuine live token there. */
  NONE_ON_CHAIN(false),
  /** Live tokens on several chains: name one. */
  CHAIN_NEEDED(false),
  /** The symbol is shared by assets on different stocks. */
  AMBIGUOUS_SYMBOL(false),
  /** The token asked for is an impostor. */
  IMPOSTOR(false);

  private final boolean answers;

  ResolutionRule(boolean answers) {
    this.answers = answers;
  }

  /** Whether a token is canonical by this rule. */
  public boolean answers() {
    return answers;
  }

  static ResolutionRule of(Criterion criterion) {
    return switch (criterion) {
      case OWN_BRIDGED -> OWN_BRIDGED_TOKEN;
      case ISSUER_PREFERENCE -> ISSUER_PREFERENCE;
      case INDEPENDENT_SOURCES -> MORE_SOURCES;
      case CIRCULATING_SUPPLY -> LARGEST_SUPPLY;
      case TRANSFERABILITY -> ONLY_TRANSFERABLE;
    };
  }
}
