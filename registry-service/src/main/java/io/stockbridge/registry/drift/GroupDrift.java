package io.stockbridge.registry.drift;

import io.stockbridge.chains.CanonicalRecord;
import io.stockbridge.chains.GroupReading;
import io.stockbridge.chains.SolanaChain;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares the Token-2022 group with this registry, in both directions. A group does not name its
 * members, it only counts them: a member that is not known here shows as a greater count. Former
 * mints stay members, because no instruction removes one.
 */
final class GroupDrift {
  private GroupDrift() {}

  /** Every mint of ours, former ones included. */
  static List<SolanaAddress> mints(OwnTokens own, DomainId domain) {
    List<SolanaAddress> mints = new ArrayList<>();
    active(own, domain).values().forEach(mints::add);
    own.former().getOrDefault(domain, Set.of()).stream().map(SolanaAddress::of).forEach(mints::add);
    return mints;
  }

  static List<Finding> of(SolanaChain chain, OwnTokens own, GroupReading group) {
    List<Finding> findings = new ArrayList<>();
    active(own, chain.domain())
        .forEach((isin, mint) -> member(chain, isin, mint, group).ifPresent(findings::add));
    if (group.size() != group.members().size()) {
      findings.add(
          new Finding(
              Finding.Code.UNKNOWN_MEMBERS,
              null,
              chain.domain(),
              group.members().size() + " members",
              group.size() + " members",
              new Finding.Correction.None(
                  "no instruction removes a member: find the mints that name group "
                      + chain.groupMint()
                      + " and record or pause them")));
    }
    return findings;
  }

  private static Optional<Finding> member(
      SolanaChain chain, Isin isin, SolanaAddress mint, GroupReading group) {
    if (group.members().contains(mint)) {
      return Optional.empty();
    }
    Optional<SolanaAddress> authority = group.mintAuthorities().get(mint);
    if (authority == null) {
      return Optional.of(
          finding(
              Finding.Code.NO_MINT,
              chain,
              isin,
              mint,
              new Finding.Correction.None("there is no Token-2022 mint at the address")));
    }
    return Optional.of(
        finding(
            Finding.Code.NOT_A_MEMBER, chain, isin, mint, addition(chain, mint, authority, group)));
  }

  private static Finding.Correction addition(
      SolanaChain chain,
      SolanaAddress mint,
      Optional<SolanaAddress> mintAuthority,
      GroupReading group) {
    if (mintAuthority.isEmpty() || group.authority().isEmpty()) {
      return new Finding.Correction.None("nobody can sign for the mint or for the group any more");
    }
    return new Finding.Correction.Instruction(
        SolanaCall.initializeMember(
            mint, mintAuthority.get(), chain.groupMint(), group.authority().get()));
  }

  private static Finding finding(
      Finding.Code code,
      SolanaChain chain,
      Isin isin,
      SolanaAddress mint,
      Finding.Correction correction) {
    return new Finding(code, isin.value(), chain.domain(), mint.toString(), "none", correction);
  }

  private static Map<Isin, SolanaAddress> active(OwnTokens own, DomainId domain) {
    Map<Isin, SolanaAddress> mints = new TreeMap<>();
    for (Map.Entry<CanonicalRecord.Key, UniversalAddress> token : own.active().entrySet()) {
      if (token.getKey().domain().equals(domain)) {
        mints.put(token.getKey().isin(), SolanaAddress.of(token.getValue()));
      }
    }
    return mints;
  }
}
