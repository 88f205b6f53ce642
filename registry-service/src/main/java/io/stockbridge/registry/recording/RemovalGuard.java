package io.stockbridge.registry.recording;

import io.smallrye.mutiny.Uni;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.AssetStatus;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.DeploymentStatus;
import io.stockbridge.registry.assets.EntryContent;
import io.stockbridge.registry.assets.Impostor;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.assets.UnderlyingStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a change set that ends more than a share of what is live, before anything of it is
 * written: a truncated file or a wrong script looks like this. What has a live successor is
 * replaced and has not ended.
 */
@ApplicationScoped
class RemovalGuard {

  private static final String LIVE =
      """
      select cast(coalesce(sum(case e.kind
          when 'underlying' then
            case when e.content ->> 'status' = 'delisted' then 0 else 1 end
          when 'instrument' then
            case when e.content ->> 'status' = 'retired' then 0 else 1 + (select count(*)
              from jsonb_array_elements(e.content -> 'deployments') d
              where d ->> 'status' in ('active', 'paused')) end
          else 1 end), 0) as bigint)
      from (select distinct on (v.kind, v.key) v.kind, v.content from entry_version v
        where v.superseded_at is null and v.content is not null and v.valid_from <= :now
        order by v.kind, v.key, v.valid_from desc) e
      """;

  private final GuardConfiguration configuration;

  RemovalGuard(GuardConfiguration configuration) {
    this.configuration = configuration;
  }

  /**
   * Lets a draft pass, or fails with {@link MassRemovalException}.
   *
   * @param confirmed how many removals the caller knows of and wants
   */
  Uni<Void> check(Mutiny.Session session, Draft draft, long confirmed) {
    return check(session, draft.now(), removedBy(draft), confirmed);
  }

  /** The same of a number of removals that was counted over several drafts. */
  Uni<Void> check(Mutiny.Session session, Instant now, long removed, long confirmed) {
    if (removed <= configuration.alwaysAllowed() || removed <= confirmed) {
      return Uni.createFrom().voidItem();
    }
    return session
        .createNativeQuery(LIVE, Long.class)
        .setParameter("now", now.atOffset(ZoneOffset.UTC))
        .getSingleResult()
        .invoke(
            live -> {
              if (removed > live * configuration.maxRemovedShare()) {
                throw new MassRemovalException(removed, live);
              }
            })
        .replaceWithVoid();
  }

  /** How many of what is live now ends by the draft, now or at a later time. */
  static long removedBy(Draft draft) {
    long removed = 0;
    for (EntryId id : draft.changed()) {
      Set<String> gone = new HashSet<>();
      for (Statement statement : draft.added(id)) {
        Instant from = statement.validFrom();
        Instant time = from.isBefore(draft.now()) ? draft.now() : from;
        EntryContent after = draft.at(id, time);
        Set<String> before = live(draft.storedAt(id, draft.now()));
        before.retainAll(live(draft.storedAt(id, time)));
        before.removeAll(live(after));
        before.removeIf(token -> isReplaced(after, token));
        gone.addAll(before);
      }
      removed += gone.size();
    }
    return removed;
  }

  private static Set<String> live(@Nullable EntryContent content) {
    Set<String> live = new HashSet<>();
    switch (content) {
      case null -> {
        // nothing is there
      }
      case Underlying underlying -> {
        if (underlying.status() != UnderlyingStatus.DELISTED) {
          live.add(underlying.key());
        }
      }
      case Impostor impostor -> live.add(impostor.key());
      case AssetContent asset -> {
        if (asset.status() != AssetStatus.RETIRED) {
          live.add(asset.key());
          asset.deployments().stream()
              .filter(RemovalGuard::isLive)
              .forEach(token -> live.add(token.token().caip19()));
        }
      }
    }
    return live;
  }

  private static boolean isReplaced(@Nullable EntryContent after, String caip19) {
    if (!(after instanceof AssetContent asset) || asset.status() == AssetStatus.RETIRED) {
      return false;
    }
    return asset.deployments().stream()
        .filter(token -> token.token().caip19().equals(caip19))
        .map(Deployment::successor)
        .anyMatch(
            successor ->
                asset.deployments().stream()
                    .anyMatch(next -> isLive(next) && next.token().caip19().equals(successor)));
  }

  private static boolean isLive(Deployment token) {
    return token.status() == DeploymentStatus.ACTIVE || token.status() == DeploymentStatus.PAUSED;
  }
}
