package io.stockbridge.bridge.attesting.domain;

import java.time.Instant;
import java.util.Optional;

/** Why an attester does not sign now. */
public record Refusal(String code, String detail, Optional<Instant> retryAt) {}
