package io.stockbridge.registry.limits;

import io.netty.util.NetUtil;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Tells clients apart by address. An {@code X-Forwarded-For} entry counts only as far as trusted
 * proxies vouch for it, read from the right; the part a client wrote itself is never believed. An
 * IPv6 client is its /64 network, which one subscriber has as a whole.
 */
final class Clients {

  private static final int IPV6_BYTES = 16;
  private static final int IPV6_NETWORK_BYTES = 8;

  private final Networks trustedProxies;

  Clients(Networks trustedProxies) {
    this.trustedProxies = trustedProxies;
  }

  /** The address that the request comes from. */
  String addressOf(String peer, @Nullable String forwardedFor) {
    if (forwardedFor == null || !trustedProxies.contain(peer)) {
      return peer;
    }
    String[] hops = forwardedFor.split(",");
    String address = peer;
    for (int i = hops.length - 1; i >= 0 && trustedProxies.contain(address); i--) {
      String hop = hops[i].strip();
      if (NetUtil.createByteArrayFromIpAddressString(hop) == null) {
        return address;
      }
      address = hop;
    }
    return address;
  }

  /** What the client's allowance is kept under. */
  static String keyOf(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    return bytes != null && bytes.length == IPV6_BYTES
        ? HexFormat.of().formatHex(bytes, 0, IPV6_NETWORK_BYTES)
        : address;
  }
}
