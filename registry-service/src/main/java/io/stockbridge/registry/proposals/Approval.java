package io.stockbridge.registry.proposals;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose proposal the present request performs, if it performs one. */
@RequestScoped
public class Approval {

  private @Nullable Proposal proposal;

  /** From now on the request's write is that of the proposal. */
  void of(Proposal approved) {
    proposal = approved;
  }

  /** The proposal that is being approved. */
  public Optional<Proposal> proposal() {
    return Optional.ofNullable(proposal);
  }
}
