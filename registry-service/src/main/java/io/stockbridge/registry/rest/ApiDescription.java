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
 * 304 of each read, the role that writes need, and schemas of answers that only have an example. It
 * runs before the kit's filter, which gives each refusal its problem body.
 */
@OpenApiFilter(value = OpenApiFilter.RunStage.BUILD, priority = ApiDescription.FIRST)
public class ApiDescription implements OASFilter {

  /** Filters run from the highest priority to the lowest; the default is 1. */
  static final int FIRST = 100;

  private static final String BEARER = "bearer";
  private static final String PROBLEM = "#/components/schemas/Problem";
  private static final String JSON_TYPE = "application/json";
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

  private static Components components(Components present) {
    Components components = present == null ? OASFactory.createComponents() : present;
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
      if (!entry.getKey().endsWith("json") || media.getExamples() == null) {
        continue;
      }
      for (Example example : media.getExamples().values()) {
        JsonNode value = valueOf(example);
        example.setValue(JSON.convertValue(value, Object.class));
        if (entry.getKey().equals(JSON_TYPE) && saysNothing(media.getSchema())) {
          media.setSchema(Inference.schemaOf(value));
        }
      }
    }
  }

  private static boolean saysNothing(Schema schema) {
    if (schema == null) {
      return true;
    }
    boolean named = schema.getRef() != null || schema.getItems() != null;
    return !named && schema.getProperties() == null;
  }

  private static JsonNode valueOf(Example example) {
    Object value = example.getValue();
    try {
      return value instanceof String text ? JSON.readTree(text) : JSON.valueToTree(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an example is no JSON: " + value, e);
    }
  }

  /** A schema that an example meets: members and kinds, none of them required. */
  private static final class Inference {

    private Inference() {}

    static Schema schemaOf(JsonNode value) {
      Schema schema = OASFactory.createSchema();
      switch (value.getNodeType()) {
        case OBJECT -> {
          schema.addType(Schema.SchemaType.OBJECT);
          value.properties().forEach(e -> schema.addProperty(e.getKey(), nullable(e.getValue())));
        }
        case ARRAY -> {
          schema.addType(Schema.SchemaType.ARRAY);
          schema.setItems(value.isEmpty() ? OASFactory.createSchema() : merged(value));
        }
        case STRING -> schema.addType(Schema.SchemaType.STRING);
        case BOOLEAN -> schema.addType(Schema.SchemaType.BOOLEAN);
        case NUMBER ->
            schema.addType(
                value.isIntegralNumber() ? Schema.SchemaType.INTEGER : Schema.SchemaType.NUMBER);
        default -> {
          // null, so anything
        }
      }
      return schema;
    }

    /** Any member of an answer may be null where nothing is known. */
    private static Schema nullable(JsonNode value) {
      Schema schema = schemaOf(value);
      if (schema.getType() != null) {
        schema.addType(Schema.SchemaType.NULL);
      }
      return schema;
    }

    /** Elements of one array show different members of one shape. */
    private static Schema merged(JsonNode elements) {
      Schema first = schemaOf(elements.get(0));
      for (JsonNode element : elements) {
        Schema other = schemaOf(element);
        if (first.getProperties() != null && other.getProperties() != null) {
          other.getProperties().forEach(first::addProperty);
        }
      }
      return first;
    }
  }
}
