package io.stockbridge.registry.assets;

import io.stockbridge.protocol.state.EntryKind;

/**
 * A token that pretends to be one of an issuer's.
 *
 * @param deployment the token, with status impostor
 */
public record Impostor(Deployment deployment) implements EntryContent {

  /** Checks the status. */
  public Impostor {
    if (deployment.status() != DeploymentStatus.IMPOSTOR) {
      throw new IllegalArgumentException("not an impostor: " + deployment.token());
    }
  }

  @Override
  public EntryKind kind() {
    return EntryKind.IMPOSTOR;
  }

  @Override
  public String key() {
    return deployment.token().key();
  }
}
