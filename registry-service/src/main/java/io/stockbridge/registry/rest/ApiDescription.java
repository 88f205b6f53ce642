package io.stockbridge.registry.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.stockbridge.kit.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Completes the OpenAPI document with what is the same everywhere: the refusals of each operation,
 * 304 of each read, the role that writes need, and the kinds of findings. The schemas of answers
 * and bodies are in {@code META-INF/openapi}. It runs before the kit's filter, which gives each
 * refusal its problem body.
 */
@OpenApiFilter(value = OpenApiFilter.RunStage.BUILD, priority = ApiDescription.FIRST)
public class ApiDescription implements OASFilter {

  /** Filters run from the highest priority to the lowest; the default is 1. */
  static final int FIRST = 100;

  private static final String BEARER = "bearer";
  private static final String PROBLEM = "#/components/schemas/Problem";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FAULT =
      """
      {"type":"urn:stockbridge:problem:internal","title":"The service failed","status":500,
      "detail":"Logged as fault 5a0f2d0e-6a52-4c8e-9d0b-2f1a54f1c7aa","code":"INTERNAL"}
      """;

  @Override
  public void filterOpenAPI(OpenAPI api) {
    api.setComponents(components(api.getComponents()));
    for (PathItem path : api.getPaths().getPathItems().values()) {
      path.getOperations().forEach(WriteDescription::complete);
      path.getOperations().forEach(ApiDescription::complete);
    }
  }

  private static Components components(Components components) {
    // What the scanner says of Java's types for JSON, which no description refers to.
    List.of("JsonNode", "JsonNodeType", "ObjectNode").forEach(components::removeSchema);
    components.addSchema("Finding", FindingSchema.of());
    components.addSecurityScheme(
        BEARER,
        OASFactory.createSecurityScheme()
            .type(SecurityScheme.Type.HTTP)
            .scheme(BEARER)
            .description("Token of a subject with the role that the call needs"));
    return components;
  }

  private static void complete(PathItem.HttpMethod method, Operation operation) {
    APIResponses responses = operation.getResponses();
    boolean write = responses.hasAPIResponse("401") || responses.hasAPIResponse("403");
    operation.setSecurity(
        write
            ? List.of(OASFactory.createSecurityRequirement().addScheme(BEARER))
            : new ArrayList<>());
    if (write) {
      addIfMissing(responses, "401", "UNAUTHENTICATED");
      addIfMissing(responses, "403", "FORBIDDEN");
    }
    if (method == PathItem.HttpMethod.GET && responses.hasAPIResponse("200")) {
      addIfMissing(responses, "304", "The caller has these bytes");
    }
    addIfMissing(responses, "400", "INVALID_FIELD, UNKNOWN_PARAMETER, BAD_REQUEST");
    addIfMissing(responses, "429", "RATE_LIMITED, with Retry-After");
    addIfMissing(responses, "default", "Any other problem");
    APIResponse created = responses.getAPIResponse("201");
    APIResponse known = responses.getAPIResponse("200");
    if (created != null && known != null && isEmpty(created.getContent())) {
      created.setContent(known.getContent());
    }
    responses.getAPIResponses().forEach(ApiDescription::describe);
    if (operation.getRequestBody() != null) {
      describe(operation.getRequestBody().getContent());
    }
  }

  static void addIfMissing(APIResponses responses, String status, String description) {
    if (!responses.hasAPIResponse(status)) {
      responses.addAPIResponse(status, OASFactory.createAPIResponse().description(description));
    }
  }

  /** Every other status is the kit's to describe: it knows the codes. */
  private static void describe(String status, APIResponse response) {
    if (status.equals("default") && isEmpty(response.getContent())) {
      MediaType media = OASFactory.createMediaType().schema(reference());
      media.addExample("INTERNAL", OASFactory.createExample().value(FAULT));
      response.setContent(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, media));
    }
    describe(response.getContent());
  }

  private static Schema reference() {
    return OASFactory.createSchema().ref(PROBLEM);
  }

  private static boolean isEmpty(Content content) {
    return content == null || content.getMediaTypes() == null || content.getMediaTypes().isEmpty();
  }

  private static void describe(Content content) {
    if (isEmpty(content)) {
      return;
    }
    for (Map.Entry<String, MediaType> entry : content.getMediaTypes().entrySet()) {
      MediaType media = entry.getValue();
      if (entry.getKey().equals(Problem.MEDIA_TYPE) && media.getSchema() == null) {
        media.setSchema(reference());
      }
      if (!entry.getKey().endsWith("json") || media.getExamples() == null) {
        continue;
      }
      for (Example example : media.getExamples().values()) {
        JsonNode value = valueOf(example);
        example.setValue(JSON.convertValue(value, Object.class));
      }
    }
  }

  private static JsonNode valueOf(Example example) {
    Object value = example.getValue();
    try {
      return value instanceof String text ? JSON.readTree(text) : JSON.valueToTree(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an example is no JSON: " + value, e);
    }
  }
}
