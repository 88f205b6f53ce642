package io.stockbridge.protocol.proof;

/**
 * One line of a verification.
 *
 * @param name what was checked, stable
 * @param passed whether it holds
 * @param detail the figures, for people
 */
public record ProofCheck(String name, boolean passed, String detail) {}
