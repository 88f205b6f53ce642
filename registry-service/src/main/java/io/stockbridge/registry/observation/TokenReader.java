package io.stockbridge.registry.observation;

import io.stockbridge.chains.ChainAnswerException;
import io.stockbridge.chains.ChainException;
import io.stockbridge.chains.ChainUnavailableException;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.SolanaChain;
import io.stockbridge.chains.SourceDisagreementException;
import io.stockbridge.chains.TokenInspector;
import io.stockbridge.chains.TokenReading;
import io.stockbridge.chains.evm.EvmTokenInspector;
import io.stockbridge.chains.solana.SolanaTokenInspector;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.registry.assets.TokenId;
import io.stockbridge.registry.catalogue.KnownToken;
import io.stockbridge.registry.network.ReadChain;
import io.stockbridge.registry.network.ReadChains;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Reads tokens from their chains, all chains at once. Blocks; a fault of a chain is a value. */
@ApplicationScoped
public class TokenReader {
  private final Map<Caip2, TokenInspector> inspectors = new TreeMap<>();
  private final Map<Caip2, SolanaChain> clusters = new TreeMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Clock clock = Clock.systemUTC();

  @Inject
  TokenReader(ReadChains chains) {
    chains.all().values().forEach(this::open);
  }

  /** A reader through those inspectors, none of an own Solana cluster. */
  TokenReader(Map<Caip2, TokenInspector> inspectors) {
    this.inspectors.putAll(inspectors);
  }

  private void open(ReadChain chain) {
    if (chain.own().orElse(null) instanceof EvmChain evm) {
      inspectors.put(chain.caip2(), EvmTokenInspector.open(evm, chain.nodes()));
    } else if (chain.caip2().isEvm()) {
      inspectors.put(chain.caip2(), EvmTokenInspector.open(chain.domain(), chain.nodes()));
    } else {
      inspectors.put(chain.caip2(), SolanaTokenInspector.open(chain.domain(), chain.nodes()));
      if (chain.own().orElse(null) instanceof SolanaChain cluster) {
        clusters.put(chain.caip2(), cluster);
      }
    }
  }

  /** Names of the chains that are read. */
  List<String> chains() {
    return inspectors.keySet().stream().map(Caip2::toString).toList();
  }

  /** Whether the token's chain is read and can have its address. */
  boolean canRead(TokenId token) {
    return inspectors.containsKey(token.chain()) && address(token).isPresent();
  }

  /** Our accounts on that chain, if it is an own Solana cluster. */
  Optional<SolanaChain> cluster(Caip2 chain) {
    return Optional.ofNullable(clusters.get(chain));
  }

  /** What came of each token; those that cannot be read are left out. */
  List<Sighting> read(List<KnownToken> tokens) {
    Map<Caip2, List<KnownToken>> byChain =
        tokens.stream()
            .filter(token -> canRead(token.deployment().token()))
            .collect(
                Collectors.groupingBy(
                    token -> token.deployment().token().chain(),
                    TreeMap::new,
                    Collectors.toList()));
    List<Future<List<Sighting>>> running = new ArrayList<>();
    byChain.forEach(
        (chain, some) -> {
          TokenInspector inspector = inspectors.get(chain);
          if (inspector != null) {
            running.add(threads.submit(() -> read(inspector, some)));
          }
        });
    List<Sighting> sightings = new ArrayList<>();
    for (Future<List<Sighting>> chain : running) {
      try {
        sightings.addAll(chain.get());
      } catch (InterruptedException e) {
        running.forEach(future -> future.cancel(true));
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while reading tokens", e);
      } catch (ExecutionException e) {
        throw new IllegalStateException("defect in the reading of tokens", e.getCause());
      }
    }
    return sightings;
  }

  private List<Sighting> read(TokenInspector inspector, List<KnownToken> tokens) {
    List<UniversalAddress> addresses =
        tokens.stream().map(token -> address(token.deployment().token()).orElseThrow()).toList();
    try {
      List<TokenReading> readings = inspector.inspect(addresses);
      List<Sighting> sightings = new ArrayList<>();
      for (int i = 0; i < tokens.size(); i++) {
        sightings.add(new Sighting.Seen(tokens.get(i), readings.get(i)));
      }
      return sightings;
    } catch (ChainException e) {
      if (tokens.size() == 1 || e instanceof ChainUnavailableException) {
        return tokens.stream().map(token -> unread(token, e)).toList();
      }
      // One token's odd answer must not hide the others of its batch.
      return tokens.stream().flatMap(token -> read(inspector, List.of(token)).stream()).toList();
    }
  }

  private Sighting unread(KnownToken token, ChainException fault) {
    Observation.Failure.Kind kind =
        switch (fault) {
          case ChainUnavailableException e -> Observation.Failure.Kind.UNAVAILABLE;
          case SourceDisagreementException e -> Observation.Failure.Kind.DISAGREEMENT;
          case ChainAnswerException e -> Observation.Failure.Kind.BAD_ANSWER;
          case io.stockbridge.chains.ReorgBelowFinalityException e ->
              Observation.Failure.Kind.DISAGREEMENT;
          case io.stockbridge.chains.MissedLogException e -> Observation.Failure.Kind.BAD_ANSWER;
        };
    return new Sighting.Unread(
        token, new Observation.Failure(kind, String.valueOf(fault.getMessage()), clock.instant()));
  }

  private static Optional<UniversalAddress> address(TokenId token) {
    try {
      return Optional.of(
          token.chain().isEvm()
              ? EvmAddress.of(token.address()).toUniversal()
              : SolanaAddress.of(token.address()).toUniversal());
    } catch (IllegalArgumentException e) {
      // Some impostors name addresses that their chain cannot have.
      return Optional.empty();
    }
  }
}
