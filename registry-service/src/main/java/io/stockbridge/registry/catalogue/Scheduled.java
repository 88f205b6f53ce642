package io.stockbridge.registry.catalogue;

import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.EntryContent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it will be.
 *
 * @param validFrom from when on
 * @param content what it will be
 * @param asset the version, for an instrument
 */
public record Scheduled(Instant validFrom, EntryContent content, @Nullable Asset asset) {}
