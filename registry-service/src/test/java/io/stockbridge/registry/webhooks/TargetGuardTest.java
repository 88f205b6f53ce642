package io.stockbridge.registry.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetGuardTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://0.0.0.0/",
        "https://10.1.2.3/",
        "https://172.16.0.1/",
        "https://192.168.1.1/",
        "https://100.64.0.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[fe80::1]/",
        "https://[fd00::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[2002:7f00:1::]/",
        "https://224.0.0.1/",
        "https://255.255.255.255/",
        "https://2130706433/"
      })
  void refusesWhatIsNotPublic(String url) {
    assertThatThrownBy(() -> guard(false, List.of()).check(url))
        .isInstanceOf(TargetGuard.RefusedException.class)
        .hasMessageMatching(".*(not public|no address is known|host, port).*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://93.184.216.34/", "ftp://93.184.216.34/", "file:///etc/passwd", "https:///path",
        "https://user:secret@93.184.216.34/", "https://93.184.216.34/#part", "https://a b/", "",
        "https://93.184.216.34:0/", "https://93.184.216.34:65536/", "//93.184.216.34/"
      })
  void refusesWhatIsNoHttpsAddress(String url) {
    assertThatThrownBy(() -> guard(false, List.of()).check(url))
        .isInstanceOf(TargetGuard.RefusedException.class);
  }

  @Test
  void namesTheAddressThatItJudged() throws Exception {
    TargetGuard.Target target = guard(false, List.of()).check("https://93.184.216.34/hook?a=b");
    assertThat(target.address().getHostAddress()).isEqualTo("93.184.216.34");
    assertThat(target.port()).isEqualTo(443);
    assertThat(target.secure()).isTrue();

    TargetGuard.Target local = guard(true, List.of("127.0.0.0/8")).check("http://127.0.0.1:81/");
    assertThat(local.port()).isEqualTo(81);
    assertThat(local.secure()).isFalse();
  }

  @Test
  void waitsTwiceAsLongEachTimeUpToABound() {
    Backoff backoff = new Backoff(Duration.ofSeconds(5), Duration.ofHours(6));
    assertThat(backoff.after(1, 0)).isEqualTo(Duration.ofMillis(2_500));
    assertThat(backoff.after(1, 1)).isEqualTo(Duration.ofSeconds(5));
    assertThat(backoff.after(3, 1)).isEqualTo(Duration.ofSeconds(20));
    assertThat(backoff.after(40, 0)).isEqualTo(Duration.ofHours(3));
    assertThat(backoff.after(2_000, 1)).isEqualTo(Duration.ofHours(6));
  }

  @Test
  void signsAsTheExampleOfStandardWebhooks() {
    WebhookSecret secret = WebhookSecret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    assertThat(
            secret.sign(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                java.time.Instant.ofEpochSecond(1_614_265_330),
                "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    assertThat(secret.toString()).doesNotContain("MfKQ");
  }

  private static TargetGuard guard(boolean insecure, List<String> networks) {
    return new TargetGuard(
        (WebhookConfiguration)
            Proxy.newProxyInstance(
                WebhookConfiguration.class.getClassLoader(),
                new Class<?>[] {WebhookConfiguration.class},
                (proxy, method, arguments) ->
                    method.getName().equals("insecure")
                        ? insecure
                        : networks.isEmpty() ? Optional.empty() : Optional.of(networks)));
  }
}
