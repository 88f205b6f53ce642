package io.stockbridge.bridge.http;

import io.stockbridge.chains.ChainException;
import io.stockbridge.kit.problem.Problem;
import io.stockbridge.kit.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A chain's fault as a problem; addresses of nodes stay in the log. */
class ChainProblems {
  private static final Logger LOG = Logger.getLogger(ChainProblems.class);
  private static final int RETRY_AFTER_SECONDS = 2;

  @ServerExceptionMapper
  Response chainFault(ChainException exception) {
    LOG.warnf(
        "request failed at a chain domain=%s cause=\"%s\"",
        exception.domain(), exception.getMessage());
    ProblemException problem =
        ProblemException.of(
            BridgeProblem.CHAIN_UNAVAILABLE,
            "domain " + exception.domain() + ": " + exception.getClass().getSimpleName());
    return Response.status(problem.code().status())
        .type(Problem.MEDIA_TYPE)
        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
        .entity(problem.toProblem())
        .build();
  }
}
