package io.stockbridge.registry.rest;

import io.netty.handler.codec.compression.StandardCompressionOptions;
import io.netty.handler.codec.http.HttpContentCompressor;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives compressed answers their own entity tags: a strong tag names exact bytes (RFC 9110, 8.8.3),
 * and the HTTP server compresses after everything else. Resources know the plain tags only; here
 * {@code "x"} becomes {@code "x-gzip"} on the way out and back on the way in.
 */
@ApplicationScoped
class CodedEntityTags {

  private static final int PRIORITY = 240;
  private static final String[] CODINGS = {"gzip", "deflate", "br"};
  private static final Negotiation NEGOTIATION = new Negotiation();

  /** The server's own choice of a coding, so that both always agree. */
  private static final class Negotiation extends HttpContentCompressor {

    Negotiation() {
      super(
          StandardCompressionOptions.gzip(),
          StandardCompressionOptions.deflate(),
          StandardCompressionOptions.brotli());
    }

    @Nullable String codingFor(String acceptEncoding) {
      return determineEncoding(acceptEncoding);
    }
  }

  void register(@Observes Filters filters) {
    filters.register(CodedEntityTags::translate, PRIORITY);
  }

  private static void translate(RoutingContext context) {
    MultiMap headers = context.request().headers();
    String accepted = headers.get(HttpHeaders.ACCEPT_ENCODING);
    String coding = accepted == null ? null : NEGOTIATION.codingFor(accepted);
    plain(headers, HttpHeaders.IF_NONE_MATCH, coding);
    String ifMatch = headers.get(HttpHeaders.IF_MATCH);
    if (ifMatch != null) {
      headers.set(HttpHeaders.IF_MATCH, withoutAnyCoding(ifMatch));
    }
    if (coding != null) {
      context.addHeadersEndHandler(ignored -> mark(context.response().headers(), coding));
    }
    context.next();
  }

  /** Leaves the tags of this coding, as plain ones; those of other codings name other bytes. */
  private static void plain(MultiMap headers, String header, @Nullable String coding) {
    String given = headers.get(header);
    if (given == null || given.strip().equals("*")) {
      return;
    }
    List<String> kept = new ArrayList<>();
    for (String tag : given.split(",")) {
      String strong = tag.strip();
      strong = strong.startsWith("W/") ? strong.substring(2) : strong;
      String bare = coding == null ? strong : without(strong, coding);
      if (coding == null || !bare.equals(strong)) {
        kept.add(bare);
      }
    }
    if (kept.isEmpty()) {
      headers.remove(header);
    } else {
      headers.set(header, String.join(", ", kept));
    }
  }

  /** A precondition of a write is about the version, whatever form of it was read. */
  private static String withoutAnyCoding(String tag) {
    String bare = tag.strip();
    for (String coding : CODINGS) {
      bare = without(bare, coding);
    }
    return bare;
  }

  private static String without(String tag, String coding) {
    String suffix = "-" + coding + "\"";
    return tag.endsWith(suffix) ? tag.substring(0, tag.length() - suffix.length()) + '"' : tag;
  }

  private static void mark(MultiMap headers, String coding) {
    String tag = headers.get(HttpHeaders.ETAG);
    if (tag != null && tag.startsWith("\"") && tag.length() > 2) {
      headers.set(HttpHeaders.ETAG, tag.substring(0, tag.length() - 1) + '-' + coding + '"');
    }
  }
}
