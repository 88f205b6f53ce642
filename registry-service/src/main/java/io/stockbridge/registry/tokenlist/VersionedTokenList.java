package io.stockbridge.registry.tokenlist;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A published list.
 *
 * @param version its version
 * @param document the whole document
 */
public record VersionedTokenList(ListVersion version, ObjectNode document) {

  /** Before the first list is published. */
  public static final VersionedTokenList NONE =
      new VersionedTokenList(new ListVersion(0, 0, 0), JsonNodeFactory.instance.objectNode());
}
