package io.stockbridge.registry.recording;

/** A change set takes away more than may go without being confirmed. */
public final class MassRemovalException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long removed;
  private final long live;

  MassRemovalException(long removed, long live) {
    super(
        removed
            + " of "
            + live
            + " live entries and tokens would end without a successor; nothing was recorded");
    this.removed = removed;
    this.live = live;
  }

  /** How many entries and tokens would end. */
  public long removed() {
    return removed;
  }

  /** How many there are. */
  public long live() {
    return live;
  }
}
