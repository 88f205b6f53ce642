package io.stockbridge.kit.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.ProblemCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * Completes the description while a service is built: a body whose type has examples in its fields
 * gets one as a whole, and every refusal gets the problem body with the codes that its description
 * names.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class ExampleFilter implements OASFilter {

  private final ProblemExamples problems;

  /** For the build, which hands over what it knows of the service's classes. */
  public ExampleFilter(IndexView classes) {
    List<ProblemCode> codes = new ArrayList<>(List.of(CommonProblem.values()));
    for (ClassInfo known : classes.getAllKnownImplementations(ProblemCode.class)) {
      codes.addAll(constants(known.name().toString()));
    }
    this.problems = new ProblemExamples(codes);
  }

  @Override
  public void filterOpenAPI(OpenAPI description) {
    if (description.getComponents() == null) {
      description.setComponents(OASFactory.createComponents());
    }
    description.getComponents().addSchema(ProblemExamples.SCHEMA, ProblemExamples.schema());
    Map<String, Schema> schemas = description.getComponents().getSchemas();
    SchemaExamples examples = new SchemaExamples(schemas);
    if (description.getPaths() == null) {
      return;
    }
    for (var path : description.getPaths().getPathItems().values()) {
      for (Operation operation : path.getOperations().values()) {
        complete(operation, examples);
      }
    }
  }

  private void complete(Operation operation, SchemaExamples examples) {
    if (operation.getRequestBody() != null) {
      complete(operation.getRequestBody().getContent(), examples);
    }
    if (operation.getResponses() == null) {
      return;
    }
    operation
        .getResponses()
        .getAPIResponses()
        .forEach((status, response) -> complete(status, response, examples));
  }

  private void complete(String status, APIResponse response, SchemaExamples examples) {
    boolean refusal = status.matches("[45]\\d\\d");
    if (refusal && bodies(response.getContent()).isEmpty()) {
      String description = response.getDescription() == null ? "" : response.getDescription();
      response.setContent(problems.content(Integer.parseInt(status), description));
    } else {
      complete(response.getContent(), examples);
    }
  }

  private static void complete(@Nullable Content content, SchemaExamples examples) {
    for (MediaType body : bodies(content)) {
      boolean given =
          body.getExample() != null
              || (body.getExamples() != null && !body.getExamples().isEmpty());
      if (!given && body.getSchema() != null) {
        examples.of(body.getSchema()).ifPresent(body::setExample);
      }
    }
  }

  private static Collection<MediaType> bodies(@Nullable Content content) {
    return content == null || content.getMediaTypes() == null
        ? List.of()
        : content.getMediaTypes().values();
  }

  private static List<ProblemCode> constants(String name) {
    try {
      Class<?> type = Class.forName(name, true, Thread.currentThread().getContextClassLoader());
      Object[] constants = type.getEnumConstants();
      List<ProblemCode> codes = new ArrayList<>();
      for (Object constant : constants == null ? new Object[0] : constants) {
        codes.add((ProblemCode) constant);
      }
      return codes;
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("an indexed class cannot be loaded: " + name, e);
    }
  }
}
