package io.stockbridge.kit.auth;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Who a bearer token stands for. The file maps the SHA-256 of each token (64 lower-case hex digits)
 * to a subject and its roles, so that it holds no secret. Without a file nobody has a role.
 */
@Startup
@ApplicationScoped
public class TokenRoles {

  /** A caller's name and what it may do. */
  public record Holder(String subject, Set<String> roles) {

    /** Checks that both are there. */
    public Holder {
      if (subject == null || subject.isBlank() || roles == null || roles.isEmpty()) {
        throw new IllegalArgumentException("a token needs a subject and at least one role");
      }
      roles = Set.copyOf(roles);
    }
  }

  private final Map<String, Holder> holders;

  TokenRoles(@ConfigProperty(name = "stockbridge.roles.tokens-file") Optional<Path> file) {
    this.holders = file.map(TokenRoles::read).orElse(Map.of());
  }

  /** The holder of the token, or null. */
  public @Nullable Holder holderOf(String token) {
    return holders.get(digest(token));
  }

  private static Map<String, Holder> read(Path file) {
    ObjectMapper mapper = JsonMapper.builder().build();
    Map<String, Holder> read;
    try {
      read = mapper.readValue(file.toFile(), new TypeReference<Map<String, Holder>>() {});
    } catch (IOException e) {
      throw new IllegalStateException(
          "stockbridge.roles.tokens-file cannot be read: " + file + ": " + e.getMessage(), e);
    }
    for (String digest : read.keySet()) {
      if (!digest.matches("[0-9a-f]{64}")) {
        throw new IllegalStateException(
            "stockbridge.roles.tokens-file " + file + ": a key is no SHA-256 in lower-case hex");
      }
    }
    return Map.copyOf(read);
  }

  private static String digest(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
