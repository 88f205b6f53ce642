package io.stockbridge.kit.openapi;

import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.Problem;
import io.stockbridge.kit.problem.ProblemCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** The bodies of refusals: one example for each code that a response's description names. */
final class ProblemExamples {

  static final String SCHEMA = "Problem";

  private static final Pattern CODE =
      Pattern.compile("\\b[A-Z][A-Z0-9]*(_[A-Z0-9]+)+\\b|\\bF[A-Z]+\\b");
  private static final Pattern FIELD_AT_FAULT = Pattern.compile("INVALID_.*|.*_MISSING");

  private final Map<String, ProblemCode> codes = new LinkedHashMap<>();

  ProblemExamples(List<ProblemCode> known) {
    known.forEach(code -> codes.put(code.name(), code));
  }

  /** The content of a refusal with that status. */
  Content content(int status, String description) {
    MediaType body =
        OASFactory.createMediaType()
            .schema(OASFactory.createSchema().ref("#/components/schemas/" + SCHEMA));
    for (ProblemCode code : named(status, description)) {
      body.addExample(code.name(), OASFactory.createExample().value(example(code)));
    }
    return OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, body);
  }

  private List<ProblemCode> named(int status, String description) {
    List<ProblemCode> named = new ArrayList<>();
    Matcher words = CODE.matcher(description);
    while (words.find()) {
      ProblemCode code = codes.get(words.group());
      if (code != null && code.status() == status) {
        named.add(code);
      }
    }
    if (named.isEmpty()) {
      for (CommonProblem common : CommonProblem.values()) {
        if (common.status() == status) {
          return List.of(common);
        }
      }
    }
    return named;
  }

  private static Map<String, Object> example(ProblemCode code) {
    boolean field = FIELD_AT_FAULT.matcher(code.name()).matches();
    Problem problem = Problem.of(code, code.title(), field ? "isin" : null, Map.of());
    Map<String, Object> example = new LinkedHashMap<>();
    example.put("type", problem.type());
    example.put("title", problem.title());
    example.put("status", problem.status());
    example.put("detail", problem.detail());
    example.put("code", problem.code());
    if (problem.field() != null) {
      example.put("field", problem.field());
    }
    return example;
  }

  /** The schema of {@link Problem}; further members such as {@code retryAt} may be added. */
  static Schema schema() {
    return OASFactory.createSchema()
        .addType(SchemaType.OBJECT)
        .description("RFC 9457 problem with a stable code; further members may follow")
        .addProperty("type", text("a URN that names the kind"))
        .addProperty("title", text("the same for every problem of the kind"))
        .addProperty(
            "status",
            OASFactory.createSchema().addType(SchemaType.INTEGER).description("the HTTP status"))
        .addProperty("detail", text("what is wrong this time, for people"))
        .addProperty("code", text("the stable code, for programs"))
        .addProperty("field", text("the input at fault, when it is one"))
        .required(List.of("type", "title", "status", "detail", "code"));
  }

  private static Schema text(String description) {
    return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
  }
}
