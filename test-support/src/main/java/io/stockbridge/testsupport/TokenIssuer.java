package io.stockbridge.testsupport;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/**
 * Issues the access tokens that an OIDC provider would: JWTs signed with RS256 (RFC 7519, RFC 7515)
 * by a key of our own, with the subject and its roles in the claim {@code groups}. The services
 * check them by {@link #settings()}, without a provider to ask.
 */
public final class TokenIssuer {

  /** Claim {@code iss} of the tokens. */
  public static final String ISSUER = "stockbridge-local";

  /** Claim {@code aud} of the tokens; services refuse tokens for others. */
  public static final String AUDIENCE = "stockbridge";

  private static final String RSA = "RSA";
  private static final int KEY_BITS = 2048;
  private static final float LIFETIME_MINUTES = 365 * 24 * 60;
  private static final String SHARED_KEY = "stockbridge.test.token-issuer-key";

  private final PrivateKey key;
  private final PublicKey publicKey;

  /**
   * An issuer with a known key.
   *
   * @param pkcs8 RSA private key in base64 of PKCS #8
   * @throws IllegalArgumentException when it is no such key
   */
  public TokenIssuer(String pkcs8) {
    try {
      KeyFactory factory = KeyFactory.getInstance(RSA);
      key = factory.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pkcs8)));
      RSAPrivateCrtKey parts = (RSAPrivateCrtKey) key;
      publicKey =
          factory.generatePublic(
              new RSAPublicKeySpec(parts.getModulus(), parts.getPublicExponent()));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an RSA key in base64 of PKCS #8", e);
    }
  }

  /** A new key for {@link #TokenIssuer(String)}. */
  public static String newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(RSA);
      generator.initialize(KEY_BITS);
      return Base64.getEncoder()
          .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
  }

  /** The issuer of this JVM's tests; a property, as class loaders of Quarkus share no statics. */
  public static TokenIssuer ofThisJvm() {
    synchronized (System.getProperties()) {
      return new TokenIssuer(
          (String) System.getProperties().computeIfAbsent(SHARED_KEY, absent -> newKey()));
    }
  }

  /** How a service is told to believe this issuer. */
  public Map<String, String> settings() {
    return Map.of(
        "mp.jwt.verify.publickey",
        Base64.getEncoder().encodeToString(publicKey.getEncoded()),
        "mp.jwt.verify.issuer",
        ISSUER);
  }

  /** A token for a subject with roles, valid for a year. */
  public String token(String subject, String... roles) {
    return token(subject, LIFETIME_MINUTES, roles);
  }

  /** A token that ends {@code minutes} from now; negative ones have ended. */
  public String token(String subject, float minutes, String... roles) {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(ISSUER);
    claims.setAudience(AUDIENCE);
    claims.setSubject(subject);
    claims.setIssuedAtToNow();
    claims.setExpirationTimeMinutesInTheFuture(minutes);
    claims.setGeneratedJwtId();
    claims.setStringListClaim("groups", List.of(roles));
    JsonWebSignature signature = new JsonWebSignature();
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    signature.setHeader("typ", "JWT");
    signature.setKey(key);
    signature.setPayload(claims.toJson());
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("an RSA key signs RS256", e);
    }
  }
}
