package io.stockbridge.registry.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClientsTest {

  private final Clients clients =
      new Clients(new Networks(List.of("10.0.0.0/8", "2001:db8:ffff::/48")));

  @Test
  void believesTrustedProxiesOnly() {
    assertThat(clients.addressOf("198.51.100.1", "203.0.113.9")).isEqualTo("198.51.100.1");
    assertThat(clients.addressOf("10.0.0.1", null)).isEqualTo("10.0.0.1");
    assertThat(clients.addressOf("10.0.0.1", "203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(clients.addressOf("2001:db8:ffff::1", "2001:db8::7")).isEqualTo("2001:db8::7");
  }

  @Test
  void ignoresWhatTheClientWroteItselfInFrontOfItsAddress() {
    assertThat(clients.addressOf("10.0.0.1", "1.1.1.1, 203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(clients.addressOf("10.0.0.1", "1.1.1.1, 203.0.113.9, 10.2.2.2"))
        .isEqualTo("203.0.113.9");
    assertThat(clients.addressOf("10.0.0.1", "nonsense")).isEqualTo("10.0.0.1");
    assertThat(clients.addressOf("10.0.0.1", "203.0.113.9, nonsense")).isEqualTo("10.0.0.1");
  }

  @Test
  void takesAnIpv6NetworkForOneClient() {
    assertThat(Clients.keyOf("2001:db8::1")).isEqualTo(Clients.keyOf("2001:db8::ffff"));
    assertThat(Clients.keyOf("2001:db8:0:1::1")).isNotEqualTo(Clients.keyOf("2001:db8::1"));
    assertThat(Clients.keyOf("198.51.100.1")).isEqualTo("198.51.100.1");
  }

  @Test
  void refusesWhatIsNoNetwork() {
    for (String wrong : List.of("10.0.0.1", "host/8", "10.0.0.0/x", "")) {
      assertThatThrownBy(() -> new Networks(List.of(wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not a network");
    }
    assertThat(new Networks(List.of("10.0.0.0/8")).contain("no address")).isFalse();
  }
}
