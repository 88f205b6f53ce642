package io.stockbridge.registry.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key that a subscriber and the registry share, as Standard Webhooks writes it. */
final class WebhookSecret {

  private static final String PREFIX = "whsec_";
  private static final int LENGTH = 32;
  private static final String ALGORITHM = "HmacSHA256";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] key;

  private WebhookSecret(byte[] key) {
    this.key = key;
  }

  static WebhookSecret random() {
    byte[] key = new byte[LENGTH];
    RANDOM.nextBytes(key);
    return new WebhookSecret(key);
  }

  /** The secret of its text. */
  static WebhookSecret of(String text) {
    return new WebhookSecret(Base64.getDecoder().decode(text.substring(PREFIX.length())));
  }

  /** For the subscriber and the database only. */
  String text() {
    return PREFIX + Base64.getEncoder().encodeToString(key);
  }

  /** The value of the header {@code webhook-signature}. */
  String sign(String messageId, Instant time, String body) {
    String signed = messageId + "." + time.getEpochSecond() + "." + body;
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /** Never the key. */
  @Override
  public String toString() {
    return PREFIX + "***";
  }
}
