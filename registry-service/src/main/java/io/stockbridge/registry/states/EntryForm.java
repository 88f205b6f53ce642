package io.stockbridge.registry.states;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.kit.json.CanonicalJson;
import io.stockbridge.protocol.state.EntryKind;
import io.stockbridge.protocol.state.EntryName;
import io.stockbridge.protocol.state.StateEntry;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.recording.AssetJson;
import io.stockbridge.registry.recording.AssetRecord;
import java.util.function.Function;

/**
 * How a fact becomes an entry: pure, so that a mirror that applied all changes computes the same
 * root. Equal facts have the same entry.
 *
 * @param kind the entry's kind
 * @param key the entry's key, unique in its kind
 * @param content the content; unknown facts are left out
 */
public record EntryForm<T>(
    EntryKind kind, Function<T, String> key, Function<T, ObjectNode> content) {

  /** By CAIP-19 name; the deployment as the API shows it. */
  public static final EntryForm<Deployment> IMPOSTOR =
      new EntryForm<>(EntryKind.IMPOSTOR, impostor -> impostor.token().caip19(), AssetJson::write);

  /** By ISIN or other key; the record as {@code registry.instruments.v1} carries it. */
  public static final EntryForm<Asset> INSTRUMENT =
      new EntryForm<>(EntryKind.INSTRUMENT, asset -> asset.content().key(), AssetRecord::full);

  /** By its key, the ticker that it was first known by. */
  public static final EntryForm<Underlying> UNDERLYING =
      new EntryForm<>(EntryKind.UNDERLYING, Underlying::key, AssetJson::write);

  /** The entry of a fact. */
  public StateEntry entry(T fact) {
    EntryName name = new EntryName(kind, key.apply(fact));
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.set("content", content.apply(fact));
    line.put("key", name.key());
    line.put("kind", kind.wire());
    return new StateEntry(name, CanonicalJson.write(line));
  }
}
