package io.stockbridge.registry.resolution;

/** The rule that decided a resolution; its name is the wire code. */
public enum ResolutionRule {
  /** The token that this deployment bridges. */
  OWN_BRIDGED_TOKEN,
  /** The only genuine live token with enough evidence. */
  ONLY_EVIDENCED_TOKEN,
  /** Several have enough evidence; the policy prefers the issuer. */
  ISSUER_PREFERENCE,
  /** Several have enough evidence and the policy does not rank them: no answer is given. */
  TIE,
  /** Tokens are there, but fewer than two independent sources name each: no answer is given. */
  NOT_ENOUGH_EVIDENCE,
  /** The stock is known, but has no genuine live token there. */
  NONE_ON_CHAIN,
  /** Live tokens on several chains: name one. */
  CHAIN_NEEDED,
  /** The symbol is shared by assets on different stocks. */
  AMBIGUOUS_SYMBOL,
  /** The token asked for is an impostor. */
  IMPOSTOR
}
