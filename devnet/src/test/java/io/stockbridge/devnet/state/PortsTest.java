package io.stockbridge.devnet.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.testsupport.FreePorts;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PortsTest {

  @Test
  void flagWinsOverVariableOverStoredOverDefault() {
    Ports ports =
        Ports.choose(
            Map.of(PortName.REGISTRY, 1001),
            Map.of("STOCKBRIDGE_PORT_REGISTRY", "1002", "STOCKBRIDGE_PORT_BRIDGE", "1003"),
            Map.of(PortName.REGISTRY, 1004, PortName.BRIDGE, 1005, PortName.SOLANA, 1006),
            Optional.empty());
    assertThat(ports.of(PortName.REGISTRY)).isEqualTo(1001);
    assertThat(ports.of(PortName.BRIDGE)).isEqualTo(1003);
    assertThat(ports.of(PortName.SOLANA)).isEqualTo(1006);
    assertThat(ports.of(PortName.ATTESTER_2)).isEqualTo(8092);
  }

  @Test
  void offsetMovesEveryDefault() {
    Ports ports = Ports.choose(Map.of(), Map.of(), Map.of(), Optional.of(1000));
    assertThat(ports.of(PortName.POSTGRES)).isEqualTo(16432);
    assertThat(ports.of(PortName.CUSTODIAN)).isEqualTo(9099);
  }

  @Test
  void namesTheTakenPortAndTheFlagThatChangesIt() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var numbers = new EnumMap<PortName, Integer>(PortName.class);
      for (PortName name : PortName.values()) {
        numbers.put(name, FreePorts.next());
      }
      numbers.put(PortName.ARBITRUM, taken.getLocalPort());
      assertThatThrownBy(() -> new Ports(numbers).requireFree())
          .isInstanceOf(PortTakenException.class)
          .hasMessage(
              "port %d, which the Arbitrum-like chain needs, is taken by another program: end that program, or choose another port with --port arbitrum=NUMBER or STOCKBRIDGE_PORT_ARBITRUM"
                  .formatted(taken.getLocalPort()));
    }
  }

  @Test
  void refusesOnePortForTwoParts() {
    assertThatThrownBy(
            () -> Ports.choose(Map.of(PortName.BASE, 8545), Map.of(), Map.of(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("port 8545 is given to both arbitrum and base");
  }

  @Test
  void refusesAVariableThatIsNoNumberAndANameThatIsNoPort() {
    Map<String, String> environment = Map.of("STOCKBRIDGE_PORT_KAFKA", "many");
    assertThatThrownBy(() -> Ports.choose(Map.of(), environment, Map.of(), Optional.empty()))
        .hasMessage("STOCKBRIDGE_PORT_KAFKA must be a port number, not 'many'");
    assertThatThrownBy(() -> PortName.ofFlag("oracle"))
        .hasMessageStartingWith("no port is called 'oracle'; the names are postgres, kafka,");
  }

  @Test
  void refusesAVariableThatNamesNoPort() {
    Map<String, String> environment = Map.of("STOCKBRIDGE_PORT_BRIGDE", "9000");
    assertThatThrownBy(() -> Ports.choose(Map.of(), environment, Map.of(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "STOCKBRIDGE_PORT_BRIGDE names no port; the variables are STOCKBRIDGE_PORT_POSTGRES,");
  }
}
