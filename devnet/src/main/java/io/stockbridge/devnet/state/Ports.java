package io.stockbridge.devnet.state;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The port of each part. Chosen, in this order, by flag, environment variable, the folder's last
 * run, default.
 */
public record Ports(Map<PortName, Integer> numbers) {

  /**
   * Checks that each part has a port of its own.
   *
   * @throws IllegalArgumentException if one is missing, out of range or given twice
   */
  public Ports {
    var owners = new HashMap<Integer, PortName>();
    for (PortName name : PortName.values()) {
      Integer number = numbers.get(name);
      if (number == null || number < 1 || number > 65_535) {
        throw new IllegalArgumentException(
            "the port of %s must be between 1 and 65535, not %s".formatted(name.label(), number));
      }
      PortName other = owners.put(number, name);
      if (other != null) {
        throw new IllegalArgumentException(
            "port %d is given to both %s and %s"
                .formatted(number, other.flagName(), name.flagName()));
      }
    }
    numbers = Map.copyOf(numbers);
  }

  /**
   * Chooses each port.
   *
   * @param flags from the command line
   * @param environment the process's variables
   * @param stored from the last run in this folder
   * @param offset added to the defaults, for a second stack beside the first
   * @throws IllegalArgumentException if a variable is no number or names no port
   */
  public static Ports choose(
      Map<PortName, Integer> flags,
      Map<String, String> environment,
      Map<PortName, Integer> stored,
      Optional<Integer> offset) {
    requireKnown(environment.keySet());
    var chosen = new EnumMap<PortName, Integer>(PortName.class);
    for (PortName name : PortName.values()) {
      String variable = environment.get(name.variable());
      if (flags.containsKey(name)) {
        chosen.put(name, flags.get(name));
      } else if (variable != null) {
        chosen.put(name, number(name, variable));
      } else if (offset.isPresent()) {
        chosen.put(name, name.defaultPort() + offset.get());
      } else {
        chosen.put(name, stored.getOrDefault(name, name.defaultPort()));
      }
    }
    return new Ports(chosen);
  }

  /** A misspelt variable must not leave its port where it was without a word. */
  private static void requireKnown(Set<String> variables) {
    List<String> known = Arrays.stream(PortName.values()).map(PortName::variable).toList();
    for (String variable : new TreeSet<>(variables)) {
      if (variable.startsWith(PortName.VARIABLE_PREFIX) && !known.contains(variable)) {
        throw new IllegalArgumentException(
            "%s names no port; the variables are %s".formatted(variable, String.join(", ", known)));
      }
    }
  }

  private static int number(PortName name, String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s must be a port number, not '%s'".formatted(name.variable(), text), e);
    }
  }

  /** Port of one part. */
  public int of(PortName name) {
    Integer number = numbers.get(name);
    if (number == null) {
      throw new IllegalStateException("the constructor lets no port be missing: " + name);
    }
    return number;
  }

  /** Address of a part that speaks HTTP. */
  public String http(PortName name) {
    return "http://127.0.0.1:" + of(name);
  }

  /**
   * Makes sure that nobody listens on any of the ports.
   *
   * @throws PortTakenException naming the first that is taken, and how to choose another
   */
  public void requireFree() {
    for (PortName name : PortName.values()) {
      if (!isFree(of(name))) {
        throw new PortTakenException(name, of(name));
      }
    }
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
