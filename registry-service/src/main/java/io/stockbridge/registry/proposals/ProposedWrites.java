package io.stockbridge.registry.proposals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.smallrye.mutiny.Uni;
import io.stockbridge.registry.actions.ActionResource;
import io.stockbridge.registry.rest.PolicyResource;
import io.stockbridge.registry.rest.Recording;
import io.stockbridge.registry.rest.UnderlyingResource;
import io.stockbridge.registry.rest.WriteResource;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks the resource that a proposed write was sent to once more, with what was sent: an approved
 * write is checked and performed by the very code that performs a direct one.
 */
@Singleton
class ProposedWrites {

  /** Segments of {@code /v1/assets/{isin}/scheduled/{validFrom}}. */
  private static final int SCHEDULED = 5;

  private final WriteResource assets;
  private final UnderlyingResource underlyings;
  private final PolicyResource policies;
  private final ActionResource actions;
  private final ObjectMapper json;

  ProposedWrites(
      WriteResource assets,
      UnderlyingResource underlyings,
      PolicyResource policies,
      ActionResource actions,
      ObjectMapper json) {
    this.assets = assets;
    this.underlyings = underlyings;
    this.policies = policies;
    this.actions = actions;
    this.json = json;
  }

  Uni<Response> perform(Proposal.Asked asked) {
    QueryStringDecoder uri = new QueryStringDecoder(asked.uri());
    List<String> segments = List.of(uri.path().substring(1).split("/"));
    String name = segments.size() > 2 ? segments.get(2) : "";
    String ifMatch = asked.ifMatch();
    String validFrom = parameter(uri, "validFrom");
    String reason = parameter(uri, "reason");
    ObjectNode body = body(asked.body());
    boolean scheduled = segments.size() == SCHEDULED;
    return switch (asked.kind()) {
      case ASSETS ->
          scheduled
              ? underlyings.cancelAsset(name, segments.get(SCHEDULED - 1), reason)
              : assets.put(
                  name,
                  ifMatch,
                  new Recording(validFrom, parameter(uri, "confirmRemovals"), reason),
                  body);
      case UNDERLYINGS ->
          scheduled
              ? underlyings.cancelUnderlying(name, segments.get(SCHEDULED - 1), reason)
              : underlyings.put(name, ifMatch, validFrom, reason, body);
      case POLICIES -> policies.put(name, ifMatch, body);
      case ACTIONS ->
          switch (asked.method()) {
            case "POST" -> actions.announce(body);
            case "PUT" -> actions.amend(name, ifMatch, body);
            default -> actions.cancel(name, reason);
          };
    };
  }

  private static @Nullable String parameter(QueryStringDecoder uri, String name) {
    List<String> values = uri.parameters().get(name);
    return values == null ? null : values.get(0);
  }

  private @Nullable ObjectNode body(@Nullable String text) {
    try {
      return text == null ? null : (ObjectNode) json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was written as JSON is none", e);
    }
  }
}
