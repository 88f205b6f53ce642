package io.stockbridge.registry.recording;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of an entry: what is so from a time on, until the entry's next statement.
 *
 * @param version dense from 1, in the order of recording
 * @param validFrom since when it is so
 * @param recordedAt when it became known
 * @param content the entry's stored content; null withdraws what was said for {@code validFrom}
 */
record Statement(int version, Instant validFrom, Instant recordedAt, @Nullable JsonNode content) {}
