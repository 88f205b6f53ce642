package io.stockbridge.protocol.identifiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.protocol.Seeded;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class IdentifiersTest {
  private static final String MIXED = "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359";

  @Test
  void acceptsRealIsinsOnly() {
    for (String isin : List.of("US0378331005", "CH1436219187", "US88160R1014", "AU0000XVGZA3")) {
      assertThat(Isin.of(isin)).hasToString(isin);
      assertThat(Isin.ofBytes(Isin.of(isin).bytes())).isEqualTo(Isin.of(isin));
    }
    assertThatThrownBy(() -> Isin.of("US0378331006"))
        .hasMessage("ISIN with a wrong check digit: US0378331006");
    for (String text :
        List.of(
            "", "US037833100", "us0378331005", "U00378331005", "US037833100A", "US0378331005 ")) {
      assertThatThrownBy(() -> Isin.of(text)).hasMessageStartingWith("not an ISIN");
    }
  }

  @Test
  void everyOtherCheckDigitIsRefused() {
    Seeded seeded = Seeded.forTest("everyOtherCheckDigitIsRefused");
    for (int i = 0; i < 500; i++) {
      Isin isin = seeded.isin();
      int valid = 0;
      for (int digit = 0; digit < 10; digit++) {
        valid += Isin.isValid(isin.value().substring(0, 11) + digit) ? 1 : 0;
      }
      assertThat(valid).isEqualTo(1);
    }
  }

  @Test
  void printsTheChecksumsOfEip55() {
    for (String address :
        List.of(
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            MIXED,
            "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
            "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
            "0x52908400098527886E0F7030069857D2E4169EE7",
            "0xde709f2102306220921060314715629080e2fb77")) {
      assertThat(EvmAddress.of(address.toLowerCase(Locale.ROOT))).hasToString(address);
      assertThat(EvmAddress.of(address)).hasToString(address);
      assertThat(EvmAddress.of("0x" + address.substring(2).toUpperCase(Locale.ROOT)))
          .hasToString(address);
    }
  }

  @Test
  void refusesAWrongChecksumAndSaysSo() {
    assertThatThrownBy(() -> EvmAddress.of(MIXED.replace("fB69", "Fb69")))
        .hasMessage("EVM address with a wrong EIP-55 checksum: " + MIXED.replace("fB69", "Fb69"));
    for (String text :
        List.of("", "0x", MIXED.substring(2), MIXED + "0", MIXED.replace('6', 'g'))) {
      assertThatThrownBy(() -> EvmAddress.of(text)).hasMessageStartingWith("not an EVM address");
    }
  }

  @Test
  void solanaAddressesAreBase58Of32Bytes() {
    String token2022 = "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb";
    assertThat(SolanaAddress.of(token2022)).hasToString(token2022);
    assertThat(SolanaAddress.SYSTEM_PROGRAM).hasToString("11111111111111111111111111111111");
    for (String text : List.of("", "1111", "0OIl", token2022 + "1", "1" + token2022)) {
      assertThatThrownBy(() -> SolanaAddress.of(text))
          .hasMessageStartingWith("not a Solana address");
    }
  }

  @Test
  void tellsWalletsFromProgramDerivedAddresses() {
    // The base point of RFC 8032 and the public key of its first test vector are on the curve.
    assertThat(
            SolanaAddress.ofBytes(
                    Bytes32.of("0xd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
                        .bytes())
                .isOnCurve())
        .isTrue();
    assertThat(
            SolanaAddress.ofBytes(
                    Bytes32.of("0x5866666666666666666666666666666666666666666666666666666666666666")
                        .bytes())
                .isOnCurve())
        .isTrue();
    // Associated token accounts and other derived addresses are chosen off the curve.
    assertThat(SolanaAddress.of("5Q544fKrFoe6tsEbD7S8EmxGTJYAKtTVhAW5Q5pge4j1").isOnCurve())
        .isFalse();
  }

  @Test
  void caipNamesAreCanonical() {
    String lower = "eip155:42161/erc20:" + MIXED.toLowerCase(Locale.ROOT);
    assertThat(Caip19.of(lower)).hasToString("eip155:42161/erc20:" + MIXED);
    assertThat(Caip10.of("eip155:8453:" + MIXED.toLowerCase(Locale.ROOT)))
        .isEqualTo(Caip10.of("eip155:8453:" + MIXED));
    assertThat(Caip19.of(lower).tokenAddress()).isEqualTo(EvmAddress.of(MIXED).toUniversal());
    String mint = Caip2.SOLANA_MAINNET + "/token:TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb";
    assertThat(Caip19.of(mint)).hasToString(mint);
    assertThat(Caip2.SOLANA_MAINNET.toDomain()).isEqualTo(DomainId.SOLANA_MAINNET);
    assertThat(Caip2.of("eip155:42161").toDomain()).isEqualTo(DomainId.of(42161));
  }

  @Test
  void refusesTextThatIsNoCaipName() {
    for (String text : List.of("", "eip155", "eip155:", "eip155:01", "eip155:x", "E:1", "ab:1")) {
      assertThatThrownBy(() -> Caip2.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
    for (String text : List.of("eip155:1", "eip155:1:0x12", "solana:abc:0OIl", "eip155:1:a b")) {
      assertThatThrownBy(() -> Caip10.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
    for (String text :
        List.of("eip155:1/erc20:0x12", "eip155:1/erc20", "eip155:1", "a/b:c", "/:")) {
      assertThatThrownBy(() -> Caip19.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
    for (String text : List.of("eip155:501", "eip155:900", "eip155:4294967296", "solana:abc")) {
      assertThatThrownBy(() -> Caip2.of(text).toDomain())
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void everyAddressSurvivesItsChainsNotation() {
    Seeded seeded = Seeded.forTest("everyAddressSurvivesItsChainsNotation");
    for (int i = 0; i < 2_000; i++) {
      DomainId domain = seeded.oneOf(Seeded.CHAINS);
      UniversalAddress address = seeded.addressOn(domain);
      assertThat(UniversalAddress.parse(domain, address.render(domain))).isEqualTo(address);
    }
  }
}
