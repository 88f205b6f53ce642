package io.stockbridge.registry.rest;

import io.stockbridge.kit.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses query parameters that a path does not have. A misspelled {@code asOf} or {@code chain}
 * would otherwise give the answer to another question.
 */
public class KnownParameters {

  private final Map<Method, Set<String>> byMethod = new ConcurrentHashMap<>();

  /** Checks the query of a request to a resource. */
  @ServerRequestFilter
  public void check(ResourceInfo resource, ContainerRequestContext request) {
    String query = request.getUriInfo().getRequestUri().getRawQuery();
    Method method = resource.getResourceMethod();
    if (query == null || query.isEmpty() || method == null) {
      return;
    }
    Set<String> known = byMethod.computeIfAbsent(method, KnownParameters::parametersOf);
    for (Map.Entry<String, List<String>> given :
        request.getUriInfo().getQueryParameters().entrySet()) {
      if (!known.contains(given.getKey())) {
        String has = known.isEmpty() ? "takes no parameters" : "takes " + String.join(", ", known);
        throw ProblemException.inField(
            RegistryProblem.UNKNOWN_PARAMETER, given.getKey(), "this path " + has);
      }
      if (given.getValue().size() > 1) {
        throw ProblemException.inField(
            RegistryProblem.UNKNOWN_PARAMETER, given.getKey(), "given more than once");
      }
    }
  }

  private static Set<String> parametersOf(Method method) {
    Set<String> names = new TreeSet<>();
    for (Parameter parameter : method.getParameters()) {
      QueryParam named = parameter.getAnnotation(QueryParam.class);
      RestQuery rest = parameter.getAnnotation(RestQuery.class);
      if (named != null) {
        names.add(named.value());
      } else if (rest != null) {
        names.add(rest.value().isEmpty() ? parameter.getName() : rest.value());
      } else {
        // a class whose fields are parameters, with or without @BeanParam
        addFields(parameter.getType(), names);
      }
    }
    return Collections.unmodifiableSet(names);
  }

  private static void addFields(Class<?> type, Set<String> names) {
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        QueryParam named = field.getAnnotation(QueryParam.class);
        if (named != null) {
          names.add(named.value());
        }
      }
    }
  }
}
