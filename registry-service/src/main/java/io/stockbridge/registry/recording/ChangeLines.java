package io.stockbridge.registry.recording;

import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Computation;
import java.util.Collection;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads the change feed. */
public final class ChangeLines {

  private static final String LINES =
      "select "
          + ChangeLine.SELECT
          + """
             from registry_change c
            join entry_version v on (v.kind, v.key, v.version) = (c.kind, c.key, c.version)
            where c.number > :after and c.number <= :last
              and (:types = '' or jsonb_exists_any(c.types, string_to_array(:types, ',')))
              and (:kinds = '' or c.kind = any(string_to_array(:kinds, ',')))
              and (:phases = '' or c.phase = any(string_to_array(:phases, ',')))
            order by c.number
            """;

  private ChangeLines() {}

  /**
   * Which lines are asked for; an empty collection asks for all.
   *
   * @param types one of these
   * @param kinds of entries
   * @param phases of the change
   */
  public record Filter(
      Collection<String> types, Collection<String> kinds, Collection<String> phases) {

    /** Every line. */
    public static final Filter ALL = new Filter(List.of(), List.of(), List.of());

    /** Whether a line is asked for. */
    public boolean matches(ChangeLine line) {
      return (types.isEmpty() || line.types().stream().anyMatch(types::contains))
          && (kinds.isEmpty() || kinds.contains(line.kind()))
          && (phases.isEmpty() || phases.contains(line.phase()));
    }
  }

  /** The number of the newest line, 0 before the first. */
  public static Uni<Long> head(Mutiny.Session session) {
    return session
        .createNativeQuery("select coalesce(max(number), 0) from registry_change", Long.class)
        .getSingleResult();
  }

  /**
   * The first lines after a number.
   *
   * @param last the last number to look at
   * @param limit how many at most
   */
  public static Uni<List<ChangeLine>> between(
      Mutiny.Session session, long after, long last, Filter filter, int limit) {
    return session
        .createNativeQuery(LINES, String.class)
        .setParameter("after", after)
        .setParameter("last", last)
        .setParameter("types", String.join(",", filter.types()))
        .setParameter("kinds", String.join(",", filter.kinds()))
        .setParameter("phases", String.join(",", filter.phases()))
        .setMaxResults(limit)
        .getResultList()
        .chain(rows -> Computation.of(() -> rows.stream().map(ChangeLine::of).toList()));
  }
}
