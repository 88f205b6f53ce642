package io.stockbridge.bridge.transfers;

import io.stockbridge.protocol.transfer.TransferState;
import java.time.Instant;
import java.util.Optional;

/** One change of state: what it became, when and why. */
public record TransferChange(
    int version, TransferState state, Instant at, Optional<Reason> reason) {}
