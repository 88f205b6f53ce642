package io.stockbridge.registry.assets;

import java.time.Instant;

/**
 * One version of an asset.
 *
 * @param content what it is
 * @param version grows by one with every change, from 1
 * @param validFrom since when it is so
 * @param recordedAt when this version was recorded
 */
public record Asset(AssetContent content, int version, Instant validFrom, Instant recordedAt) {

  /** A version that was recorded when it became true. */
  public Asset(AssetContent content, int version, Instant recordedAt) {
    this(content, version, recordedAt, recordedAt);
  }
}
