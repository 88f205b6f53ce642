package io.stockbridge.registry.rest;

import io.stockbridge.registry.resolution.Fact;
import io.stockbridge.registry.resolution.FactCode;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** The schema of findings: for each code the members that it has. */
final class FindingSchema {

  private static final Set<String> NUMBERS = Set.of("stocks", "count", "minimum", "generation");
  private static final Set<String> TRUTHS = Set.of("transferable");
  private static final Set<String> LISTS = Set.of("tokens", "chains");

  private FindingSchema() {}

  static Schema of() {
    Schema any =
        OASFactory.createSchema()
            .description(
                "One thing that an answer stands on; code says which and has its members.");
    for (FactCode code : FactCode.values()) {
      any.addOneOf(of(code));
    }
    return any;
  }

  private static Schema of(FactCode code) {
    Schema schema =
        OASFactory.createSchema()
            .addType(Schema.SchemaType.OBJECT)
            .description(code.template())
            .addRequired("code")
            .addProperty("code", text().constValue(code.name()));
    for (String name : Fact.names(code)) {
      schema.addRequired(name).addProperty(name, valueOf(name));
    }
    return schema;
  }

  private static Schema valueOf(String name) {
    if (NUMBERS.contains(name)) {
      return OASFactory.createSchema().addType(Schema.SchemaType.INTEGER);
    }
    if (TRUTHS.contains(name)) {
      return OASFactory.createSchema().addType(Schema.SchemaType.BOOLEAN);
    }
    return LISTS.contains(name)
        ? OASFactory.createSchema().addType(Schema.SchemaType.ARRAY).items(text())
        : text();
  }

  private static Schema text() {
    return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
  }
}
