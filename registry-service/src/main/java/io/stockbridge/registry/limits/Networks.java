package io.stockbridge.registry.limits;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** A list of networks, each written as address/prefix. */
public final class Networks {

  private final List<IpSubnetFilterRule> rules = new ArrayList<>();

  /**
   * The networks of these texts.
   *
   * @throws IllegalArgumentException naming the text that is no network
   */
  public Networks(List<String> texts) {
    for (String text : texts) {
      String[] parts = text.strip().split("/", -1);
      if (parts.length != 2
          || NetUtil.createByteArrayFromIpAddressString(parts[0]) == null
          || !parts[1].matches("[0-9]{1,3}")) {
        throw new IllegalArgumentException("not a network like 10.0.0.0/8: " + text);
      }
      rules.add(
          new IpSubnetFilterRule(parts[0], Integer.parseInt(parts[1]), IpFilterRuleType.ACCEPT));
    }
  }

  /** Whether the address, a literal, lies in one of the networks. */
  public boolean contain(String address) {
    if (rules.isEmpty()) {
      return false;
    }
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    if (bytes == null) {
      return false;
    }
    try {
      InetSocketAddress socket = new InetSocketAddress(InetAddress.getByAddress(bytes), 0);
      return rules.stream().anyMatch(rule -> rule.matches(socket));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of 4 or 16 bytes is one", e);
    }
  }
}
