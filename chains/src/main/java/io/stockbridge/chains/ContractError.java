package io.stockbridge.chains;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A revert of a contract, decoded.
 *
 * @param name the custom error's name, {@code Error} or {@code Panic}, {@code Unknown} when its
 *     selector is not of our contracts, {@code Empty} when there is no data
 * @param arguments its arguments as text: numbers in decimal, bytes in 0x-hex, addresses with
 *     checksum
 * @param retryAt when the call will pass, where the error says so (rate limits)
 * @param data the revert data in 0x-hex, shortened
 */
public record ContractError(
    String name, List<Argument> arguments, Optional<Instant> retryAt, String data) {
  /** Copies the list. */
  public ContractError {
    arguments = List.copyOf(arguments);
  }

  /** An argument of the error. */
  public record Argument(String name, String value) {}

  /** {@code Name(a=1, b=2)}. */
  public String describe() {
    String listed =
        String.join(", ", arguments.stream().map(a -> a.name() + "=" + a.value()).toList());
    return name + "(" + listed + ")";
  }
}
