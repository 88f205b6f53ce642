package io.stockbridge.registry.rest;

import io.stockbridge.registry.proposals.ProposalExamples;
import io.stockbridge.registry.proposals.ProposalProblem;
import io.stockbridge.registry.writes.IdempotencyKey;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Describes what all writes have in common, because one class performs them all. */
final class WriteDescription {

  /** Operations that need a role and write nothing. */
  private static final Set<String> OTHERS = Set.of("redeliverChange");

  /** Tags of what a second registrar can have to approve. */
  private static final Set<String> PROPOSABLE =
      Set.of("writes", "underlyings", "policies", "actions");

  private WriteDescription() {}

  static void complete(PathItem.HttpMethod method, Operation operation) {
    APIResponses responses = operation.getResponses();
    if (method == PathItem.HttpMethod.GET
        || !responses.hasAPIResponse("403")
        || OTHERS.contains(operation.getOperationId())) {
      return;
    }
    operation.addParameter(
        OASFactory.createParameter()
            .name(IdempotencyKey.HEADER)
            .in(Parameter.In.HEADER)
            .description(IdempotencyKey.DESCRIPTION)
            .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING)));
    add(responses, "409", RegistryProblem.IDEMPOTENCY_KEY_IN_USE.name());
    add(responses, "422", RegistryProblem.IDEMPOTENCY_KEY_REUSED.name());
    if (operation.getTags().stream().anyMatch(PROPOSABLE::contains)) {
      add(responses, "409", ProposalProblem.TOO_MANY_PROPOSALS.name());
      MediaType proposal =
          OASFactory.createMediaType().schema(OASFactory.createSchema().ref("Proposal"));
      proposal.addExample("proposal", OASFactory.createExample().value(ProposalExamples.PENDING));
      responses.addAPIResponse(
          "202",
          OASFactory.createAPIResponse()
              .description("Another registrar has to approve it, see /v1/proposals")
              .content(OASFactory.createContent().addMediaType("application/json", proposal)));
    }
  }

  private static void add(APIResponses responses, String status, String code) {
    APIResponse known = responses.getAPIResponse(status);
    if (known == null) {
      ApiDescription.addIfMissing(responses, status, code);
    } else {
      known.setDescription(known.getDescription() + ", " + code);
    }
  }
}
