package io.stockbridge.registry.rest;

import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.registry.RegistryConfiguration;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.observation.ObservedTokens;
import io.stockbridge.registry.observation.Readings;
import io.stockbridge.registry.policies.PolicyBook;
import io.stockbridge.registry.resolution.Grounds;
import io.stockbridge.registry.resolution.ResolutionPolicy;
import io.stockbridge.registry.serving.CatalogueHolder;
import io.stockbridge.registry.serving.Catalogues;
import io.stockbridge.registry.serving.Moment;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings together what an answer is judged by: the state, the policy and the readings. */
@Singleton
public class Judges {

  private static final int MAX_VERSION_DIGITS = 9;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final CatalogueHolder holder;
  private final Catalogues catalogues;
  private final ObservedTokens observed;
  private final Readings readings;
  private final String defaultPolicy;

  Judges(
      CatalogueHolder holder,
      Catalogues catalogues,
      ObservedTokens observed,
      Readings readings,
      RegistryConfiguration configuration) {
    this.holder = holder;
    this.catalogues = catalogues;
    this.observed = observed;
    this.readings = readings;
    this.defaultPolicy = configuration.defaultPolicy();
  }

  /**
   * What the registry knew at a moment.
   *
   * @param catalogue its state
   * @param observed what chains had been read to say
   */
  public record Known(Catalogue catalogue, ObservedTokens observed) {}

  /** What is needed to answer about some names; of the present without a change of thread. */
  public Uni<Known> at(Moment moment, Collection<String> names) {
    return moment.isNow()
        ? Uni.createFrom().item(now())
        : catalogues.at(moment, names).chain(all -> known(moment, all));
  }

  /** What it knows now. */
  Known now() {
    return new Known(holder.catalogue(), observed);
  }

  /** What is needed about a moment, on a thread that may wait. */
  Known await(Moment moment, Collection<String> names) {
    return at(moment, names).await().atMost(PATIENCE);
  }

  /** The present state. */
  public Catalogue present() {
    return holder.catalogue();
  }

  /** Everything at a moment. */
  public Uni<Known> at(Moment moment) {
    return catalogues.at(moment).chain(all -> known(moment, all));
  }

  private Uni<Known> known(Moment moment, Catalogue all) {
    Instant seenBy = moment.seenBy();
    if (seenBy == null) {
      return Uni.createFrom().item(new Known(all, observed));
    }
    List<String> tokens =
        all.assets().values().stream()
            .flatMap(asset -> asset.content().deployments().stream())
            .map(deployment -> deployment.token().key())
            .toList();
    return readings.by(seenBy, tokens).map(past -> new Known(all, past));
  }

  /**
   * The grounds of an answer: {@code name} is the version in force at the moment, {@code
   * name@version} that version whenever it was in force.
   */
  public Grounds grounds(@Nullable String policy, Moment moment) {
    Instant now = Instant.now();
    Instant asOf = moment.asOf() == null ? now : moment.asOf();
    return new Grounds(policy(holder.state().policies(), policy, moment, now), observed, asOf);
  }

  /** The newest version of a policy, or the one that is named. */
  ResolutionPolicy policy(String policy) {
    return policy(holder.state().policies(), policy, Moment.NOW, Instant.now());
  }

  private ResolutionPolicy policy(
      PolicyBook book, @Nullable String text, Moment moment, Instant now) {
    String asked = text == null ? defaultPolicy : text;
    int at = asked.indexOf('@');
    String name = at < 0 ? asked : asked.substring(0, at);
    if (!ResolutionPolicy.isName(name)) {
      throw Inputs.invalid("policy", "name or name@version");
    }
    Optional<ResolutionPolicy> policy =
        at < 0
            ? inForce(book, name, moment, now)
            : book.version(name, version(asked.substring(at + 1)));
    return policy.orElseThrow(
        () ->
            ProblemException.inField(
                RegistryProblem.UNKNOWN_POLICY, "policy", "not one of /v1/policies: " + asked));
  }

  private static Optional<ResolutionPolicy> inForce(
      PolicyBook book, String name, Moment moment, Instant now) {
    if (moment.isNow()) {
      return book.current(name);
    }
    Instant asOf = moment.asOf() == null ? now : moment.asOf();
    Instant knownAt = moment.knownAt() == null ? now : moment.knownAt();
    return book.inForce(name, asOf, knownAt);
  }

  private static int version(String digits) {
    boolean number = !digits.isEmpty() && digits.length() <= MAX_VERSION_DIGITS;
    for (int i = 0; number && i < digits.length(); i++) {
      number = digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
    }
    if (!number) {
      throw Inputs.invalid("policy", "a version is a number from 1");
    }
    return Integer.parseInt(digits);
  }
}
