package io.stockbridge.chains.solana;

import io.stockbridge.chains.ChainHealth;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.ChainReader;
import io.stockbridge.chains.EventCursor;
import io.stockbridge.chains.EventPage;
import io.stockbridge.chains.Finality;
import io.stockbridge.chains.MintStatus;
import io.stockbridge.chains.MultiplierReader;
import io.stockbridge.chains.MultiplierReading;
import io.stockbridge.chains.RecipientCheck;
import io.stockbridge.chains.RpcSettings;
import io.stockbridge.chains.SolanaChain;
import io.stockbridge.chains.SupplyReading;
import io.stockbridge.chains.TokenCheck;
import io.stockbridge.chains.TokenDirectory;
import io.stockbridge.chains.TransactionLookup;
import io.stockbridge.chains.rpc.RpcQuorum;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.message.EventId;
import io.stockbridge.protocol.message.SourceRef;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads Solana: the history of every mint that the directory names, the mints' state, and replay
 * markers. At most 100 assets per {@link #suppliesAt}.
 */
public final class SolanaChainReader implements ChainReader, MultiplierReader {
  private final SolanaChain chain;
  private final TokenDirectory directory;
  private final SolanaHeads heads;
  private final SolanaEventScanner scanner;
  private final SolanaStateReader states;
  private final SolanaMultiplierReader multipliers;
  private final MarkerReader markers;
  private final SolanaTransactionReader lookups;

  private SolanaChainReader(SolanaChain chain, RpcQuorum nodes, TokenDirectory directory) {
    this.chain = chain;
    this.directory = directory;
    this.heads = new SolanaHeads(nodes);
    SolanaHistory history = new SolanaHistory(nodes);
    SolanaTransactions transactions = new SolanaTransactions(chain, nodes);
    this.scanner = new SolanaEventScanner(chain, nodes, heads, history, transactions);
    this.states = new SolanaStateReader(chain, nodes, heads);
    this.multipliers = new SolanaMultiplierReader(states);
    this.markers = new MarkerReader(chain, nodes, states, transactions);
    EpochTimelines epochs = new EpochTimelines(chain, history, transactions);
    this.lookups = new SolanaTransactionReader(chain, nodes, heads, transactions, epochs);
  }

  /** A reader of {@code chain} through those nodes; asks none of them yet. */
  public static SolanaChainReader open(
      SolanaChain chain, RpcSettings settings, TokenDirectory directory) {
    return new SolanaChainReader(chain, new RpcQuorum(chain.domain(), settings), directory);
  }

  @Override
  public DomainId domain() {
    return chain.domain();
  }

  @Override
  public ChainPosition finalizedHead() {
    return heads.finalizedHead();
  }

  @Override
  public Optional<ChainPosition> positionAt(long height) {
    return heads.positionAt(height);
  }

  @Override
  public ChainHealth health() {
    return heads.health();
  }

  @Override
  public EventCursor startCursor() {
    return scanner.start();
  }

  @Override
  public EventPage eventsAfter(EventCursor cursor, ChainPosition upTo, int maxEvents) {
    return scanner.page(cursor, upTo, maxEvents, directory.solanaMints());
  }

  @Override
  public SupplyReading suppliesAt(ChainPosition position, Collection<Isin> isins) {
    return states.suppliesAt(position, mintsOf(isins));
  }

  @Override
  public MultiplierReading multipliersAt(ChainPosition position, Collection<Isin> isins) {
    return multipliers.multipliersAt(position, mintsOf(isins));
  }

  private Map<Isin, SolanaAddress> mintsOf(Collection<Isin> isins) {
    Map<Isin, SolanaAddress> mints = new TreeMap<>(directory.solanaMints());
    mints.keySet().retainAll(isins);
    return mints;
  }

  /**
   * {@inheritDoc}
   *
   * @param txId the transaction's first signature in base58
   * @throws IllegalArgumentException when it is no signature
   */
  @Override
  public TransactionLookup burnsIn(String txId) {
    SolanaRpc.signatureBytes(txId);
    return lookups.burnsIn(txId, directory.solanaMints());
  }

  @Override
  public MintStatus statusOf(DomainId source, SourceRef ref, Finality finality) {
    return markers.statusOf(EventId.of(source, ref), finality);
  }

  @Override
  public RecipientCheck recipient(UniversalAddress recipient, Isin isin) {
    SolanaAddress mint = directory.solanaMints().get(isin);
    if (mint == null) {
      return new RecipientCheck.Refused(
          RecipientCheck.Reason.NOT_AN_ADDRESS, isin + " has no mint on this chain");
    }
    return states.recipient(recipient, mint);
  }

  @Override
  public TokenCheck canonicalToken(Isin isin, UniversalAddress token) {
    return states.canonicalToken(isin, token);
  }
}
