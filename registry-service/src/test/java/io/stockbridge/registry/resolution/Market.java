package io.stockbridge.registry.resolution;

import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.Multiplier;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.AssetStatus;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.DeploymentStatus;
import io.stockbridge.registry.assets.TokenForm;
import io.stockbridge.registry.assets.TokenId;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.assets.UnitModel;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.observation.ObservedToken;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A made-up market: one stock, tokens of several issuers on several chains, and readings. */
final class Market {

  static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  static final Underlying STOCK = new Underlying("ACME", null, "Acme Corp.", null);
  static final Caip2 CHAIN = Caip2.of("eip155:1");
  static final Caip2 OTHER_CHAIN = Caip2.of("eip155:8453");

  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, ObservedToken> readings = new HashMap<>();

  /** A token as it is put into the market. */
  record Entry(String issuer, int number, Caip2 chain, Token token) {

    TokenId id() {
      byte[] address = new byte[EvmAddress.LENGTH];
      address[18] = (byte) (number >> 8);
      address[19] = (byte) number;
      return TokenId.at(chain, EvmAddress.ofBytes(address).toString());
    }

    Entry with(Token other) {
      return new Entry(issuer, number, chain, other);
    }
  }

  /** What differs between tokens. */
  record Token(boolean own, int sources, DeploymentStatus status, UnitModel model) {

    static final Token PLAIN = new Token(false, 2, DeploymentStatus.ACTIVE, UnitModel.PLAIN);

    Token named(int by) {
      return new Token(own, by, status, model);
    }
  }

  Entry add(String issuer, Token token) {
    return add(issuer, CHAIN, token);
  }

  Entry add(String issuer, Caip2 chain, Token token) {
    Entry entry = new Entry(issuer, entries.size() + 1, chain, token);
    entries.add(entry);
    return entry;
  }

  void replace(int index, Entry entry) {
    entries.set(index, entry);
  }

  List<Entry> entries() {
    return List.copyOf(entries);
  }

  @Nullable ObservedToken reading(Entry entry) {
    return readings.get(entry.id().key());
  }

  void read(Entry entry, @Nullable Long supply, @Nullable Boolean transferable) {
    readAt(entry, supply, transferable, NOW);
  }

  void readAt(
      Entry entry, @Nullable Long supply, @Nullable Boolean transferable, Instant observedAt) {
    BigInteger raw = supply == null ? null : BigInteger.valueOf(supply);
    String key = entry.id().key();
    readings.put(key, new ObservedToken(key, raw, 0, transferable, observedAt, "block 7 0x07"));
  }

  Market copy() {
    Market copy = new Market();
    copy.entries.addAll(entries);
    copy.readings.putAll(readings);
    return copy;
  }

  /** The same market, everything that is held in lists in another order. */
  Catalogue catalogue(@Nullable Random order) {
    Map<String, List<Deployment>> byIssuer = new HashMap<>();
    List<Entry> shuffled = new ArrayList<>(entries);
    if (order != null) {
      Collections.shuffle(shuffled, order);
    }
    shuffled.forEach(
        entry ->
            byIssuer
                .computeIfAbsent(entry.issuer(), issuer -> new ArrayList<>())
                .add(deployment(entry)));
    List<Asset> assets = new ArrayList<>();
    byIssuer.forEach((issuer, tokens) -> assets.add(asset(issuer, tokens)));
    if (order != null) {
      Collections.shuffle(assets, order);
    }
    return new Catalogue(1, assets, List.of());
  }

  Grounds grounds(ResolutionPolicy policy) {
    return new Grounds(
        policy, deployment -> Optional.ofNullable(readings.get(deployment.token().key())), NOW);
  }

  Resolution resolve(ResolutionPolicy policy) {
    return new Resolver(catalogue(null), grounds(policy)).resolve("ACME", CHAIN).orElseThrow();
  }

  /** The canonical token's CAIP-19 name, or none. */
  Optional<String> canonical(ResolutionPolicy policy) {
    return resolve(policy).canonical().map(token -> token.deployment().token().caip19());
  }

  private static Asset asset(String issuer, List<Deployment> tokens) {
    AssetContent content =
        new AssetContent(
            issuer.toLowerCase(java.util.Locale.ROOT).replace(' ', '-') + ":ACME",
            null,
            issuer,
            "ACME",
            "Acme by " + issuer,
            null,
            AssetStatus.ACTIVE,
            STOCK,
            Multiplier.of("2"),
            ActionEpoch.ZERO,
            tokens);
    return new Asset(content, 1, Instant.EPOCH);
  }

  private static Deployment deployment(Entry entry) {
    Token token = entry.token();
    return new Deployment(
        entry.id(),
        "ACME",
        0,
        TokenForm.token(token.model(), "erc20"),
        token.status(),
        null,
        token.own(),
        token.sources(),
        List.of(),
        List.of());
  }
}
