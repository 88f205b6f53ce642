package io.stockbridge.chains.solana;

import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.GroupReading;
import io.stockbridge.chains.RpcSettings;
import io.stockbridge.chains.TokenInspector;
import io.stockbridge.chains.TokenReading;
import io.stockbridge.chains.rpc.RpcQuorum;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads mints of any issuer, of Token-2022 and of the first token program, and groups of mints. */
public final class SolanaTokenInspector implements TokenInspector {
  private static final int MAX_TEXT = 200;
  private static final int MINTS_PER_REQUEST = SolanaRpc.MAX_ACCOUNTS - 1;
  private static final String ISIN_FIELD = "isin";

  private final RpcQuorum nodes;
  private final SolanaAccounts accounts;

  private SolanaTokenInspector(RpcQuorum nodes) {
    this.nodes = nodes;
    this.accounts = new SolanaAccounts(nodes, new SolanaHeads(nodes));
  }

  /** An inspector of a cluster; asks no node yet. */
  public static SolanaTokenInspector open(DomainId domain, RpcSettings settings) {
    return new SolanaTokenInspector(new RpcQuorum(domain, settings));
  }

  @Override
  public List<TokenReading> inspect(List<UniversalAddress> tokens) {
    if (tokens.size() > MAX_TOKENS) {
      throw new IllegalArgumentException("at most " + MAX_TOKENS + " tokens at once");
    }
    List<SolanaAddress> addresses = tokens.stream().map(SolanaAddress::of).toList();
    SolanaRpc.Accounts found = accounts.finalized(addresses, 0);
    ChainPosition position = accounts.at(found.slot());
    List<TokenReading> readings = new ArrayList<>();
    for (int i = 0; i < addresses.size(); i++) {
      readings.add(reading(position, addresses.get(i), found.accounts().get(i)));
    }
    return readings;
  }

  private static TokenReading reading(
      ChainPosition position, SolanaAddress address, Optional<SolanaRpc.Account> account) {
    UniversalAddress token = address.toUniversal();
    if (account.isEmpty()) {
      return new TokenReading.Absent(position, token);
    }
    SolanaAddress owner = account.get().owner();
    if (!owner.equals(SolanaPrograms.TOKEN_2022) && !owner.equals(SolanaPrograms.TOKEN)) {
      return new TokenReading.NotAMint(position, token, "belongs to program " + owner);
    }
    try {
      return mint(position, owner, address, account.get().bytes());
    } catch (IllegalArgumentException e) {
      return new TokenReading.NotAMint(position, token, String.valueOf(e.getMessage()));
    }
  }

  private static TokenReading mint(
      ChainPosition position, SolanaAddress program, SolanaAddress address, byte[] data) {
    Token2022Mint mint = Token2022Mint.parse(address, data);
    return new TokenReading.Mint(
        position,
        address.toUniversal(),
        program,
        new TokenReading.MintBase(
            mint.supply().toBigInteger(),
            mint.decimals(),
            mint.mintAuthority(),
            mint.freezeAuthority()),
        mint.metadata().map(title -> metadata(title, mint)),
        mint.extensions().contains(Token2022Mint.PAUSABLE)
            ? Optional.of(mint.paused())
            : Optional.empty(),
        mint.scaledUiAmount().map(scaled -> multiplier(scaled, position.time())),
        mint.group(),
        new TreeSet<>(mint.extensions()));
  }

  private static String multiplier(ScaledUiAmount scaled, Instant time) {
    boolean changed = scaled.isScheduled() && !scaled.effectiveAt().isAfter(time);
    double current = changed ? scaled.newMultiplier() : scaled.multiplier();
    return ScaledUiAmount.decimal(current).stripTrailingZeros().toPlainString();
  }

  private static TokenReading.MintMetadata metadata(Token2022Mint.Title title, Token2022Mint mint) {
    return new TokenReading.MintMetadata(
        shown(title.name()),
        shown(title.symbol()),
        Optional.ofNullable(mint.metadataFields().get(ISIN_FIELD))
            .map(SolanaTokenInspector::shown));
  }

  /** Whoever writes a mint's metadata may write anything of any length. */
  private static String shown(String text) {
    if (text.length() > MAX_TEXT) {
      throw new IllegalArgumentException("metadata of " + text.length() + " characters");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("metadata with control characters");
    }
    return text;
  }

  /**
   * The group of that mint, and which of {@code mints} are its members.
   *
   * @throws io.stockbridge.chains.ChainAnswerException when the account is no group
   */
  public GroupReading group(SolanaAddress groupMint, List<SolanaAddress> mints) {
    Set<SolanaAddress> members = new HashSet<>();
    Map<SolanaAddress, Optional<SolanaAddress>> mintAuthorities = new HashMap<>();
    Token2022Mint.Group group = new Token2022Mint.Group(Optional.empty(), 0);
    long slot = Long.MAX_VALUE;
    for (int from = 0; from == 0 || from < mints.size(); from += MINTS_PER_REQUEST) {
      List<SolanaAddress> asked = new ArrayList<>();
      asked.add(groupMint);
      asked.addAll(mints.subList(from, Math.min(from + MINTS_PER_REQUEST, mints.size())));
      SolanaRpc.Accounts found = accounts.finalized(asked, 0);
      slot = Math.min(slot, found.slot());
      group = groupOf(groupMint, found.accounts().get(0));
      for (int i = 1; i < asked.size(); i++) {
        SolanaAddress mint = asked.get(i);
        member(mint, found.accounts().get(i))
            .ifPresent(
                parsed -> {
                  mintAuthorities.put(mint, parsed.mintAuthority());
                  parsed.group().filter(groupMint::equals).ifPresent(own -> members.add(mint));
                });
      }
    }
    return new GroupReading(slot, group.size(), group.authority(), members, mintAuthorities);
  }

  private Token2022Mint.Group groupOf(SolanaAddress address, Optional<SolanaRpc.Account> account) {
    if (account.isEmpty() || !account.get().owner().equals(SolanaPrograms.TOKEN_2022)) {
      throw nodes.fault("group mint " + address + " is no account of Token-2022");
    }
    try {
      return Token2022Mint.parseGroup(address, account.get().bytes());
    } catch (IllegalArgumentException e) {
      throw nodes.fault("group mint " + address + ": " + e.getMessage());
    }
  }

  private static Optional<Token2022Mint> member(
      SolanaAddress address, Optional<SolanaRpc.Account> account) {
    if (account.isEmpty() || !account.get().owner().equals(SolanaPrograms.TOKEN_2022)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Token2022Mint.parse(address, account.get().bytes()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
