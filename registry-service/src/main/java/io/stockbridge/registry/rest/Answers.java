package io.stockbridge.registry.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.kit.problem.Problem;
import io.stockbridge.kit.problem.ProblemException;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Answers of reads: strong ETag of the exact bytes, 304, caching. {@link CodedEntityTags} tells the
 * compressed forms of the same bytes apart.
 */
public final class Answers {

  static final String CACHE_CONTROL = "public, max-age=1, stale-if-error=86400";
  private static final int TAG_BYTES = 12;
  private static final Pattern VERSIONED = Pattern.compile("\"[0-9]+\\.[0-9a-f]{16}\"");

  private Answers() {}

  /** 200 with the body, or 304 when the caller has these bytes. */
  public static Response of(Request request, JsonNode body) {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    return of(request, tagOf(versionOf(body), bytes), MediaType.APPLICATION_JSON, bytes);
  }

  /** 200 with the JSON, or 304 when the caller has these bytes. */
  public static Response of(Request request, byte[] bytes) {
    return of(request, tagOf(bytes), MediaType.APPLICATION_JSON, bytes);
  }

  /** 200 with a body of that type, or 304 when the caller has what the tag stands for. */
  public static Response of(Request request, EntityTag tag, String type, Object body) {
    Response.ResponseBuilder answer = request.evaluatePreconditions(tag);
    if (answer == null) {
      answer = Response.ok(body, type);
    }
    headers(tag.getValue()).forEach(answer::header);
    return answer.build();
  }

  /**
   * Whether the caller does not have the bytes with this tag yet, for answers that are streamed.
   */
  public static boolean isChanged(Request request, String tag) {
    return request.evaluatePreconditions(new EntityTag(tag)) == null;
  }

  /** The fields of a 200 and of its 304. */
  public static Map<String, String> headers(String tag) {
    return Map.of(
        HttpHeaders.ETAG,
        '"' + tag + '"',
        HttpHeaders.CACHE_CONTROL,
        CACHE_CONTROL,
        HttpHeaders.VARY,
        HttpHeaders.ACCEPT_ENCODING);
  }

  /** The tag of a body that is streamed, from its SHA-256. */
  public static String tagText(byte[] digest) {
    return HexFormat.of().formatHex(digest, 0, TAG_BYTES);
  }

  /** The ETag of a body. */
  public static EntityTag tagOf(JsonNode body) {
    return tagOf(versionOf(body), body.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The ETag of a body; of a version of something it begins with the version's number. */
  public static EntityTag tagOf(@Nullable Integer version, byte[] bytes) {
    EntityTag tag = tagOf(bytes);
    return version == null ? tag : new EntityTag(version + "." + tag.getValue());
  }

  /** Which version of something a body is, or null when it says none. */
  public static @Nullable Integer versionOf(JsonNode body) {
    JsonNode version = body.path("version");
    return version.isInt() ? version.intValue() : null;
  }

  /** The answer that a problem is. */
  static Response problem(ProblemException problem) {
    return Response.status(problem.code().status())
        .type(Problem.MEDIA_TYPE)
        .entity(problem.toProblem())
        .build();
  }

  /** Refuses a change by a caller who does not know what is there now. */
  public static void requireMatch(
      @Nullable String ifMatch, JsonNode present, @Nullable Integer version) {
    String tag = quoted(present);
    if (!tag.equals(ifMatch)) {
      throw conflict(ifMatch, tag, version);
    }
  }

  /**
   * Refuses a change by a caller who does not know the newest version. What an answer says beside
   * it may have changed since: chains go on while somebody thinks.
   */
  public static void requireVersion(@Nullable String ifMatch, JsonNode present, int version) {
    boolean same =
        ifMatch != null
            && VERSIONED.matcher(ifMatch).matches()
            && ifMatch.startsWith("\"" + version + ".");
    if (!same) {
      throw conflict(ifMatch, quoted(present), version);
    }
  }

  private static ProblemException conflict(
      @Nullable String ifMatch, String tag, @Nullable Integer version) {
    RegistryProblem code =
        ifMatch == null ? RegistryProblem.PRECONDITION_REQUIRED : RegistryProblem.VERSION_CONFLICT;
    ProblemException conflict =
        ProblemException.of(code, "it is known at this version").with("etag", tag);
    return version == null ? conflict : conflict.with("version", version);
  }

  private static String quoted(JsonNode present) {
    return '"' + tagOf(present).getValue() + '"';
  }

  /**
   * The ETag of a body's bytes: 64 bits of two checksums, for which the processor has instructions.
   * A tag tells the versions of one resource apart; it proves nothing, and nobody gains by two
   * bodies of one tag.
   */
  public static EntityTag tagOf(byte[] bytes) {
    CRC32C castagnoli = new CRC32C();
    castagnoli.update(bytes, 0, bytes.length);
    CRC32 ieee = new CRC32();
    ieee.update(bytes, 0, bytes.length);
    return new EntityTag(
        HexFormat.of().toHexDigits(castagnoli.getValue() << Integer.SIZE | ieee.getValue()));
  }
}
