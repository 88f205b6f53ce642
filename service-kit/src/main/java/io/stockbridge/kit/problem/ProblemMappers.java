package io.stockbridge.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.stockbridge.kit.database.TransientFailures;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Turns every exception that leaves a resource into a problem. */
public class ProblemMappers {

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
  private static final int RETRY_AFTER_SECONDS = 1;

  /** Problems thrown as such. */
  @ServerExceptionMapper
  public Response problem(ProblemException exception) {
    Response.ResponseBuilder response = start(exception.toProblem());
    if (exception.code().status() == 401) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    return response.build();
  }

  /** Bean validation: the first violation decides the field, all are in the detail. */
  @ServerExceptionMapper
  public Response constraintViolation(ConstraintViolationException exception) {
    List<ConstraintViolation<?>> violations =
        exception.getConstraintViolations().stream()
            .sorted((a, b) -> fieldOf(a).compareTo(fieldOf(b)))
            .toList();
    String detail =
        violations.stream()
            .map(violation -> fieldOf(violation) + " " + violation.getMessage())
            .collect(Collectors.joining("; "));
    String field = violations.isEmpty() ? null : fieldOf(violations.get(0));
    return send(CommonProblem.INVALID_FIELD, detail, field);
  }

  /** JSON of another shape; named apart because Quarkus has a mapper of its own for it. */
  @ServerExceptionMapper
  public Response mismatchedInput(MismatchedInputException exception) {
    return malformed(exception);
  }

  /** JSON that cannot be read into the expected type. */
  @ServerExceptionMapper
  public Response jsonMapping(JsonMappingException exception) {
    return malformed(exception);
  }

  /** Text that is no JSON. */
  @ServerExceptionMapper
  public Response json(JsonProcessingException exception) {
    return malformed(exception);
  }

  /** What the HTTP layer itself refuses: path, method, media types, bodies. */
  @ServerExceptionMapper
  public Response webApplication(WebApplicationException exception) {
    if (exception.getCause() instanceof JsonProcessingException json) {
      return malformed(json);
    }
    Response original = exception.getResponse();
    if (original.hasEntity() || original.getStatus() < 400) {
      return original;
    }
    if (exception instanceof NotFoundException && exception.getCause() != null) {
      return unreadableParameter(exception.getCause());
    }
    CommonProblem code = codeOf(original.getStatus());
    String message = exception.getMessage();
    Problem problem = Problem.of(code, message == null ? code.title() : message, null, Map.of());
    Response.ResponseBuilder response = start(problem).status(original.getStatus());
    Object allow = original.getHeaders().getFirst(HttpHeaders.ALLOW);
    return allow == null ? response.build() : response.header(HttpHeaders.ALLOW, allow).build();
  }

  /** No token on a protected call. */
  @ServerExceptionMapper
  public Response unauthorized(UnauthorizedException exception) {
    return unauthenticated();
  }

  /** A token that is not known. */
  @ServerExceptionMapper
  public Response authenticationFailed(AuthenticationFailedException exception) {
    return unauthenticated();
  }

  /** A known token without the role. */
  @ServerExceptionMapper
  public Response forbidden(ForbiddenException exception) {
    return send(CommonProblem.FORBIDDEN, CommonProblem.FORBIDDEN.title(), null);
  }

  /** Everything else is a fault of ours, or of the database. */
  @ServerExceptionMapper
  public Response fault(Throwable failure) {
    String faultId = UUID.randomUUID().toString();
    if (TransientFailures.isTransient(failure)) {
      LOG.warnf("request failed for the moment fault=%s cause=\"%s\"", faultId, failure);
      String detail = "A part that this service needs does not answer; fault " + faultId;
      return start(Problem.of(CommonProblem.UNAVAILABLE, detail, null, Map.of()))
          .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
          .build();
    }
    if (TransientFailures.isValueRefused(failure)) {
      LOG.warnf(
          "value refused by the database fault=%s cause=\"%s\"",
          faultId, TransientFailures.describe(failure));
      String detail = "An input holds a character or number that cannot be stored; fault ";
      return send(CommonProblem.BAD_REQUEST, detail + faultId, null);
    }
    LOG.errorf(failure, "request failed fault=%s", faultId);
    return send(CommonProblem.INTERNAL, "Logged as fault " + faultId, null);
  }

  /** JAX-RS answers 404 for a parameter of the wrong form, which hides the mistake. */
  private static Response unreadableParameter(Throwable cause) {
    return send(CommonProblem.BAD_REQUEST, "A parameter has the wrong form: " + cause, null);
  }

  private static Response malformed(JsonProcessingException exception) {
    String field = exception instanceof JsonMappingException mapping ? pathOf(mapping) : null;
    String message = exception.getOriginalMessage();
    return send(CommonProblem.MALFORMED_JSON, message == null ? "not JSON" : message, field);
  }

  private static @Nullable String pathOf(JsonMappingException exception) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : exception.getPath()) {
      String name = step.getFieldName();
      if (name == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(name);
      }
    }
    return path.isEmpty() ? null : path.toString();
  }

  /** The path without the method and, for bodies, the parameter that holds it. */
  private static String fieldOf(ConstraintViolation<?> violation) {
    StringBuilder field = new StringBuilder();
    String parameter = "";
    for (Path.Node node : violation.getPropertyPath()) {
      switch (node.getKind()) {
        case PARAMETER -> parameter = String.valueOf(node.getName());
        case PROPERTY -> {
          if (node.getIndex() != null) {
            field.append('[').append(node.getIndex()).append(']');
          }
          field.append(field.isEmpty() ? "" : ".").append(node.getName());
        }
        default -> {
          // methods, return values and containers are ours, not the caller's
        }
      }
    }
    return field.isEmpty() ? parameter : field.toString();
  }

  private static CommonProblem codeOf(int status) {
    return switch (status) {
      case 401 -> CommonProblem.UNAUTHENTICATED;
      case 403 -> CommonProblem.FORBIDDEN;
      case 404 -> CommonProblem.NOT_FOUND;
      case 405 -> CommonProblem.METHOD_NOT_ALLOWED;
      case 406 -> CommonProblem.NOT_ACCEPTABLE;
      case 413 -> CommonProblem.PAYLOAD_TOO_LARGE;
      case 415 -> CommonProblem.UNSUPPORTED_MEDIA_TYPE;
      case 503 -> CommonProblem.UNAVAILABLE;
      default -> status < 500 ? CommonProblem.BAD_REQUEST : CommonProblem.INTERNAL;
    };
  }

  private static Response unauthenticated() {
    return start(
            Problem.of(
                CommonProblem.UNAUTHENTICATED,
                CommonProblem.UNAUTHENTICATED.title(),
                null,
                Map.of()))
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .build();
  }

  private static Response send(CommonProblem code, String detail, @Nullable String field) {
    return start(Problem.of(code, detail, field, Map.of())).build();
  }

  private static Response.ResponseBuilder start(Problem problem) {
    return Response.status(problem.status())
        .type(MediaType.valueOf(Problem.MEDIA_TYPE))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(problem);
  }
}
