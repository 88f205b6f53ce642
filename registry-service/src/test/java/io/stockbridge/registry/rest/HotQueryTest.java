package io.stockbridge.registry.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HotQueryTest {

  @Test
  void readsANameAndAChainInAnyOrderDecoded() {
    assertThat(HotQuery.of("underlying=AAPL", "underlying")).isEqualTo(new HotQuery("AAPL", null));
    assertThat(HotQuery.of("chain=eip155%3A1&underlying=A+B", "underlying"))
        .isEqualTo(new HotQuery("A B", "eip155:1"));
    assertThat(HotQuery.of("address=0x1=2&chain=c", "address"))
        .isEqualTo(new HotQuery("0x1=2", "c"));
  }

  @Test
  void whatIsNotPlainIsNone() {
    for (String query :
        Arrays.asList(
            null,
            "",
            "&",
            "chain=c",
            "name",
            "name=a&",
            "&name=a",
            "name=a&name=b",
            "Name=a",
            "name=a&chain=c&chain=d",
            "name=a&other=b",
            "name=a;chain=c",
            "name=%2",
            "=a")) {
      assertThat(HotQuery.of(query, "name")).as("query %s", query).isNull();
    }
  }

  @Test
  void aPathWithSomethingToDecodeOrToCutOffIsNotPlain() {
    assertThat(HotQuery.isPlain("/v1/verify/eip155:1/erc20:0x12")).isTrue();
    for (String path : new String[] {"/a%20b", "/a;b=c", "/a//b", "/a/../b", "/a/"}) {
      assertThat(HotQuery.isPlain(path)).as(path).isFalse();
    }
  }
}
