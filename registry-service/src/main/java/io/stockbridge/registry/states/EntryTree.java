package io.stockbridge.registry.states;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.merkle.PackedMerkleTree;
import io.stockbridge.protocol.state.EntryName;
import io.stockbridge.protocol.state.StateEntry;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.Underlying;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * All entries at one moment, in the order of their names, and the Merkle tree over them: 32 bytes
 * of hash, one reference and less than one byte of inner nodes per entry. Immutable.
 */
public final class EntryTree {

  private final EntrySection<Deployment> impostors;
  private final EntrySection<Asset> instruments;
  private final EntrySection<Underlying> underlyings;
  private final byte[] hashes;
  private final PackedMerkleTree tree;

  private EntryTree(
      EntrySection<Deployment> impostors,
      EntrySection<Asset> instruments,
      EntrySection<Underlying> underlyings,
      byte[] hashes) {
    this.impostors = impostors;
    this.instruments = instruments;
    this.underlyings = underlyings;
    this.hashes = hashes;
    this.tree = new PackedMerkleTree(hashes);
  }

  /** A registry that knows nothing. */
  static EntryTree empty() {
    return new EntryTree(
        EntrySection.empty(EntryForm.IMPOSTOR),
        EntrySection.empty(EntryForm.INSTRUMENT),
        EntrySection.empty(EntryForm.UNDERLYING),
        new byte[0]);
  }

  /** The root over those facts, whatever their order: what a mirror compares with a header's. */
  public static Bytes32 rootOf(
      List<Deployment> impostors, List<Asset> instruments, List<Underlying> underlyings) {
    return empty().updatedTo(new StateEntries.Facts(0, impostors, instruments, underlyings)).root();
  }

  /** The tree of those facts; only what is new or differs from this one is hashed. */
  EntryTree updatedTo(StateEntries.Facts facts) {
    var nextImpostors = impostors.of(facts.impostors(), 0);
    int before = nextImpostors.facts().size();
    var nextInstruments = instruments.of(facts.instruments(), before);
    before += nextInstruments.facts().size();
    var nextUnderlyings = underlyings.of(facts.underlyings(), before);
    byte[] next = new byte[(before + nextUnderlyings.facts().size()) * Bytes32.LENGTH];
    nextImpostors.hashInto(next, impostors, hashes);
    nextInstruments.hashInto(next, instruments, hashes);
    nextUnderlyings.hashInto(next, underlyings, hashes);
    return new EntryTree(nextImpostors, nextInstruments, nextUnderlyings, next);
  }

  Bytes32 root() {
    return tree.root();
  }

  int size() {
    return tree.size();
  }

  /** The place of an entry. */
  OptionalInt indexOf(EntryName name) {
    return switch (name.kind()) {
      case IMPOSTOR -> impostors.indexOf(name.key());
      case INSTRUMENT -> instruments.indexOf(name.key());
      case UNDERLYING -> underlyings.indexOf(name.key());
    };
  }

  StateEntry entry(int index) {
    return sectionOf(index).entry(index);
  }

  List<Bytes32> inclusionProof(int index) {
    return tree.inclusionProof(index);
  }

  /** Names and leaf hashes in order. */
  Iterator<Leaf> leaves() {
    return IntStream.range(0, size())
        .mapToObj(index -> new Leaf(sectionOf(index).name(index), tree.leafHash(index)))
        .iterator();
  }

  /** An entry without its content. */
  record Leaf(EntryName name, Bytes32 hash) {}

  private EntrySection<?> sectionOf(int index) {
    if (impostors.has(index)) {
      return impostors;
    }
    return instruments.has(index) ? instruments : underlyings;
  }
}
