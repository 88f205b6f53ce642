package io.stockbridge.registry.exports;

import com.fasterxml.jackson.databind.util.RawValue;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.resolution.CanonicalTokens;
import io.stockbridge.registry.resolution.Grounds;
import io.stockbridge.registry.resolution.ResolutionPolicy;
import io.stockbridge.registry.rest.Answers;
import io.stockbridge.registry.rest.Inputs;
import io.stockbridge.registry.rest.Judges;
import io.stockbridge.registry.rest.Moments;
import io.stockbridge.registry.serving.Catalogues;
import io.stockbridge.registry.serving.Moment;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** Everything that is known, for mirrors. */
@Path("/v1/exports")
@NonBlocking
@Tag(name = "exports", description = "The registry in the formats that others read")
public class ExportResource {

  private static final String NDJSON = "application/x-ndjson";
  private static final int LINES_PER_CHUNK = 200;
  private static final String EXAMPLE =
      """
      {"caip19":"eip155:42161/erc20:0x9d275685dC284C8eB1C79f6ABA7a63Dc75ec890a","chain":"eip155:42161",\
      "address":"0x9d275685dC284C8eB1C79f6ABA7a63Dc75ec890a","symbol":"AAPLx","role":"token","unitModel":"rebasing",\
      "tokenProgram":"erc20","status":"active","own":false,"independentSources":3,"canonical":true,"asset":"CH1436219187",\
      "isin":"CH1436219187","issuer":"Backed Assets","name":"Apple xStock","multiplier":"1",\
      "underlying":{"isin":"US0378331005","ticker":"AAPL","name":"Apple Inc.","mic":"XNAS"}}
      """;

  private final Catalogues catalogues;
  private final Judges judges;
  private final Inputs inputs;
  private volatile @Nullable Export last;

  ExportResource(Catalogues catalogues, Judges judges, Inputs inputs) {
    this.catalogues = catalogues;
    this.judges = judges;
    this.inputs = inputs;
  }

  /**
   * What one answer is made of. Its digest is kept, because it costs as much as the lines. Readings
   * of chains are left aside, as in the token lists: the lines depend on nothing but this.
   */
  private record Export(
      Catalogue catalogue, ResolutionPolicy policy, @Nullable Caip2 chain, String digest) {

    TokenLines lines() {
      return new TokenLines(
          catalogue, new CanonicalTokens(catalogue, Grounds.without(policy)), chain);
    }

    boolean hasLinesOf(Export other) {
      return catalogue == other.catalogue
          && policy.equals(other.policy)
          && Objects.equals(chain, other.chain);
    }

    Export withDigest(String digest) {
      return new Export(catalogue, policy, chain, digest);
    }
  }

  /** Some lines at once; the framework ends each chunk with a line feed. */
  private record Chunks(TokenLines lines) implements Iterator<RawValue> {

    @Override
    public boolean hasNext() {
      return lines.hasNext();
    }

    @Override
    public RawValue next() {
      StringJoiner chunk = new StringJoiner("\n");
      for (int i = 0; i < LINES_PER_CHUNK && lines.hasNext(); i++) {
        chunk.add(lines.next().toString());
      }
      return new RawValue(chunk.toString());
    }
  }

  @GET
  @Path("tokens.ndjson")
  @Produces(NDJSON)
  @Operation(
      operationId = "exportTokens",
      summary = "Every known token, one JSON object a line, keyed by its CAIP-19 name",
      description =
          "Genuine tokens by ticker, asset and name, whatever their status; then the impostors,"
              + " with status impostor and without an asset. canonical says which token of its"
              + " stock and chain is the real one.")
  @APIResponse(
      responseCode = "200",
      description = "All lines of one state",
      content =
          @Content(
              mediaType = NDJSON,
              schema = @Schema(type = SchemaType.STRING),
              examples = @ExampleObject(name = "line", value = EXAMPLE)))
  @APIResponse(responseCode = "404", description = "UNKNOWN_CHAIN")
  public RestMulti<RawValue> tokens(
      @Context Request request,
      @Parameter(description = "only this chain's tokens", example = "eip155:8453")
          @QueryParam("chain")
          @Nullable String chain,
      @Parameter(description = Moments.AS_OF) @QueryParam("asOf") @Nullable String asOf,
      @Parameter(description = Moments.KNOWN_AT) @QueryParam("knownAt") @Nullable String knownAt) {
    Caip2 wanted = inputs.chain(chain);
    Moment moment = Moment.of(asOf, knownAt);
    ResolutionPolicy policy = judges.grounds(null, moment).policy();
    Uni<Export> export =
        catalogues
            .at(moment)
            .emitOn(Infrastructure.getDefaultWorkerPool())
            .map(catalogue -> digested(new Export(catalogue, policy, wanted, "")))
            .memoize()
            .indefinitely();
    return RestMulti.fromUniResponse(
        export,
        ready -> isChanged(request, ready) ? chunks(ready) : Multi.createFrom().empty(),
        ready -> fields(ready.digest()),
        ready -> isChanged(request, ready) ? 200 : 304);
  }

  private static boolean isChanged(Request request, Export export) {
    return Answers.isChanged(request, export.digest());
  }

  private static Map<String, List<String>> fields(String digest) {
    Map<String, List<String>> fields = new HashMap<>();
    Answers.headers(digest).forEach((name, value) -> fields.put(name, List.of(value)));
    fields.put(HttpHeaders.CONTENT_TYPE, List.of(NDJSON));
    return fields;
  }

  private static Multi<RawValue> chunks(Export export) {
    return Multi.createFrom().iterable(() -> new Chunks(export.lines()));
  }

  private Export digested(Export export) {
    Export known = last;
    if (known != null && known.hasLinesOf(export)) {
      return known;
    }
    MessageDigest sha256 = sha256();
    export
        .lines()
        .forEachRemaining(
            line -> {
              sha256.update(line.toString().getBytes(StandardCharsets.UTF_8));
              sha256.update((byte) '\n');
            });
    Export digested = export.withDigest(Answers.tagText(sha256.digest()));
    last = digested;
    return digested;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
