package io.stockbridge.registry.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
 * Completes the OpenAPI document with what is the same everywhere: the problem of each refusal, 304
 * of each read, the role that writes need, and schemas of answers that only have an example.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ApiDescription implements OASFilter {

  private static final String BEARER = "bearer";
  private static final String PROBLEM = "#/components/schemas/Problem";
  private static final String JSON_TYPE = "application/json";
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public void filterOpenAPI(OpenAPI api) {
    api.setComponents(components(api.getComponents()));
    for (PathItem path : api.getPaths().getPathItems().values()) {
      path.getOperations().forEach(ApiDescription::complete);
    }
  }

  private static Components components(Components present) {
    Components components = present == null ? OASFactory.createComponents() : present;
    components.addSchema("Problem", problemSchema());
    components.addSecurityScheme(
        BEARER,
        OASFactory.createSecurityScheme()
            .type(SecurityScheme.Type.HTTP)
            .scheme(BEARER)
            .description("Token of a subject with the role that the call needs"));
    return components;
  }

  private static Schema problemSchema() {
    Schema schema = OASFactory.createSchema().addType(Schema.SchemaType.OBJECT);
    schema.description("RFC 9457 problem with a stable code");
    for (String text : List.of("type", "title", "detail", "code")) {
      schema.addProperty(text, OASFactory.createSchema().addType(Schema.SchemaType.STRING));
      schema.addRequired(text);
    }
    schema.addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER));
    schema.addRequired("status");
    schema.addProperty("field", OASFactory.createSchema().addType(Schema.SchemaType.STRING));
    return schema;
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

  private static void addIfMissing(APIResponses responses, String status, String description) {
    if (!responses.hasAPIResponse(status)) {
      responses.addAPIResponse(status, OASFactory.createAPIResponse().description(description));
    }
  }

  private static void describe(String status, APIResponse response) {
    boolean problem = status.equals("default") || status.charAt(0) >= '4';
    if (problem && isEmpty(response.getContent())) {
      MediaType media = OASFactory.createMediaType().schema(reference());
      String code = codeOf(response.getDescription());
      media.addExample(code, OASFactory.createExample().value(problem(status, code)));
      response.setContent(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, media));
    } else if (problem) {
      response.getContent().getMediaTypes().values().forEach(media -> media.setSchema(reference()));
    }
    describe(response.getContent());
  }

  /** The code that a description begins with. */
  private static String codeOf(String description) {
    String first = description.split("[ ,]", 2)[0];
    return first.equals(first.toUpperCase(Locale.ROOT)) ? first : CommonProblem.INTERNAL.name();
  }

  private static Map<String, Object> problem(String status, String code) {
    int number =
        status.equals("default") ? CommonProblem.INTERNAL.status() : Integer.parseInt(status);
    String kind = code.toLowerCase(Locale.ROOT).replace('_', '-');
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "urn:stockbridge:problem:" + kind);
    problem.put("title", kind.replace('-', ' '));
    problem.put("status", number);
    problem.put("detail", "What is wrong this time");
    problem.put("code", code);
    return problem;
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
