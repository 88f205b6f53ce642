package io.stockbridge.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stockbridge.protocol.Seeded;
import io.stockbridge.protocol.identifiers.CustodyAccount;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class BurnMemoTest {
  private static final String CHECKSUMMED = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

  @Test
  void readsAnEvmDestination() {
    BurnMemo memo = BurnMemo.parse("sb1:412346:" + CHECKSUMMED.toLowerCase(Locale.ROOT));
    assertThat(memo.destinationDomain()).isEqualTo(DomainId.of(412346));
    assertThat(memo.recipient()).isEqualTo(EvmAddress.of(CHECKSUMMED).toUniversal());
    assertThat(memo).hasToString("sb1:412346:" + CHECKSUMMED);
  }

  @Test
  void readsACustodyAccountByNameOrByReference() {
    BurnMemo memo = BurnMemo.parse("sb1:0:CUST-ACC-1");
    assertThat(memo.recipient()).isEqualTo(CustodyAccount.of("CUST-ACC-1").reference());
    assertThat(BurnMemo.parse(memo.render())).isEqualTo(memo);
  }

  @Test
  void readsBackEveryMemoItRenders() {
    Seeded seeded = Seeded.forTest("readsBackEveryMemoItRenders");
    for (int i = 0; i < 2_000; i++) {
      DomainId domain = seeded.oneOf(Seeded.CHAINS);
      if (!domain.isSolana()) {
        BurnMemo memo = new BurnMemo(domain, seeded.addressOn(domain));
        assertThat(BurnMemo.parse(memo.render())).isEqualTo(memo);
      }
    }
  }

  @Test
  void saysWhyABurnIsUnroutable() {
    assertThat(errorOf("hello")).isEqualTo(BurnMemoError.NOT_A_BURN_MEMO);
    assertThat(errorOf("SB1:0:A")).isEqualTo(BurnMemoError.NOT_A_BURN_MEMO);
    assertThat(errorOf("sb1:412346")).isEqualTo(BurnMemoError.MALFORMED);
    assertThat(errorOf("sb1:0:" + "A".repeat(200))).isEqualTo(BurnMemoError.MALFORMED);
    assertThat(errorOf("sb1:x:" + CHECKSUMMED)).isEqualTo(BurnMemoError.INVALID_DOMAIN);
    assertThat(errorOf("sb1:0412346:" + CHECKSUMMED)).isEqualTo(BurnMemoError.INVALID_DOMAIN);
    assertThat(errorOf("sb1:4294967296:" + CHECKSUMMED)).isEqualTo(BurnMemoError.INVALID_DOMAIN);
    assertThat(errorOf("sb1:900:11111111111111111111111111111112"))
        .isEqualTo(BurnMemoError.SAME_CHAIN);
    assertThat(errorOf("sb1:412346:")).isEqualTo(BurnMemoError.INVALID_RECIPIENT);
    assertThat(errorOf("sb1:412346:" + CHECKSUMMED.replace("Ae", "AE")))
        .isEqualTo(BurnMemoError.INVALID_RECIPIENT);
    assertThat(errorOf("sb1:412346:" + EvmAddress.ZERO)).isEqualTo(BurnMemoError.INVALID_RECIPIENT);
    assertThat(errorOf("sb1:0:two words")).isEqualTo(BurnMemoError.INVALID_RECIPIENT);
    assertThat(errorOf("sb1:0:a:b")).isEqualTo(BurnMemoError.INVALID_RECIPIENT);
  }

  private static BurnMemoError errorOf(String memo) {
    return catchThrowableOfType(InvalidBurnMemoException.class, () -> BurnMemo.parse(memo)).error();
  }
}
