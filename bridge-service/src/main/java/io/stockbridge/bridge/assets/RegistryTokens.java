package io.stockbridge.bridge.assets;

import io.stockbridge.chains.TokenDirectory;
import io.stockbridge.kit.database.Database;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** The mints to watch on Solana, as the signed records name them. */
@ApplicationScoped
public class RegistryTokens implements TokenDirectory {
  private final Database database;
  private final AssetStore store;

  RegistryTokens(Database database, AssetStore store) {
    this.database = database;
    this.store = store;
  }

  @Override
  public Map<Isin, SolanaAddress> solanaMints() {
    return database.inTransaction(store::solanaMints);
  }
}
