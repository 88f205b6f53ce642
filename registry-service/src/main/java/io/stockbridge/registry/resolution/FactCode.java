package io.stockbridge.registry.resolution;

/** Every kind of fact that an answer can stand on: its values' names and its sentence. */
public enum FactCode {
  /** The query is an asset's identifier. */
  QUERY_IS_ASSET("{asset} is the asset's own identifier, {name} by {issuer}"),
  /** The query is the ISIN of an underlying. */
  QUERY_IS_ISIN("{isin} is the ISIN of the underlying {name} ({ticker})"),
  /** The query is the composite FIGI of an underlying. */
  QUERY_IS_FIGI("{figi} is the composite FIGI of the underlying {name} ({ticker})"),
  /** The query was the ticker or ISIN of an underlying. */
  QUERY_IS_FORMER_NAME("{former} is a former name of the underlying {name} ({ticker})"),
  /** The query is the ticker of an underlying. */
  QUERY_IS_TICKER("{ticker} is the ticker of the underlying {name}"),
  /** The query is the symbol of an asset. */
  QUERY_IS_SYMBOL("{symbol} is a symbol of {name} by {issuer}; symbols are not identities"),
  /** The query is a token. */
  QUERY_IS_TOKEN("{token} is a token of {name} by {issuer}"),
  /** The symbol is used for several stocks. */
  SYMBOL_SHARED("symbol {symbol} is used for {stocks} different stocks"),
  /** A token that this deployment bridges. */
  OWN_BRIDGED("{token} is our own bridged token of {issuer}"),
  /** The policy's order of issuers. */
  PREFERRED_ISSUER("the policy prefers {issuer} to {over}"),
  /** How many sources name a token. */
  INDEPENDENT_SOURCES("{token} is named by {count} independent sources, {minimum} are needed"),
  /** How many shares a token stands for. */
  CIRCULATING_SUPPLY("{token} stands for {shares} shares, read at {position} on {observedAt}"),
  /** Whether a token can be moved. */
  TRANSFERABILITY("{token} can be moved: {transferable}, read at {position} on {observedAt}"),
  /** A criterion that cannot be judged. */
  NOT_OBSERVED("no fresh reading of its chain says the {criterion} of {token}"),
  /** A token that lacks what the policy requires. */
  EXCLUDED("the policy requires {criterion}, which {token} has not"),
  /** Tokens that the policy does not rank. */
  TIED("nothing in the policy separates {tokens}"),
  /** No token to choose. */
  NO_LIVE_TOKEN("no genuine live token on {chain}"),
  /** Several chains. */
  LIVE_ON_CHAINS("live tokens on {chains}"),
  /** Who says that a token is what it is. */
  SOURCE("source: {source} ({notedOn})"),
  /** The address was mistyped, or is another one. */
  WRONG_CHECKSUM("{address} has a wrong EIP-55 checksum; compare every character"),
  /** An impostor. */
  PRETENDS("{token} only calls itself {symbol} and is of none of its issuers"),
  /** Whose token it is. */
  BELONGS_TO("belongs to {name} by {issuer}, asset {asset}"),
  /** What a wrapper holds. */
  WRAPS("wraps {wrapped}"),
  /** Which generation of wrapper. */
  GENERATION("wrapper of generation {generation}"),
  /** A token that ended. */
  RETIRED("{token} is retired"),
  /** What replaced it. */
  REPLACED_BY("replaced by {successor}"),
  /** Ended without a known successor. */
  NO_SUCCESSOR("no successor of {token} is known"),
  /** Stopped for now. */
  PAUSED("{paused} is paused"),
  /** The same address on another chain. */
  SAME_ADDRESS_ELSEWHERE("the same address is known as {token}; that says nothing about {chain}"),
  /** A reading of the chain. */
  OBSERVED("its chain was read at {position} on {observedAt}");

  private final String template;

  FactCode(String template) {
    this.template = template;
  }

  /** The sentence, with the names of the values in braces. */
  public String template() {
    return template;
  }
}
