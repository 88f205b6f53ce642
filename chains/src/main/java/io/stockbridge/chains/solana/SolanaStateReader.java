package io.stockbridge.chains.solana;

import io.stockbridge.chains.AssetSupply;
import io.stockbridge.chains.ChainAnswerException;
import io.stockbridge.chains.ChainPosition;
import io.stockbridge.chains.RecipientCheck;
import io.stockbridge.chains.SolanaChain;
import io.stockbridge.chains.SupplyReading;
import io.stockbridge.chains.TokenCheck;
import io.stockbridge.chains.rpc.RpcQuorum;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.units.ShareAmount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads mints, wallets and token accounts from finalized state. */
final class SolanaStateReader {
  private static final int TOKEN_ACCOUNT_BASE = 165;
  private static final int TOKEN_ACCOUNT_OWNER = 32;
  private static final int TOKEN_ACCOUNT_STATE = 108;
  private static final int FROZEN = 2;

  private final SolanaChain chain;
  private final RpcQuorum nodes;
  private final SolanaAccounts accounts;

  SolanaStateReader(SolanaChain chain, RpcQuorum nodes, SolanaHeads heads) {
    this.chain = chain;
    this.nodes = nodes;
    this.accounts = new SolanaAccounts(nodes, heads);
  }

  /** See {@link SolanaAccounts#finalized}. */
  SolanaRpc.Accounts finalized(List<SolanaAddress> addresses, long minSlot) {
    return accounts.finalized(addresses, minSlot);
  }

  /** See {@link SolanaAccounts#at}. */
  ChainPosition at(long slot) {
    return accounts.at(slot);
  }

  SupplyReading suppliesAt(ChainPosition position, Map<Isin, SolanaAddress> mints) {
    List<Isin> isins = List.copyOf(mints.keySet());
    List<SolanaAddress> addresses = new ArrayList<>();
    isins.forEach(isin -> addresses.add(mint(mints, isin)));
    if (addresses.isEmpty()) {
      return new SupplyReading(position, Map.of(), false, Optional.empty());
    }
    SolanaRpc.Accounts found = finalized(addresses, position.height());
    Map<Isin, AssetSupply> assets = new HashMap<>();
    for (int i = 0; i < isins.size(); i++) {
      SolanaAddress address = addresses.get(i);
      Isin isin = isins.get(i);
      found
          .accounts()
          .get(i)
          .ifPresent(account -> assets.put(isin, supply(isin, address, account)));
    }
    return new SupplyReading(accounts.at(found.slot()), assets, false, Optional.empty());
  }

