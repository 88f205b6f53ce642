package io.stockbridge.registry.recording;

/** The model that random histories are compared with keeps the contract itself. */
class InMemoryStoreTest extends StoreContract {

  private final InMemoryStore store = new InMemoryStore();

  @Override
  Store store() {
    return store;
  }
}
