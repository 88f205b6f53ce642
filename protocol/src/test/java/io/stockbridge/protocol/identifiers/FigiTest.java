package io.stockbridge.protocol.identifiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FigiTest {

  @Test
  void acceptsIdentifiersInUse() {
    for (String figi :
        List.of("BBG000B9XRY4", "BBG000BPH459", "BBG000BLNQ16", "BBG000BLNNH6", "BBG000BVPV84")) {
      assertThat(Figi.of(figi)).hasToString(figi);
      assertThat(Figi.isValid(figi)).isTrue();
    }
  }

  @Test
  void refusesEveryOtherCheckDigit() {
    for (char digit : "012356789".toCharArray()) {
      assertThat(Figi.isValid("BBG000B9XRY" + digit)).isFalse();
    }
    assertThatThrownBy(() -> Figi.of("BBG000B9XRY5"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("FIGI with a wrong check digit: BBG000B9XRY5");
  }

  @Test
  void refusesOtherForms() {
    for (String text :
        List.of(
            "",
            "US0378331005",
            "bbg000b9xry4",
            "BBH000B9XRY4",
            "GBG000B9XRY4",
            "BBG000A9XRY4",
            "BBG000B9XRYB",
            "BBG000B9XRY44",
            "B1G000B9XRY4")) {
      assertThat(Figi.isValid(text)).as(text).isFalse();
      assertThatThrownBy(() -> Figi.of(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("not a FIGI");
    }
  }
}
