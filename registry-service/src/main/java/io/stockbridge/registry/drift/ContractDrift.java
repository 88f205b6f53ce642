package io.stockbridge.registry.drift;

import io.stockbridge.chains.CanonicalRecord;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares a canonical registry contract with this registry, in both directions. */
final class ContractDrift {
  private static final String NONE = "none";

  private final DomainId domain;
  private final Map<CanonicalRecord.Key, UniversalAddress> expected;
  private final State state;
  private final List<Finding> findings = new ArrayList<>();

  /**
   * What a contract says at one block.
   *
   * @param lines its lines with a token
   * @param gateway the gateway's token of each asset
   * @param canonical those of its own chain's tokens that it calls canonical
   */
  record State(
      Map<CanonicalRecord.Key, UniversalAddress> lines,
      Map<Isin, EvmAddress> gateway,
      Set<UniversalAddress> canonical) {
    State {
      lines = Map.copyOf(lines);
      gateway = Map.copyOf(gateway);
      canonical = Set.copyOf(canonical);
    }
  }

  private ContractDrift(
      DomainId domain, Map<CanonicalRecord.Key, UniversalAddress> expected, State state) {
    this.domain = domain;
    this.expected = expected;
    this.state = state;
  }

  /** The differences in the order of assets and domains. */
  static List<Finding> of(
      DomainId domain, Map<CanonicalRecord.Key, UniversalAddress> expected, State state) {
    ContractDrift drift = new ContractDrift(domain, expected, state);
    drift.compare();
    return List.copyOf(drift.findings);
  }

  private void compare() {
    Set<CanonicalRecord.Key> keys = new TreeSet<>(expected.keySet());
    keys.addAll(state.lines().keySet());
    keys.forEach(key -> compare(key, expected.get(key), state.lines().get(key)));
    for (Map.Entry<Isin, EvmAddress> listed : new TreeMap<>(state.gateway()).entrySet()) {
      CanonicalRecord.Key key = new CanonicalRecord.Key(listed.getKey(), domain);
      if (!expected.containsKey(key)) {
        findings.add(
            new Finding(
                Finding.Code.GATEWAY_TOKEN_NOT_IN_REGISTRY,
                listed.getKey().value(),
                domain,
                NONE,
                listed.getValue().toString(),
                new Finding.Correction.None(
                    "a gateway never forgets an asset: record its token here as active")));
      }
    }
  }

  private void compare(
      CanonicalRecord.Key key, @Nullable UniversalAddress here, @Nullable UniversalAddress there) {
    if (here == null) {
      add(Finding.Code.NOT_IN_REGISTRY, key, null, there);
    } else if (there == null) {
      add(Finding.Code.NOT_RECORDED, key, here, null);
    } else if (!here.equals(there)) {
      add(Finding.Code.OTHER_TOKEN, key, here, there);
    } else if (key.domain().equals(domain) && !state.canonical().contains(here)) {
      add(Finding.Code.NOT_CANONICAL, key, here, there);
    }
  }

  private void add(
      Finding.Code code,
      CanonicalRecord.Key key,
      @Nullable UniversalAddress here,
      @Nullable UniversalAddress there) {
    findings.add(
        new Finding(
            code,
            key.isin().value(),
            key.domain(),
            text(key.domain(), here),
            text(key.domain(), there),
            correction(key, here)));
  }

  /** The contract takes a line of its own chain only with the gateway's own token. */
  private Finding.Correction correction(CanonicalRecord.Key key, @Nullable UniversalAddress here) {
    if (here != null && key.domain().equals(domain)) {
      EvmAddress listed = state.gateway().get(key.isin());
      if (listed == null) {
        return new Finding.Correction.None(
            "the gateway has no token of the asset: governance lists it first (listAsset)");
      }
      if (!listed.toUniversal().equals(here)) {
        return new Finding.Correction.None(
            "the contract takes only the gateway's token " + listed + ": this registry is wrong");
      }
    }
    UniversalAddress token = here == null ? UniversalAddress.ZERO : here;
    return new Finding.Correction.Line(new CanonicalRecord(key.isin(), key.domain(), token));
  }

  /** Whatever stands in a contract is shown, also what is no address of its chain. */
  static String text(DomainId domain, @Nullable UniversalAddress token) {
    if (token == null) {
      return NONE;
    }
    boolean known = domain.isSolana() || (domain.isEvm() && token.hasEvmPadding());
    return known ? token.render(domain) : token.toString();
  }
}
