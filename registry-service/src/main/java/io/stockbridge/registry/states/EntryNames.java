package io.stockbridge.registry.states;

import io.stockbridge.kit.problem.ProblemException;
import io.stockbridge.protocol.state.EntryKind;
import io.stockbridge.protocol.state.EntryName;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.TokenId;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.catalogue.KnownToken;
import io.stockbridge.registry.serving.CatalogueHolder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds the entry that somebody means. */
@ApplicationScoped
class EntryNames {

  private static final int MAX_KEY = 300;

  private final CatalogueHolder holder;

  EntryNames(CatalogueHolder holder) {
    this.holder = holder;
  }

  /** The entry's own name, or the one that a token, ISIN or ticker leads to today. */
  Optional<EntryName> find(String kind, String key) {
    if (key.length() > MAX_KEY || key.chars().anyMatch(Character::isISOControl)) {
      return Optional.empty();
    }
    Catalogue catalogue = holder.catalogue();
    return switch (kind) {
      case "token" -> ofToken(catalogue, key);
      case "isin" -> ofIsin(catalogue, key);
      case "ticker" -> catalogue.underlyingOfTicker(key).map(EntryNames::name);
      default ->
          Optional.of(
              new EntryName(
                  EntryKind.ofWire(kind)
                      .orElseThrow(
                          () ->
                              ProblemException.inField(
                                  StateProblem.UNKNOWN_KIND,
                                  "kind",
                                  "not underlying, instrument, impostor, token, isin or ticker: "
                                      + kind)),
                  key));
    };
  }

  private static Optional<EntryName> ofToken(Catalogue catalogue, String caip19) {
    int slash = caip19.indexOf('/');
    int colon = caip19.indexOf(':', slash + 1);
    if (slash < 0 || colon < 0) {
      return Optional.empty();
    }
    return catalogue
        .token(TokenId.keyOf(caip19.substring(0, slash), caip19.substring(colon + 1)))
        .map(EntryNames::name);
  }

  private static Optional<EntryName> ofIsin(Catalogue catalogue, String isin) {
    return catalogue
        .asset(isin)
        .map(EntryNames::name)
        .or(() -> catalogue.underlyingOfIsin(isin).map(EntryNames::name));
  }

  private static EntryName name(KnownToken token) {
    return token
        .owner()
        .map(EntryNames::name)
        .orElseGet(
            () ->
                new EntryName(
                    EntryKind.IMPOSTOR, EntryForm.IMPOSTOR.key().apply(token.deployment())));
  }

  private static EntryName name(Asset asset) {
    return new EntryName(EntryKind.INSTRUMENT, EntryForm.INSTRUMENT.key().apply(asset));
  }

  private static EntryName name(Underlying underlying) {
    return new EntryName(EntryKind.UNDERLYING, EntryForm.UNDERLYING.key().apply(underlying));
  }
}
