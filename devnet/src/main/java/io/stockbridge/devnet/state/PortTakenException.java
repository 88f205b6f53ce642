package io.stockbridge.devnet.state;

/** Another program listens on a port that the stack needs. */
public final class PortTakenException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  PortTakenException(PortName name, int port) {
    super(
        "port %d, which %s needs, is taken by another program: end that program, or choose another port with --port %s=NUMBER or %s"
            .formatted(port, name.label(), name.flagName(), name.variable()));
  }
}
