package io.stockbridge.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Loopback ports nobody listens on at the moment of asking. */
public final class FreePorts {

  /** What was given away here; the system gives a port again once its socket is closed. */
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePorts() {}

  /**
   * A port that was free a moment ago and that nobody in this process was given before; another
   * process may take it before the caller does.
   *
   * @throws UncheckedIOException if the system gives none
   */
  public static int next() {
    int port;
    do {
      port = free();
    } while (!GIVEN.add(port));
    return port;
  }

  private static int free() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free loopback port", e);
    }
  }
}
