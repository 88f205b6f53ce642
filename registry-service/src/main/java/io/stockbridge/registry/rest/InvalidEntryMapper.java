package io.stockbridge.registry.rest;

import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.registry.recording.InvalidAssetException;
import io.stockbridge.registry.recording.MassRemovalException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The problems of content that contradicts itself or what is stored, or would end too much. */
public class InvalidEntryMapper {

  /** Names the member at fault. */
  @ServerExceptionMapper
  public Response invalidEntry(InvalidAssetException exception) {
    return Answers.problem(
        ProblemException.inField(
            RegistryProblem.INVALID_ASSET,
            exception.field(),
            String.valueOf(exception.getMessage())));
  }

  /** Says how many removals have to be confirmed. */
  @ServerExceptionMapper
  public Response massRemoval(MassRemovalException exception) {
    return Answers.problem(
        ProblemException.inField(
                RegistryProblem.MASS_REMOVAL,
                "confirmRemovals",
                exception.getMessage() + "; confirmRemovals=" + exception.removed() + " wants it")
            .with("removed", exception.removed())
            .with("live", exception.live()));
  }
}
