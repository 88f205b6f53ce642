package io.stockbridge.registry.search;

import io.stockbridge.registry.assets.Alias;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.AssetStatus;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.catalogue.KnownToken;
import java.util.ArrayList;
import java.util.List;

/** Something that can be found, with the texts it can be found by. */
sealed interface Entry {

  /** Most different token symbols of one asset that it can be found by. */
  int MAX_SYMBOLS = 20;

  /**
   * A text of an entry.
   *
   * @param name its name in answers
   * @param text as it is stored
   * @param code whether it is a ticker or symbol, which is compared as one word
   */
  record Field(String name, String text, boolean code) {}

  /** The texts, the most telling first. */
  List<Field> fields();

  /** What comes first among equal matches; lower is better. */
  int rank();

  /** Tells entries of one kind apart. */
  String key();

  /** A listed security. */
  record Stock(Underlying underlying) implements Entry {

    @Override
    public List<Field> fields() {
      List<Field> fields = new ArrayList<>();
      fields.add(new Field("ticker", underlying.ticker(), true));
      fields.add(new Field("name", underlying.name(), false));
      for (Alias alias : underlying.aliases()) {
        fields.add(new Field("alias", alias.value(), alias.kind() != Alias.Kind.NAME));
      }
      return fields;
    }

    @Override
    public int rank() {
      return 0;
    }

    @Override
    public String key() {
      return underlying.key();
    }
  }

  /** An issuer's instrument. */
  record Instrument(Asset asset) implements Entry {

    @Override
    public List<Field> fields() {
      AssetContent content = asset.content();
      List<Field> fields = new ArrayList<>();
      fields.add(new Field("symbol", content.symbol(), true));
      fields.add(new Field("name", content.name(), false));
      fields.add(new Field("underlying", content.underlying().ticker(), true));
      content.deployments().stream()
          .map(Deployment::symbol)
          .filter(symbol -> !symbol.equals(content.symbol()))
          .distinct()
          .limit(MAX_SYMBOLS)
          .forEach(symbol -> fields.add(new Field("tokenSymbol", symbol, true)));
      fields.add(new Field("issuer", content.issuer(), false));
      return fields;
    }

    @Override
    public int rank() {
      if (asset.content().isOwn()) {
        return 1;
      }
      return asset.content().status() == AssetStatus.RETIRED ? 3 : 2;
    }

    @Override
    public String key() {
      return asset.content().key();
    }
  }

  /** A token that was named by its address or CAIP-19 name; an impostor has no asset. */
  record Token(KnownToken token) implements Entry {

    @Override
    public List<Field> fields() {
      return List.of(new Field("symbol", token.deployment().symbol(), true));
    }

    @Override
    public int rank() {
      return isImpostor() ? 9 : 4;
    }

    @Override
    public String key() {
      return token.deployment().token().caip19();
    }

    boolean isImpostor() {
      return token.asset() == null;
    }
  }
}
