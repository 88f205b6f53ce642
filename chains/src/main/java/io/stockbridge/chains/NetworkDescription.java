package io.stockbridge.chains;

import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.protocol.identifiers.DomainId;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/**
 * One deployment as every service and verifier pins it (network.json, docs/interfaces.md §1).
 *
 * @param environment its name, whose keccak256 salts every EIP-712 domain
 * @param threshold how many attesters must agree, 1 … number of attesters
 * @param attesters the attester set, in its order
 * @param custodians who may sign custody statements
 * @param registrar who signs asset records
 * @param chains every chain once
 */
public record NetworkDescription(
    String environment,
    int threshold,
    List<Attester> attesters,
    List<SignerKey> custodians,
    SignerKey registrar,
    List<ChainDescription> chains) {

  /**
   * Checks what belongs together.
   *
   * @throws InvalidNetworkDescriptionException naming the field at fault
   */
  public NetworkDescription {
    attesters = List.copyOf(attesters);
    custodians = List.copyOf(custodians);
    chains = List.copyOf(chains);
    if (environment.isBlank()) {
      throw fault("environment", "blank");
    }
    if (threshold < 1 || threshold > attesters.size()) {
      throw fault("threshold", threshold + " of " + attesters.size() + " attesters");
    }
    requireDistinct("attesters", "id", attesters, Attester::id);
    requireDistinct("attesters", "evm", attesters, Attester::evm);
    requireDistinct("attesters", "solana", attesters, Attester::solana);
    requireDistinct("attesters", "log", attesters, Attester::log);
    requireDistinct("custodians", "id", custodians, SignerKey::id);
    requireDistinct("chains", "domain", chains, ChainDescription::domain);
    requireDistinct("chains", "caip2", chains, ChainDescription::caip2);
    requireDistinct("chains", "name", chains, ChainDescription::name);
    if (chains.stream().filter(SolanaChain.class::isInstance).count() > 1) {
      throw fault("chains", "more than one Solana cluster");
    }
  }

  /**
   * Reads a network file.
   *
   * @throws InvalidNetworkDescriptionException naming the field at fault, or that the file cannot
   *     be read
   */
  public static NetworkDescription load(Path file) {
    return NetworkFile.load(file);
  }

  /**
   * Reads a network file's text.
   *
   * @throws InvalidNetworkDescriptionException naming the field at fault
   */
  public static NetworkDescription parse(String json) {
    return NetworkFile.parse(json);
  }

  /** The chain of that domain number. */
  public Optional<ChainDescription> chain(DomainId domain) {
    return chains.stream().filter(chain -> chain.domain().equals(domain)).findFirst();
  }

  /** The chain of that CAIP-2 name. */
  public Optional<ChainDescription> chain(Caip2 caip2) {
    return chains.stream().filter(chain -> chain.caip2().equals(caip2)).findFirst();
  }

  /** The attester of that name. */
  public Optional<Attester> attester(String id) {
    return attesters.stream().filter(attester -> attester.id().equals(id)).findFirst();
  }

  /** The EVM chains, in their order. */
  public List<EvmChain> evmChains() {
    return chains.stream().filter(EvmChain.class::isInstance).map(EvmChain.class::cast).toList();
  }

  /**
   * The EVM chain of that domain number.
   *
   * @throws NoSuchElementException when there is none
   */
  public EvmChain evmChain(DomainId domain) {
    return evmChains().stream()
        .filter(chain -> chain.domain().equals(domain))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no EVM chain of domain " + domain));
  }

  /** The Solana cluster, if the network has one. */
  public Optional<SolanaChain> solanaChain() {
    return chains.stream()
        .filter(SolanaChain.class::isInstance)
        .map(SolanaChain.class::cast)
        .findFirst();
  }

  private static <T, K> void requireDistinct(
      String list, String field, List<T> values, Function<T, K> key) {
    for (int i = 0; i < values.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (key.apply(values.get(i)).equals(key.apply(values.get(j)))) {
          throw fault(list + "[" + i + "]." + field, "the same as " + list + "[" + j + "]'s");
        }
      }
    }
  }

  private static InvalidNetworkDescriptionException fault(String field, String problem) {
    return new InvalidNetworkDescriptionException(field, problem, null);
  }
}
