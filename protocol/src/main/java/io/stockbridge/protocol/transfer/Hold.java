package io.stockbridge.protocol.transfer;

import io.stockbridge.protocol.gates.RefusalCode;
import java.time.Instant;
import java.util.Optional;

/**
 * Why a transfer waits.
 *
 * @param code the gate that refused
 * @param detail what it found
 * @param retryAt when asking again makes sense, if known
 */
public record Hold(RefusalCode code, String detail, Optional<Instant> retryAt) {}
