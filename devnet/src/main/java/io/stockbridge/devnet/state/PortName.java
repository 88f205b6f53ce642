package io.stockbridge.devnet.state;

import java.util.Locale;

/** Each port that the local stack listens on, always on loopback. */
public enum PortName {
  POSTGRES(15432, "PostgreSQL"),
  KAFKA(19092, "Kafka"),
  KAFKA_CONTROLLER(19093, "Kafka's controller"),
  ARBITRUM(8545, "the Arbitrum-like chain"),
  BASE(8546, "the Base-like chain"),
  SOLANA(8899, "the Solana node"),
  SOLANA_WS(8900, "the Solana node's WebSocket"),
  REGISTRY(8081, "registry-service"),
  BRIDGE(8082, "bridge-service"),
  ATTESTER_1(8091, "attester-1"),
  ATTESTER_2(8092, "attester-2"),
  ATTESTER_3(8093, "attester-3"),
  CUSTODIAN(8099, "the simulated custodian");

  static final String VARIABLE_PREFIX = "STOCKBRIDGE_PORT_";

  private final int defaultPort;
  private final String label;

  PortName(int defaultPort, String label) {
    this.defaultPort = defaultPort;
    this.label = label;
  }

  /** Port used when nobody chose another. */
  public int defaultPort() {
    return defaultPort;
  }

  /** What listens there, for a sentence. */
  public String label() {
    return label;
  }

  /** Name on the command line, for example {@code attester-1}. */
  public String flagName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Environment variable that overrides the port, for example {@code STOCKBRIDGE_PORT_ATTESTER_1}.
   */
  public String variable() {
    return VARIABLE_PREFIX + name();
  }

  /**
   * Reads the name as the command line writes it.
   *
   * @throws IllegalArgumentException with the list of names if there is none such
   */
  public static PortName ofFlag(String flagName) {
    for (PortName name : values()) {
      if (name.flagName().equals(flagName)) {
        return name;
      }
    }
    var known = new StringBuilder();
    for (PortName name : values()) {
      known.append(known.isEmpty() ? "" : ", ").append(name.flagName());
    }
    throw new IllegalArgumentException(
        "no port is called '" + flagName + "'; the names are " + known);
  }
}
