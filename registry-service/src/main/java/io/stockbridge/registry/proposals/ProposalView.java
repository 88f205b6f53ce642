package io.stockbridge.registry.proposals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stockbridge.kit.json.Rfc3339;
import io.stockbridge.registry.audit.Caller;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Proposals as JSON. */
@Singleton
public class ProposalView {

  private final ObjectMapper json;

  ProposalView(ObjectMapper json) {
    this.json = json;
  }

  /** A proposal as it stands now. */
  public ObjectNode of(Proposal proposal) {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    view.put("id", proposal.id().toString());
    view.put("state", proposal.standing(Instant.now()));
    view.put("kind", proposal.asked().kind().wire());
    view.set("proposer", caller(proposal.proposer()));
    view.put("proposedAt", Rfc3339.format(proposal.proposedAt()));
    view.put("expiresAt", Rfc3339.format(proposal.expiresAt()));
    ObjectNode request = view.putObject("request");
    request.put("method", proposal.asked().method()).put("uri", proposal.asked().uri());
    request.put("ifMatch", proposal.asked().ifMatch());
    request.set("body", tree(proposal.asked().body()));
    view.set("preview", tree(proposal.trial().preview()));
    Proposal.Decision decision = proposal.decision();
    if (decision == null) {
      view.putNull("decision");
    } else {
      ObjectNode decided = view.putObject("decision");
      decided.set("by", caller(decision.by()));
      decided.put("at", Rfc3339.format(decision.at())).put("reason", decision.reason());
    }
    return view;
  }

  private static ObjectNode caller(Caller caller) {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    return view.put("issuer", caller.issuer()).put("subject", caller.subject());
  }

  private JsonNode tree(@Nullable String text) {
    if (text == null) {
      return JsonNodeFactory.instance.nullNode();
    }
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was written as JSON is none", e);
    }
  }
}
