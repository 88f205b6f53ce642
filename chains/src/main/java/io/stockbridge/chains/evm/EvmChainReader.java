package io.stockbridge.chains.evm;

import io.stockbridge.chains.ChainHealth;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.ChainReader;
import io.stockbridge.chains.EventCursor;
import io.stockbridge.chains.EventPage;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.Finality;
import io.stockbridge.chains.MintStatus;
import io.stockbridge.chains.MultiplierReader;
import io.stockbridge.chains.MultiplierReading;
import io.stockbridge.chains.RecipientCheck;
import io.stockbridge.chains.RpcSettings;
import io.stockbridge.chains.SupplyReading;
import io.stockbridge.chains.TokenCheck;
import io.stockbridge.chains.TransactionLookup;
import io.stockbridge.chains.rpc.RpcQuorum;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.message.SourceRef;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;

/** Reads one EVM chain: finalized blocks, logs by bounded ranges, state by block hash. */
public final class EvmChainReader implements ChainReader, MultiplierReader {
  private final EvmChain chain;
  private final EvmHeads heads;
  private final EvmEventScanner scanner;
  private final EvmStateReader states;
  private final EvmMultiplierReader multipliers;
  private final EvmTransactionReader transactions;

  private EvmChainReader(EvmChain chain, RpcQuorum nodes) {
    this.chain = chain;
    this.heads = new EvmHeads(nodes);
    EvmState state = new EvmState(nodes);
    EvmTokens tokens = new EvmTokens(chain, state);
    this.scanner = new EvmEventScanner(chain, nodes, heads, state, tokens);
    this.states = new EvmStateReader(chain, nodes, heads, state, tokens);
    this.multipliers = new EvmMultiplierReader(state, tokens);
    this.transactions = new EvmTransactionReader(chain, nodes, heads, InstantSource.system());
  }

  /** A reader of {@code chain} through those nodes; asks none of them yet. */
  public static EvmChainReader open(EvmChain chain, RpcSettings settings) {
    return new EvmChainReader(chain, new RpcQuorum(chain.domain(), settings));
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
    return scanner.page(cursor, upTo, maxEvents);
  }

  @Override
  public SupplyReading suppliesAt(ChainPosition position, Collection<Isin> isins) {
    return states.suppliesAt(position, isins);
  }

  @Override
  public MultiplierReading multipliersAt(ChainPosition position, Collection<Isin> isins) {
    return multipliers.multipliersAt(position, isins);
  }

  /**
   * {@inheritDoc}
   *
   * @param txId transaction hash in 0x-hex
   * @throws IllegalArgumentException when it is no transaction hash
   */
  @Override
  public TransactionLookup burnsIn(String txId) {
    return transactions.burnsIn(Bytes32.of(txId));
  }

  @Override
  public MintStatus statusOf(DomainId source, SourceRef ref, Finality finality) {
    return states.statusOf(source, ref, finality);
  }

  @Override
  public RecipientCheck recipient(UniversalAddress recipient, Isin isin) {
    return states.recipient(recipient, isin);
  }

  @Override
  public TokenCheck canonicalToken(Isin isin, UniversalAddress token) {
    return states.canonicalToken(isin, token);
  }
}
