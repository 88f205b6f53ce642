package io.stockbridge.registry.resolution;

/** What a policy can compare tokens by, or require of them; its name is the wire code. */
public enum Criterion {
  /** Tokens that this deployment bridges before all others. */
  OWN_BRIDGED,
  /** Tokens of issuers earlier in the policy's list first; required: the issuer is listed. */
  ISSUER_PREFERENCE,
  /** Tokens that more independent sources name first. Its minimum is always required. */
  INDEPENDENT_SOURCES,
  /** Tokens that stand for more shares first; required: they stand for some. */
  CIRCULATING_SUPPLY,
  /** Tokens that holders can move before those that they cannot. */
  TRANSFERABILITY
}
