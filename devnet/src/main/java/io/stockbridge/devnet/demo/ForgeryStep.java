package io.stockbridge.devnet.demo;

import java.util.List;

/** An attacker who owns the relayer, one attester and the replay authority's key gets nothing. */
final class ForgeryStep implements DemoStep {

  private static final List<DemoStep> TRIES =
      List.of(new EvmForgeries(), new SolanaForgeries(), new ForgedBurn());

  @Override
  public String title() {
    return "Cheating: replayed mints, too few signatures, a forged burn";
  }

  @Override
  public void run(DemoContext context) {
    for (DemoStep attempt : TRIES) {
      context.output().line(attempt.title());
      attempt.run(context);
    }
  }
}
