package io.stockbridge.registry.catalogue;

import io.stockbridge.protocol.identifiers.Caip2;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tokens by chain and address: one table of references with open addressing, so that a token costs
 * a dozen bytes and a look-up neither allocates nor follows a chain of nodes. Built once, then only
 * read.
 */
final class TokenTable {

  private static final int SMALLEST = 16;

  private final @Nullable KnownToken[] slots;

  private int size;

  TokenTable(int capacity) {
    int length = SMALLEST;
    while (length < capacity + capacity / 2) {
      length <<= 1;
    }
    slots = new @Nullable KnownToken[length];
  }

  private TokenTable(TokenTable other) {
    slots = other.slots.clone();
    size = other.size;
  }

  /** A copy that can take {@code more} tokens, or null when it must be built anew. */
  @Nullable TokenTable copyFor(int more) {
    return 3L * (size + more) <= 2L * slots.length ? new TokenTable(this) : null;
  }

  /** Puts a token in, in place of what was there. */
  void put(KnownToken token) {
    String chain = token.chain().toString();
    int slot = find(chain, 0, chain.length(), token.deployment().token().address(), 0);
    if (slots[slot] == null) {
      size++;
    }
    slots[slot] = token;
  }

  /** The token of a key as {@link io.stockbridge.registry.assets.TokenId#keyOf} builds it. */
  Optional<KnownToken> get(String tokenKey) {
    int slash = tokenKey.indexOf('/');
    return slash < 0
        ? Optional.empty()
        : Optional.ofNullable(slots[find(tokenKey, 0, slash, tokenKey, slash + 1)]);
  }

  /** The token at an address of a chain. */
  Optional<KnownToken> get(String chain, String address) {
    return Optional.ofNullable(slots[find(chain, 0, chain.length(), address, 0)]);
  }

  int size() {
    return size;
  }

  /** The slot of the token, or the empty one where it would be. */
  private int find(String chain, int chainFrom, int chainTo, String address, int addressFrom) {
    int hash = hash(chain, chainFrom, chainTo, address, addressFrom);
    boolean evm = chain.startsWith(Caip2.EIP155, chainFrom);
    int mask = slots.length - 1;
    int slot = hash & mask;
    for (KnownToken known = slots[slot]; known != null; known = slots[slot]) {
      // What is only a neighbour is told apart before its parts are looked at.
      if (known.tableHash() == hash
          && known.isAt(address, addressFrom, evm)
          && isOn(known.chain(), chain, chainFrom, chainTo)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Where a token belongs in the table, whatever the case of an EVM address. */
  static int hash(String chain, int chainFrom, int chainTo, String address, int addressFrom) {
    boolean evm = chain.startsWith(Caip2.EIP155, chainFrom);
    int hash = chainTo - chainFrom;
    for (int i = chainFrom; i < chainTo; i++) {
      hash = 31 * hash + chain.charAt(i);
    }
    for (int i = addressFrom; i < address.length(); i++) {
      hash = 31 * hash + (evm ? lower(address.charAt(i)) : address.charAt(i));
    }
    return mix(hash);
  }

  private static boolean isOn(Caip2 known, String chain, int from, int to) {
    int namespace = known.namespace().length();
    int reference = known.reference().length();
    return to - from == namespace + 1 + reference
        && chain.startsWith(known.namespace(), from)
        && chain.charAt(from + namespace) == ':'
        && chain.startsWith(known.reference(), from + namespace + 1);
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
  }

  /** Spreads the polynomial's low bits (finalizer of MurmurHash3). */
  private static int mix(int hash) {
    int mixed = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
    return mixed ^ (mixed >>> 16);
  }
}
