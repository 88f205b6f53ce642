package io.stockbridge.devnet.stack;

import io.stockbridge.devnet.state.Json;
import io.stockbridge.testsupport.JsonRpc;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * Sees that a local EVM chain goes on making blocks. anvil's own timer has been seen to stop for
 * good at a start under load; a chain whose height stands still gets its next blocks from here.
 */
final class BlockPulse implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(BlockPulse.class.getName());
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** So many looks at the same height mean that the timer has stopped. */
  private static final int PATIENCE = 3;

  private final URI node;
  private final Thread thread;

  private BlockPulse(String name, URI node) {
    this.node = node;
    this.thread = Thread.ofVirtual().name("pulse-" + name).unstarted(this::watch);
  }

  static BlockPulse start(String name, URI node) {
    BlockPulse pulse = new BlockPulse(name, node);
    pulse.thread.start();
    return pulse;
  }

  private void watch() {
    String height = "";
    int still = 0;
    // Blocks besides those of a timer that wakes up again do no harm, so there is no way back.
    boolean told = false;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(PAUSE);
        String now = height();
        still = now.equals(height) ? still + 1 : 0;
        height = now;
        if ((still >= PATIENCE || told) && !minesEveryTransaction()) {
          if (!told) {
            LOG.log(System.Logger.Level.WARNING, "{0} stopped at {1}: mining for it", node, now);
            told = true;
          }
          JsonRpc.call(node, "evm_mine", "[]");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IOException away) {
        LOG.log(System.Logger.Level.DEBUG, "{0} is away: {1}", node, away.getMessage());
      }
    }
  }

  /** While contracts are deployed no timer is wanted, and a block of ours would be in the way. */
  private boolean minesEveryTransaction() throws IOException {
    return Json.parse(JsonRpc.call(node, "anvil_getAutomine", "[]")).path("result").asBoolean();
  }

  private String height() throws IOException {
    return Json.parse(JsonRpc.call(node, "eth_blockNumber", "[]")).path("result").asText();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