  private AssetSupply supply(Isin isin, SolanaAddress address, SolanaRpc.Account account) {
    Token2022Mint mint = parsed(address, account);
    try {
      return new AssetSupply(
          isin,
          address.toUniversal(),
          mint.supply(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          mint.actionEpoch(),
          mint.paused());
    } catch (IllegalArgumentException e) {
      throw nodes.fault("mint " + address + ": " + e.getMessage());
    }
  }

  TokenCheck canonicalToken(Isin isin, UniversalAddress token) {
    SolanaAddress address = SolanaAddress.of(token);
    SolanaRpc.Accounts found = finalized(List.of(address), 0);
    Optional<SolanaRpc.Account> account = found.accounts().get(0);
    if (account.isEmpty() || !account.get().owner().equals(chain.tokenProgram())) {
      return new TokenCheck.NotCanonical(address + " is no account of Token-2022");
    }
    Token2022Mint mint;
    try {
      mint = Token2022Mint.parse(address, account.get().bytes());
    } catch (IllegalArgumentException e) {
      return new TokenCheck.NotCanonical(address + " is no mint: " + e.getMessage());
    }
    Optional<String> objection = objection(isin, mint);
    if (objection.isPresent()) {
      return new TokenCheck.NotCanonical(objection.get());
    }
    return new TokenCheck.Canonical(
        List.of(
            "slot " + found.slot(),
            "mint authority " + chain.multisig(),
            "member of group " + chain.groupMint(),
            "metadata isin = " + isin));
  }

  private Optional<String> objection(Isin isin, Token2022Mint mint) {
    if (!mint.mintAuthority().equals(Optional.of(chain.multisig()))) {
      return Optional.of("its mint authority is " + mint.mintAuthority());
    }
    if (!mint.group().equals(Optional.of(chain.groupMint()))) {
      return Optional.of("its group is " + mint.group());
    }
    String named = mint.metadataFields().getOrDefault("isin", "none");
    if (!named.equals(isin.value())) {
      return Optional.of("its metadata names the asset " + named);
    }
    if (mint.decimals() != ShareAmount.DECIMALS) {
      return Optional.of("it has " + mint.decimals() + " decimals");
    }
    if (!mint.metadataFields().containsKey(TokenInstruction.EPOCH_FIELD)) {
      return Optional.of("its metadata has no " + TokenInstruction.EPOCH_FIELD);
    }
    boolean hidesSupply =
        mint.extensions().contains(Token2022Mint.CONFIDENTIAL_MINT_BURN)
            || mint.extensions().contains(Token2022Mint.MINT_CLOSE_AUTHORITY)
            || mint.extensions().contains(Token2022Mint.TRANSFER_FEE);
    return hidesSupply
        ? Optional.of("it has an extension that hides or withholds supply: " + mint.extensions())
        : Optional.empty();
  }

  RecipientCheck recipient(UniversalAddress recipient, SolanaAddress mint) {
    SolanaAddress wallet = SolanaAddress.of(recipient);
    boolean own =
        List.of(
                chain.multisig(),
                chain.replayAuthority(),
                chain.groupMint(),
                chain.tokenProgram(),
                chain.memoProgram(),
                mint)
            .contains(wallet);
    if (own) {
      return refused(RecipientCheck.Reason.OWN_CONTRACT, wallet + " is an account of Stockbridge");
    }
    if (recipient.isZero() || !wallet.isOnCurve()) {
      return refused(RecipientCheck.Reason.NOT_A_WALLET, wallet + " has no private key");
    }
    SolanaAddress account = AssociatedTokenAccount.address(wallet, mint, chain.tokenProgram());
    List<Optional<SolanaRpc.Account>> found = finalized(List.of(wallet, account), 0).accounts();
    Optional<SolanaRpc.Account> holder = found.get(0);
    if (holder.isPresent() && !holder.get().owner().equals(SolanaPrograms.SYSTEM)) {
      return refused(
          RecipientCheck.Reason.NOT_A_WALLET,
          wallet + " belongs to program " + holder.get().owner());
    }
    return found
        .get(1)
        .filter(token -> token.owner().equals(chain.tokenProgram()))
        .map(token -> tokenAccount(wallet, token.bytes()))
        .orElse(new RecipientCheck.Accepted());
  }

  private static RecipientCheck tokenAccount(SolanaAddress wallet, byte[] data) {
    if (data.length < TOKEN_ACCOUNT_BASE) {
      return refused(RecipientCheck.Reason.NOT_A_WALLET, "its token account is malformed");
    }
    byte[] owner = Arrays.copyOfRange(data, TOKEN_ACCOUNT_OWNER, 2 * TOKEN_ACCOUNT_OWNER);
    if (!SolanaAddress.ofBytes(owner).equals(wallet)) {
      return refused(RecipientCheck.Reason.BLOCKED, "its token account belongs to somebody else");
    }
    return data[TOKEN_ACCOUNT_STATE] == FROZEN
        ? refused(RecipientCheck.Reason.BLOCKED, "the token account of " + wallet + " is frozen")
        : new RecipientCheck.Accepted();
  }

  Token2022Mint parsed(SolanaAddress address, SolanaRpc.Account account) {
    if (!account.owner().equals(chain.tokenProgram())) {
      throw nodes.fault("mint " + address + " belongs to program " + account.owner());
    }
    try {
      return Token2022Mint.parse(address, account.bytes());
    } catch (IllegalArgumentException e) {
      throw nodes.fault("mint " + address + ": " + e.getMessage());
    }
  }

  ChainAnswerException fault(String problem) {
    return nodes.fault(problem);
  }

  private static SolanaAddress mint(Map<Isin, SolanaAddress> mints, Isin isin) {
    SolanaAddress mint = mints.get(isin);
    if (mint == null) {
      throw new IllegalArgumentException("no mint of " + isin);
    }
    return mint;
  }

  private static RecipientCheck refused(RecipientCheck.Reason reason, String detail) {
    return new RecipientCheck.Refused(reason, detail);
  }
}
