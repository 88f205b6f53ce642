package io.stockbridge.registry.states;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.merkle.Rfc6962Proofs;
import io.stockbridge.protocol.merkle.Rfc6962Tree;
import io.stockbridge.protocol.state.EntryKind;
import io.stockbridge.protocol.state.EntryName;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EntryTreeTest {
  private static final Instant TIME = Instant.parse("2026-11-27T12:00:00Z");

  @Test
  void hasTheSameRootWhateverTheOrderAndHoweverItCameAbout() {
    long seed = System.nanoTime();
    System.out.println("hasTheSameRootWhateverTheOrderAndHoweverItCameAbout seed=" + seed);
    Random random = new Random(seed);
    World world = new World(random);
    EntryTree tree = EntryTree.empty();
    for (int step = 0; step < 60; step++) {
      world.change();
      EntryTree next = tree.updatedTo(world.facts());
      assertThat(next.root()).isEqualTo(world.rootFromLines());
      assertThat(EntryTree.rootOf(world.impostors(), world.instruments(), world.underlyings()))
          .isEqualTo(next.root());
      assertChangesLeadFrom(tree, next);
      tree = next;
    }
  }

  @Test
  void findsAndProvesEveryEntry() {
    World world = new World(new Random(7));
    for (int i = 0; i < 100; i++) {
      world.change();
    }
    EntryTree tree = EntryTree.empty().updatedTo(world.facts());
    assertThat(tree.size()).isGreaterThan(20);
    for (int index = 0; index < tree.size(); index++) {
      var entry = tree.entry(index);
      assertThat(tree.indexOf(entry.name())).hasValue(index);
      assertThat(
              Rfc6962Proofs.verifyInclusion(
                  entry.leafHash(), index, tree.size(), tree.inclusionProof(index), tree.root()))
          .isTrue();
    }
    for (EntryKind kind : EntryKind.values()) {
      assertThat(tree.indexOf(new EntryName(kind, "none"))).isEmpty();
    }
  }

  @Test
  void writesAnEntryAsCanonicalJson() {
    Underlying apple = new Underlying("AAPL", null, "Apple \"Inc.\"", "XNAS");
    assertThat(EntryForm.UNDERLYING.entry(apple).line())
        .isEqualTo(
            "{\"content\":{\"key\":\"AAPL\",\"mic\":\"XNAS\",\"name\":\"Apple \\\"Inc.\\\"\",\"ticker\":\"AAPL\"},"
                + "\"key\":\"AAPL\",\"kind\":\"underlying\"}");
    assertThat(EntryForm.INSTRUMENT.entry(asset("Issuer:X", 3, apple)).line())
        .startsWith("{\"content\":{\"actionEpoch\":0,\"deployments\":[],\"issuer\":\"Issuer\"")
        .endsWith("\"version\":3},\"key\":\"Issuer:X\",\"kind\":\"instrument\"}");
  }

  private static void assertChangesLeadFrom(EntryTree older, EntryTree newer) {
    TreeMap<EntryName, Bytes32> entries = new TreeMap<>();
    older.leaves().forEachRemaining(leaf -> entries.put(leaf.name(), leaf.hash()));
    EntryChanges changes = EntryChanges.between(older.leaves(), newer.leaves());
    changes.gone().forEach(name -> assertThat(entries.remove(name)).isNotNull());
    for (int index : changes.added()) {
      var entry = newer.entry(index);
      assertThat(entries.put(entry.name(), entry.leafHash())).isNull();
    }
    TreeMap<EntryName, Bytes32> wanted = new TreeMap<>();
    newer.leaves().forEachRemaining(leaf -> wanted.put(leaf.name(), leaf.hash()));
    assertThat(entries).isEqualTo(wanted);
    int most = older.size() + newer.size();
    assertThat(changes.gone().size() + changes.added().size()).isLessThanOrEqualTo(most);
  }

  private static Asset asset(String key, int version, Underlying underlying) {
    return new Asset(
        new AssetContent(
            key,
            null,
            "Issuer",
            "X",
            "name " + version,
            null,
            AssetStatus.ACTIVE,
            underlying,
            Multiplier.ONE,
            ActionEpoch.ZERO,
            List.of()),
        version,
        TIME.plusSeconds(version));
  }

  /** Facts that come, change and go at random. */
  private static final class World {
    private static final Caip2 CHAIN = Caip2.of("eip155:8453");
    private final Random random;
    private final TreeMap<String, Underlying> underlyings = new TreeMap<>();
    private final TreeMap<String, Asset> instruments = new TreeMap<>();
    private final TreeMap<String, Deployment> impostors = new TreeMap<>();
    private int version;

    World(Random random) {
      this.random = random;
    }

    void change() {
      for (int i = random.nextInt(4); i >= 0; i--) {
        String name = "T" + random.nextInt(30);
        version++;
        Underlying underlying = new Underlying(name, null, name + " at " + version, null);
        switch (random.nextInt(6)) {
          case 0, 1 -> underlyings.put(name, underlying);
          case 2, 3 -> instruments.put(name, asset("Ünion:" + name, version, underlying));
          case 4 -> impostors.put(name, impostor(random.nextInt(30)));
          default -> {
            underlyings.remove(name);
            instruments.remove(name);
          }
        }
      }
    }

    private static Deployment impostor(int number) {
      TokenId token = TokenId.at(CHAIN, "0x" + String.format("%040d", number));
      return new Deployment(
          token,
          "AAPLx",
          18,
          TokenForm.token(UnitModel.PLAIN, "erc20"),
          DeploymentStatus.IMPOSTOR,
          null,
          false,
          null,
          0,
          List.of());
    }

    List<Underlying> underlyings() {
      return shuffled(underlyings.values().stream().toList());
    }

    List<Asset> instruments() {
      return shuffled(instruments.values().stream().toList());
    }

    List<Deployment> impostors() {
      return shuffled(impostors.values().stream().distinct().toList());
    }

    private <T> List<T> shuffled(List<T> values) {
      List<T> list = new ArrayList<>(values);
      Collections.shuffle(list, random);
      return list;
    }

    StateEntries.Facts facts() {
      return new StateEntries.Facts(version, impostors(), instruments(), underlyings());
    }

    Bytes32 rootFromLines() {
      TreeMap<EntryName, String> lines = new TreeMap<>();
      impostors().stream()
          .map(EntryForm.IMPOSTOR::entry)
          .forEach(entry -> lines.put(entry.name(), entry.line()));
      instruments().stream()
          .map(EntryForm.INSTRUMENT::entry)
          .forEach(entry -> lines.put(entry.name(), entry.line()));
      underlyings().stream()
          .map(EntryForm.UNDERLYING::entry)
          .forEach(entry -> lines.put(entry.name(), entry.line()));
      Rfc6962Tree tree = new Rfc6962Tree();
      lines
          .values()
          .forEach(line -> tree.append(line.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
      return tree.root();
    }
  }
}
