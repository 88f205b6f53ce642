package io.stockbridge.registry.drift;

import io.stockbridge.chains.CanonicalRecord;
import io.stockbridge.protocol.identifiers.DomainId;
import org.jspecify.annotations.Nullable;

/**
 * One point in which a chain's own registry and this registry differ.
 *
 * @param code which point
 * @param asset the asset's ISIN, null where it is not known
 * @param domain the chain of the token in question
 * @param expected what this registry says, {@code none} for nothing
 * @param found what the chain says, {@code none} for nothing
 * @param correction what would mend it, or why no call does
 */
public record Finding(
    Code code,
    @Nullable String asset,
    DomainId domain,
    String expected,
    String found,
    Correction correction) {

  /** The points that are compared. */
  public enum Code {
    /** The contract does not know a token that is active here. */
    NOT_RECORDED,
    /** The contract names another token than this registry. */
    OTHER_TOKEN,
    /** The contract names a token that is not active here. */
    NOT_IN_REGISTRY,
    /** The contract names the token and does not call it canonical. */
    NOT_CANONICAL,
    /** The gateway has a token of an asset that is not active here. */
    GATEWAY_TOKEN_NOT_IN_REGISTRY,
    /** There is no mint at an address that is active here. */
    NO_MINT,
    /** A mint that is active here is no member of the group. */
    NOT_A_MEMBER,
    /** The group has members that this registry does not know. */
    UNKNOWN_MEMBERS
  }

  /** What would mend a finding. */
  public sealed interface Correction {
    /** A line of the canonical registry contract, written by its registrar. */
    record Line(CanonicalRecord line) implements Correction {}

    /** An instruction to the token program. */
    record Instruction(SolanaCall call) implements Correction {}

    /** No call mends it; something else has to happen first. */
    record None(String why) implements Correction {}
  }
}
