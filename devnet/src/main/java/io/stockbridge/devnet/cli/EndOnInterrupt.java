package io.stockbridge.devnet.cli;

import io.stockbridge.devnet.stack.StackStart;

/** Ends a stack in order when this process is interrupted, until that is somebody else's job. */
final class EndOnInterrupt implements AutoCloseable {

  private final Thread hook;
  private volatile boolean interrupted;

  EndOnInterrupt(StackStart start) {
    this.hook =
        new Thread(
            () -> {
              interrupted = true;
              System.out.println("Stopping …");
              start.end();
              System.out.println("Stopped; the state stays.");
            },
            "end-on-interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** From now on an interrupt leaves the stack alone; does nothing once one has come. */
  @Override
  public void close() {
    if (interrupted) {
      return;
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException interruptedMeanwhile) {
      // The process is ending, so the hook runs or has run: that is what it is for.
      interrupted = true;
    }
  }

  boolean isInterrupted() {
    return interrupted;
  }
}
