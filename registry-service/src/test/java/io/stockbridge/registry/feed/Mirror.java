package io.stockbridge.registry.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.stockbridge.kit.json.CanonicalJson;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.merkle.PackedMerkleTree;
import io.stockbridge.protocol.state.EntryKind;
import io.stockbridge.protocol.state.EntryName;
import io.stockbridge.protocol.state.StateEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What a reader of the feed has: it knows the feed and the form of an entry, nothing else. */
final class Mirror {

  private final Map<String, EntryName> names = new HashMap<>();
  private final TreeMap<EntryName, Bytes32> leaves = new TreeMap<>();
  private long number;

  long number() {
    return number;
  }

  /** Takes a change; one that it has already is left out. */
  void apply(JsonNode change) {
    long next = change.get("number").longValue();
    if (next <= number) {
      return;
    }
    assertThat(next).as("the feed has no gap").isEqualTo(number + 1);
    number = next;
    if (!change.get("phase").textValue().equals("effective")) {
      return;
    }
    String kind = change.get("kind").textValue();
    String key = change.get("key").textValue();
    JsonNode content = change.get("content");
    EntryName before = names.remove(kind + " " + key);
    if (before != null) {
      leaves.remove(before);
    }
    if (!content.isNull()) {
      // States name an impostor by its CAIP-19 name.
      String name = kind.equals("impostor") ? content.get("caip19").textValue() : key;
      EntryName entry = new EntryName(EntryKind.ofWire(kind).orElseThrow(), name);
      var line = JsonNodeFactory.instance.objectNode().put("key", name).put("kind", kind);
      line.set("content", content);
      names.put(kind + " " + key, entry);
      leaves.put(entry, StateEntry.leafHash(CanonicalJson.write(line)));
    }
  }

  int size() {
    return leaves.size();
  }

  Bytes32 root() {
    byte[] hashes = new byte[leaves.size() * Bytes32.LENGTH];
    int at = 0;
    for (Bytes32 leaf : leaves.values()) {
      System.arraycopy(leaf.bytes(), 0, hashes, at, Bytes32.LENGTH);
      at += Bytes32.LENGTH;
    }
    return new PackedMerkleTree(hashes).root();
  }
}
