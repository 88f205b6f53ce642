package io.stockbridge.registry.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the change feed is streamed. */
@ConfigMapping(prefix = "stockbridge.registry.feed")
public interface FeedConfiguration {

  /** Pause between two looks for new changes. */
  @WithDefault("200ms")
  Duration interval();

  /**
   * After so long without a change a stream gets a comment, which keeps proxies from closing it.
   */
  @WithDefault("15s")
  Duration heartbeat();

  /** Streams that one replica serves at a time. */
  @WithDefault("2000")
  int maxStreams();
}
