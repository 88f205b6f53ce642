package io.stockbridge.registry.rest;

import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.registry.recording.InvalidAssetException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The problem of content that contradicts itself or what is stored. */
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
}
