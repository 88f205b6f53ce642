package io.stockbridge.registry.rest;

import io.stockbridge.registry.catalogue.KnownToken;
import io.stockbridge.registry.catalogue.PlainText;
import io.stockbridge.registry.observation.Observation;
import io.stockbridge.registry.observation.ObservationBook;
import io.stockbridge.registry.observation.ObservationView;
import io.stockbridge.registry.resolution.Fact;
import io.stockbridge.registry.resolution.Resolution;
import io.stockbridge.registry.resolution.ResolutionPolicy;
import io.stockbridge.registry.verification.Verdict;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes resolutions and verdicts straight to bytes, without a tree between: these answers are
 * asked for far more often than all others.
 */
@Singleton
class AnswerWriter {

  private static final Map<Verdict.Kind, String> KINDS = lower(Verdict.Kind.class);
  private static final Map<Verdict.Reason, String> REASONS = lower(Verdict.Reason.class);
  private static final Map<Verdict.Checksum, String> CHECKSUMS = lower(Verdict.Checksum.class);

  /** One of a thread, because the room for an answer is half of what an answer would leave. */
  private static final ThreadLocal<JsonBytes> BYTES = ThreadLocal.withInitial(JsonBytes::new);

  private final TokenWriter tokens;
  private final ObservationBook observations;

  AnswerWriter(TokenWriter tokens, ObservationBook observations) {
    this.observations = observations;
    this.tokens = tokens;
  }

  /** What writes one JSON value. */
  interface Content {
    void writeTo(JsonBytes out);
  }

  /** The bytes of a JSON value. */
  byte[] bytes(Content content) {
    JsonBytes out = BYTES.get();
    out.reset();
    content.writeTo(out);
    return out.toBytes();
  }

  /** An answer of resolution. */
  void write(JsonBytes out, String query, @Nullable String chain, Resolution resolution) {
    out.writeStartObject();
    out.writeStringField("query", query);
    out.writeStringField("chain", chain);
    out.writeFieldName("canonical");
    KnownToken canonical = resolution.canonical().orElse(null);
    if (canonical == null) {
      out.writeNull();
    } else {
      tokens.write(out, canonical);
    }
    out.writeArrayFieldStart("alternatives");
    for (KnownToken token : resolution.alternatives()) {
      tokens.write(out, token);
    }
    out.writeEndArray();
    out.writeStringField("rule", resolution.rule().name());
    write(out, resolution.policy());
    write(out, "facts", "findings", resolution.facts());
    out.writeEndObject();
  }

  /**
   * An answer of verification.
   *
   * @param onChain whether it says what the token's chain said last
   */
  void write(JsonBytes out, String query, Verdict verdict, boolean onChain) {
    KnownToken token = verdict.token();
    KnownToken canonical = verdict.canonical();
    Verdict.Reason reason = verdict.reason();
    out.writeStartObject();
    out.writeStringField("query", query);
    if (token == null) {
      out.writeStringField("caip19", query);
    } else {
      write(out, "caip19", token);
    }
    out.writeStringField("verdict", KINDS.get(verdict.kind()));
    out.writeStringField("reason", reason == null ? null : REASONS.get(reason));
    out.writeStringField("checksum", CHECKSUMS.get(verdict.checksum()));
    out.writeStringField("successor", verdict.successor());
    out.writeFieldName("token");
    if (token == null) {
      out.writeNull();
    } else {
      tokens.write(out, token);
    }
    write(out, "canonical", canonical);
    write(out, verdict.policy());
    write(out, "evidence", "findings", verdict.evidence());
    out.writeFieldName("onChain");
    Observation observation = token == null || !onChain ? null : observed(token);
    if (observation == null) {
      out.writeNull();
    } else {
      out.writeJson(ObservationView.of(observation).toString().getBytes(StandardCharsets.UTF_8));
    }
    out.writeEndObject();
  }

  /** The CAIP-19 name of a token. */
  private static void write(JsonBytes out, String name, @Nullable KnownToken token) {
    out.writeFieldName(name);
    if (token == null) {
      out.writeNull();
    } else if (token.name() instanceof PlainText plain) {
      out.writeText(plain);
    } else {
      out.writeString(token.name().toString());
    }
  }

  private @Nullable Observation observed(KnownToken token) {
    return observations.observation(token.deployment()).orElse(null);
  }

  private static void write(JsonBytes out, ResolutionPolicy policy) {
    out.writeObjectFieldStart("policy");
    out.writeStringField("name", policy.name());
    out.writeNumberField("version", policy.version());
    out.writeEndObject();
  }

  /**
   * The sentences, for people, and beside them in the same order the same for programs. A value is
   * escaped for its sentence and copied from there.
   */
  private static void write(JsonBytes out, String sentences, String findings, List<Fact> facts) {
    int count = 0;
    for (Fact fact : facts) {
      count += fact.values().size();
    }
    int[] froms = new int[count];
    int[] tos = new int[count];
    int value = 0;
    out.writeArrayFieldStart(sentences);
    for (Fact fact : facts) {
      List<byte[]> around = fact.around();
      out.writeStartString();
      out.writePiece(around.get(0));
      for (int i = 0; i < fact.values().size(); i++) {
        froms[value] = out.length();
        if (fact.values().get(i) instanceof PlainText plain) {
          out.writePiece(plain);
        } else {
          out.writePiece(fact.words(i));
        }
        tos[value++] = out.length();
        out.writePiece(around.get(i + 1));
      }
      out.writeEndString();
    }
    out.writeEndArray();
    value = 0;
    out.writeArrayFieldStart(findings);
    for (Fact fact : facts) {
      out.writeStartObject();
      out.writeFieldName("code");
      out.writePlainString(fact.code().name());
      for (int i = 0; i < fact.values().size(); i++) {
        out.writeFieldName(fact.name(i));
        write(out, fact.values().get(i), froms[value], tos[value]);
        value++;
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /** A value whose words were written before. */
  private static void write(JsonBytes out, Object value, int from, int to) {
    switch (value) {
      case CharSequence text -> {
        out.writeStartString();
        out.writeAgain(from, to);
        out.writeEndString();
      }
      case Integer number -> out.writeNumber(number);
      case Boolean truth -> out.writeBoolean(truth);
      case List<?> texts -> {
        out.writeStartArray();
        for (Object text : texts) {
          out.writeString(String.valueOf(text));
        }
        out.writeEndArray();
      }
      default -> throw new IllegalStateException("a value JSON does not have: " + value);
    }
  }

  private static <E extends Enum<E>> Map<E, String> lower(Class<E> type) {
    Map<E, String> names = new EnumMap<>(type);
    for (E constant : type.getEnumConstants()) {
      names.put(constant, constant.name().toLowerCase(Locale.ROOT));
    }
    return names;
  }
}
