package io.stockbridge.registry.recording;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.stockbridge.kit.database.Transactions;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.rest.RegistryFiles;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The store that runs in production. */
@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(RegistryFiles.class)
class PostgresStoreTest extends StoreContract {

  private static final AssetRecorder.Cause CAUSE = new AssetRecorder.Cause("test", "contract");

  @Inject Transactions transactions;
  @Inject AssetStore assets;
  @Inject AssetRecorder recorder;

  @Override
  Store store() {
    return new Postgres();
  }

  private final class Postgres implements Store {

    @Override
    public Asset put(AssetContent content, @Nullable Instant validFrom) {
      var change = new AssetRecorder.AssetChange(content, stored -> content, validFrom);
      return await(session -> recorder.recordAssets(session, List.of(change), CAUSE))
          .get(0)
          .asset();
    }

    @Override
    public boolean put(Underlying underlying, @Nullable Instant validFrom) {
      return await(
          session -> recorder.recordEntries(session, List.of(underlying), validFrom, CAUSE));
    }

    @Override
    public void withdraw(EntryId id, Instant validFrom) {
      await(session -> recorder.withdraw(session, id, validFrom, CAUSE).replaceWith(true));
    }

    @Override
    public Catalogue read(Instant asOf, @Nullable Instant knownAt) {
      return await(session -> assets.loadAt(session, asOf, knownAt));
    }

    @Override
    public Catalogue page(AssetStore.Page page, Instant asOf) {
      return await(session -> assets.loadPage(session, page, asOf, null));
    }

    @Override
    public long number() {
      return await(assets::number);
    }

    private <T> T await(Function<Mutiny.Session, Uni<T>> work) {
      return transactions.await(
          Duration.ofMinutes(2),
          session -> assets.lockForWriting(session).chain(() -> work.apply(session)));
    }
  }
}
