package io.stockbridge.chains;

import java.util.Optional;

/** What an unknown contract answers to one question; nothing it can do makes the reading fail. */
public sealed interface ContractAnswer<T> {
  /** It answered in the form that the function promises. */
  record Given<T>(T value) implements ContractAnswer<T> {}

  /** It reverted or returned nothing: it has no such function. */
  record Missing<T>() implements ContractAnswer<T> {}

  /** It returned something else: other types, bytes that are no text, text beyond any use. */
  record Malformed<T>(String problem) implements ContractAnswer<T> {}

  /** The value, if one was given. */
  default Optional<T> toOptional() {
    return this instanceof Given<T> given ? Optional.of(given.value()) : Optional.empty();
  }
}
