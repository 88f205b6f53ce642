package io.stockbridge.registry.audit;

import io.quarkus.security.identity.SecurityIdentity;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Who calls: a subject is unique within its issuer only.
 *
 * @param issuer claim {@code iss} of the access token
 * @param subject claim {@code sub}, or the principal's name where the token has another one
 */
public record Caller(String issuer, String subject) {

  /** The caller of the present request. */
  public static Caller of(SecurityIdentity identity) {
    String name = identity.getPrincipal().getName();
    return identity.getPrincipal() instanceof JsonWebToken token && token.getIssuer() != null
        ? new Caller(token.getIssuer(), token.getSubject() == null ? name : token.getSubject())
        : new Caller("", name);
  }
}
