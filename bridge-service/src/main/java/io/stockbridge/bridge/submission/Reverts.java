package io.stockbridge.bridge.submission;

import io.stockbridge.chains.ContractError;
import java.util.Locale;

/** Custom errors as reason codes. */
public final class Reverts {
  private Reverts() {}

  /** The error's name in upper snake case: {@code IssueCapExceeded} is ISSUE_CAP_EXCEEDED. */
  public static String codeOf(ContractError error) {
    return error
        .name()
        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .replaceAll("([A-Z]+)([A-Z][a-z])", "$1_$2")
        .toUpperCase(Locale.ROOT);
  }
}
