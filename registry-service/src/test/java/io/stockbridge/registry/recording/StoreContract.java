package io.stockbridge.registry.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stockbridge.protocol.state.EntryKind;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.catalogue.Catalogue;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of the registry's statements does, whatever keeps them. */
abstract class StoreContract {

  private static final AtomicInteger TESTS = new AtomicInteger();
  private static final long ADDRESSES = 0x5a5a430000L;
  private static final Instant LONG_AGO = Instant.parse("2024-01-01T00:00:00Z");
  private static final Instant LATER = Instant.parse("2025-01-01T00:00:00Z");
  private static final Instant AHEAD = Instant.parse("2998-01-01T00:00:00Z");
  private static final Instant FAR_AHEAD = Instant.parse("2999-01-01T00:00:00Z");

  private final int number = TESTS.incrementAndGet();
  private final String ticker = "ZZC" + number;
  private final String key = "zzc:" + number;

  /** The port that the suite is about. */
  interface Store {

    /** Records an instrument; null for now. The version that says so. */
    Asset put(AssetContent content, @Nullable Instant validFrom);

    /** Records an underlying; null for now. Whether anything of it is new. */
    boolean put(Underlying underlying, @Nullable Instant validFrom);

    /** Takes back what was said for a time. */
    void withdraw(EntryId id, Instant validFrom);

    /** What was true at a time, as it was known then; null for all that is known. */
    Catalogue read(Instant asOf, @Nullable Instant knownAt);

    /** A part of the entries of a kind. */
    Catalogue page(AssetStore.Page page, Instant asOf);

    /** How many changes there were. */
    long number();
  }

  abstract Store store();

  @Test
  void recordsVersionsInTheirOrderAndNothingTwice() {
    long before = store().number();
    Asset first = store().put(instrument("One"), null);
    assertThat(first.version()).isEqualTo(1);
    assertThat(store().number()).isEqualTo(before + 2);
    assertThat(store().put(instrument("One"), null)).isEqualTo(first);
    assertThat(store().number()).isEqualTo(before + 2);

    Asset second = store().put(instrument("Two"), null);

    assertThat(second.version()).isEqualTo(2);
    assertThat(second.recordedAt()).isAfter(first.recordedAt());
    assertThat(store().number()).isEqualTo(before + 3);
    assertThat(name(second.validFrom(), null)).isEqualTo("Two");
    assertThat(name(second.validFrom().minusMillis(1), null)).isEqualTo("One");
    assertThat(name(first.validFrom().minusMillis(1), null)).isNull();
    assertThat(store().read(second.validFrom(), null).number()).isEqualTo(before + 3);
  }

  @Test
  void correctsItsOwnPeriodOnlyAndForgetsNothing() {
    Asset old = store().put(instrument("Old"), LONG_AGO);
    Asset present = store().put(instrument("Present"), null);

    Asset corrected = store().put(instrument("Old, corrected"), LONG_AGO);

    assertThat(corrected.version()).isEqualTo(3);
    assertThat(name(LATER, null)).isEqualTo("Old, corrected");
    assertThat(name(LATER, present.recordedAt())).isEqualTo("Old");
    assertThat(name(present.validFrom(), null)).isEqualTo("Present");
    assertThat(name(LATER, old.recordedAt().minusMillis(1))).isNull();
    store().put(instrument("Between"), LATER);
    assertThat(name(LATER.minusMillis(1), null)).isEqualTo("Old, corrected");
    assertThat(name(LATER, null)).isEqualTo("Between");
    assertThat(name(present.validFrom(), null)).isEqualTo("Present");
  }

  @Test
  void keepsWhatIsScheduledWhenSomethingChangesBefore() {
    Asset first = store().put(instrument("Name"), null);
    store()
        .put(first.content().named(Instruments.ISSUER, Instruments.SYMBOL, "Name to come"), AHEAD);
    store().put(first.content().named("New issuer", Instruments.SYMBOL, "Name"), null);

    AssetContent coming = content(AHEAD, null);

    assertThat(coming.name()).isEqualTo("Name to come");
    assertThat(coming.issuer()).isEqualTo("New issuer");
    assertThat(content(AHEAD.minusMillis(1), null).name()).isEqualTo("Name");
    assertThat(version(AHEAD)).isEqualTo(4);
    assertThat(content(AHEAD, first.recordedAt()).name()).isEqualTo("Name");
  }

