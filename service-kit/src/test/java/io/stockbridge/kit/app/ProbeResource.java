package io.stockbridge.kit.app;

import io.quarkus.security.identity.SecurityIdentity;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.kit.problem.CommonProblem;
import io.stockbridge.kit.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** One endpoint per way a request can end. */
@Path("/probe")
@Produces(MediaType.APPLICATION_JSON)
public class ProbeResource {

  /** A body with something to get wrong at each place. */
  public record Body(@NotBlank String name, int count, @Valid List<Line> lines) {}

  /** A nested part of it. */
  public record Line(@NotNull @NotBlank String text) {}

  private final SecurityIdentity identity;
  private final Transactions transactions;

  ProbeResource(SecurityIdentity identity, Transactions transactions) {
    this.identity = identity;
    this.transactions = transactions;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Body post(@Valid @NotNull Body body) {
    return body;
  }

  @GET
  public List<Integer> get(@QueryParam("limit") @Max(10) int limit) {
    return List.of(limit);
  }

  @GET
  @Path("problem")
  public String problem() {
    throw ProblemException.inField(CommonProblem.INVALID_FIELD, "isin", "not an ISIN")
        .with("retryAt", "2026-11-23T00:00:00.000Z");
  }

  @GET
  @Path("fault")
  public String fault() {
    throw new IllegalStateException("secret detail");
  }

  @GET
  @Path("away")
  public String away() throws TimeoutException {
    throw new TimeoutException("database");
  }

  @GET
  @Path("effects")
  public long effects(@QueryParam("name") String name) {
    return transactions.await(
        Duration.ofSeconds(30),
        session ->
            session
                .createNativeQuery("select count(*) from effect where name = :name", Long.class)
                .setParameter("name", name)
                .getSingleResult());
  }

  @POST
  @Path("protected")
  @RolesAllowed("registrar")
  public String guarded() {
    return "\"" + identity.getPrincipal().getName() + "\"";
  }
}
