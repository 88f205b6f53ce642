package io.stockbridge.devnet.cli;

import io.stockbridge.devnet.state.PortName;
import io.stockbridge.devnet.state.Ports;
import io.stockbridge.devnet.state.StateFolder;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which ports the stack listens on. */
final class PortOptions {

  @Option(
      names = "--port",
      paramLabel = "NAME=NUMBER",
      description =
          "Port of one part; may be given several times. Names: postgres, kafka, kafka-controller, arbitrum, base, solana, solana-ws, registry, bridge, attester-1, attester-2, attester-3, custodian. Also $STOCKBRIDGE_PORT_<NAME>.")
  private @Nullable Map<String, Integer> ports;

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      description = "Adds N to every default port, for a second stack beside the first.")
  private @Nullable Integer offset;

  Ports choose(StateFolder state) {
    var flags = new EnumMap<PortName, Integer>(PortName.class);
    if (ports != null) {
      ports.forEach((name, number) -> flags.put(PortName.ofFlag(name), number));
    }
    return Ports.choose(flags, System.getenv(), state.storedPorts(), Optional.ofNullable(offset));
  }
}