  @Test
  void cancelsWhatIsScheduledAndNothingElse() {
    Asset first = store().put(instrument("Stays"), null);
    Asset scheduled = store().put(instrument("Comes"), AHEAD);
    long before = store().number();

    store().withdraw(EntryId.instrument(key), AHEAD);

    assertThat(store().number()).isEqualTo(before + 1);
    assertThat(name(FAR_AHEAD, null)).isEqualTo("Stays");
    assertThat(name(FAR_AHEAD, scheduled.recordedAt())).isEqualTo("Comes");
    for (Instant time : List.of(AHEAD, FAR_AHEAD, first.validFrom().minusSeconds(1))) {
      assertThatThrownBy(() -> store().withdraw(EntryId.instrument(key), time))
          .isInstanceOf(InvalidAssetException.class)
          .hasMessageContaining("nothing is recorded for");
    }
    assertThat(store().number()).isEqualTo(before + 1);
  }

  @Test
  void joinsAnUnderlyingAtTheMomentAskedForAndTellsItsInstruments() {
    Asset first = store().put(instrument("Instrument"), null);
    assertThat(store().put(underlying("Scheduled name"), AHEAD)).isTrue();
    assertThat(version(first.validFrom())).isEqualTo(1);

    assertThat(store().put(underlying("New name"), null)).isTrue();
    assertThat(store().put(underlying("New name"), null)).isFalse();

    Instant now = store().read(FAR_AHEAD, null).asset(key).orElseThrow().validFrom();
    assertThat(version(now)).isEqualTo(2);
    assertThat(content(now, null).underlying().name()).isEqualTo("New name");
    assertThat(content(first.validFrom(), first.recordedAt()).underlying().name())
        .isEqualTo("Stock " + number);
    assertThat(content(AHEAD, null).underlying().name()).isEqualTo("Scheduled name");
  }

  @Test
  void refusesATokenThatIsAnotherEntrys() {
    store().put(instrument("Owner"), null);
    long before = store().number();
    AssetContent thief =
        Instruments.of(
            "zzd:" + number,
            "Thief",
            new Underlying("ZZD" + number, null, "D", null),
            ADDRESSES + number);

    assertThatThrownBy(() -> store().put(thief, null))
        .isInstanceOf(InvalidAssetException.class)
        .hasMessageContaining("is already known as one of " + key);

    assertThat(store().number()).isEqualTo(before);
    assertThat(store().read(FAR_AHEAD, null).asset("zzd:" + number)).isEmpty();
  }

  @Test
  void pagesInTheOrderOfKeys() {
    for (String end : List.of("C", "9", "B")) {
      store().put(new Underlying(ticker + end, null, "Page " + end, null), LONG_AGO);
    }
    Instant then = LONG_AGO.plusSeconds(1);

    Catalogue two = store().page(new AssetStore.Page(EntryKind.UNDERLYING, ticker, 2), then);
    Catalogue rest = store().page(new AssetStore.Page(EntryKind.UNDERLYING, ticker + "B", 1), then);
    Catalogue before =
        store().page(new AssetStore.Page(EntryKind.UNDERLYING, ticker, 2), LONG_AGO.minusMillis(1));

    assertThat(two.underlyings().keySet()).containsExactly(ticker + "9", ticker + "B");
    assertThat(rest.underlyings().keySet()).containsExactly(ticker + "C");
    assertThat(before.underlyings().keySet()).doesNotContain(ticker + "9", ticker + "B");
  }

  private @Nullable String name(Instant asOf, @Nullable Instant knownAt) {
    return store().read(asOf, knownAt).asset(key).map(asset -> asset.content().name()).orElse(null);
  }

  private AssetContent content(Instant asOf, @Nullable Instant knownAt) {
    return store().read(asOf, knownAt).asset(key).orElseThrow().content();
  }

  private int version(Instant asOf) {
    return store().read(asOf, null).asset(key).orElseThrow().version();
  }

  private Underlying underlying(String name) {
    return new Underlying(ticker, null, name, null);
  }

  private AssetContent instrument(String name) {
    return Instruments.of(key, name, underlying("Stock " + number), ADDRESSES + number);
  }
}
