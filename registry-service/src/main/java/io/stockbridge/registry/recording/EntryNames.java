package io.stockbridge.registry.recording;

import io.stockbridge.protocol.identifiers.Figi;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.registry.assets.Alias;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.EntryContent;
import io.stockbridge.registry.assets.Impostor;
import io.stockbridge.registry.assets.TokenId;
import io.stockbridge.registry.assets.Underlying;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** By which names an entry is found. */
public final class EntryNames {

  private EntryNames() {}

  /**
   * One name.
   *
   * @param name in upper case, or a token's key or address
   * @param category what kind of name
   * @param group key of the underlying that the entry belongs to, or its own
   * @param exclusive whether no other entry may have it
   */
  record Name(String name, String category, String group, boolean exclusive) {}

  static List<Name> of(EntryContent content) {
    List<Name> names = new ArrayList<>();
    switch (content) {
      case Underlying underlying -> ofUnderlying(underlying, names);
      case AssetContent asset -> ofAsset(asset, names);
      case Impostor impostor -> ofToken(impostor.deployment(), impostor.key(), names);
    }
    return names;
  }

  private static void ofUnderlying(Underlying underlying, List<Name> names) {
    String group = underlying.key();
    names.add(new Name(underlying.key(), "key", group, false));
    names.add(new Name(underlying.ticker(), "ticker", group, false));
    Isin isin = underlying.isin();
    if (isin != null) {
      names.add(new Name(isin.value(), "isin", group, true));
    }
    Figi figi = underlying.figi();
    if (figi != null) {
      names.add(new Name(figi.value(), "figi", group, true));
    }
    for (Alias alias : underlying.aliases()) {
      names.add(new Name(upper(alias.value()), "alias", group, false));
    }
  }

  private static void ofAsset(AssetContent asset, List<Name> names) {
    String group = asset.underlying().key();
    names.add(new Name(upper(asset.key()), "key", group, false));
    names.add(new Name(upper(asset.symbol()), "symbol", group, false));
    Isin isin = asset.isin();
    if (isin != null) {
      names.add(new Name(isin.value(), "isin", group, true));
    }
    asset.deployments().forEach(token -> ofToken(token, group, names));
  }

  private static void ofToken(Deployment token, String group, List<Name> names) {
    names.add(new Name(token.token().key(), "token", group, true));
    names.add(new Name(address(token.token().address()), "address", group, false));
  }

  /** The forms in which a name that somebody asks for can be stored. */
  public static Set<String> asked(String text) {
    Set<String> forms = new LinkedHashSet<>();
    forms.add(upper(text));
    int slash = text.indexOf('/');
    int colon = text.indexOf(':', Math.max(slash, 0));
    if (slash > 0 && colon > slash) {
      String chain = text.substring(0, slash);
      String address = text.substring(colon + 1);
      forms.add(TokenId.keyOf(chain, address));
      forms.add(address(address));
    } else if (slash > 0) {
      forms.add(TokenId.keyOf(text.substring(0, slash), text.substring(slash + 1)));
      forms.add(address(text.substring(slash + 1)));
    } else {
      forms.add(address(text));
    }
    return forms;
  }

  private static String address(String address) {
    return address.startsWith("0x") ? address.toLowerCase(Locale.ROOT) : address;
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }
}
