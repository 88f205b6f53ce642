package io.stockbridge.chains;

import java.util.Optional;

/**
 * What became of a transaction that was sent.
 *
 * @param slot where it was executed
 * @param finalized whether that cannot be undone
 * @param error the runtime's error as JSON, or empty when it passed
 */
public record SolanaSignatureStatus(long slot, boolean finalized, Optional<String> error) {}
