package io.stockbridge.registry.recording;

import io.stockbridge.protocol.identifiers.Caip19;
import io.stockbridge.registry.assets.Deployment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a registrar has to keep to; what is stored may be from before a rule. */
final class DeploymentRules {

  private DeploymentRules() {}

  /**
   * Checks what deployments say of others.
   *
   * @throws InvalidAssetException naming the member at fault
   */
  static void check(List<Deployment> deployments) {
    for (int i = 0; i < deployments.size(); i++) {
      String path = "deployments[" + i + "].";
      Deployment deployment = deployments.get(i);
      checkToken(path + "wraps", deployment.form().wraps());
      checkToken(path + "successor", deployment.successor());
      Integer generation = deployment.form().generation();
      if (generation != null && generation < 1) {
        throw new InvalidAssetException(path + "generation", "counts from 1");
      }
    }
  }

  /** Other deployments are found by their names, letter by letter. */
  private static void checkToken(String field, @Nullable String text) {
    if (text == null) {
      return;
    }
    String right;
    try {
      right = Caip19.of(text).toString();
    } catch (IllegalArgumentException e) {
      throw new InvalidAssetException(field, String.valueOf(e.getMessage()));
    }
    if (!right.equals(text)) {
      throw new InvalidAssetException(field, "is written as " + right);
    }
  }
}
