package io.stockbridge.devnet.demo;

/** One part of the main job: does something for real and fails if it is not as it must be. */
interface DemoStep {

  /** What it shows, in one line. */
  String title();

  /**
   * Does it.
   *
   * @throws DemoFailedException when something is not as it must be
   */
  void run(DemoContext context);
}
