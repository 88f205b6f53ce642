package io.stockbridge.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Loopback ports nobody listens on at the moment of asking. */
public final class FreePorts {

  private FreePorts() {}

  /**
   * A port that was free a moment ago; another process may take it before the caller does.
   *
   * @throws UncheckedIOException if the system gives none
   */
  public static int next() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free loopback port", e);
    }
  }
}
