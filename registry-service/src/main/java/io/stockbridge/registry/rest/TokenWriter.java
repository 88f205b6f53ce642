package io.stockbridge.registry.rest;

import io.stockbridge.kit.json.Rfc3339;
import io.stockbridge.protocol.units.Multiplier;
import io.stockbridge.registry.assets.Alias;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.MultiplierPlan;
import io.stockbridge.registry.assets.PriceFeed;
import io.stockbridge.registry.assets.TokenForm;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.assets.UnderlyingStatus;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.catalogue.KnownToken;
import io.stockbridge.registry.catalogue.Listing;
import io.stockbridge.registry.catalogue.Stock;
import io.stockbridge.registry.network.KnownChain;
import io.stockbridge.registry.network.Network;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes a token with its asset, in the form that {@link
 * io.stockbridge.registry.recording.AssetJson} gives both, without evidence and sister tokens. Both
 * are written once and kept with them: to gather their parts anew takes longer than all else.
 */
@Singleton
class TokenWriter {

  private static final Function<Listing, byte[]> OF_ASSET = TokenWriter::members;

  private final Network network;
  private final Function<KnownToken, byte[]> ofToken = this::members;

  TokenWriter(Network network) {
    this.network = network;
  }

  void write(JsonBytes out, KnownToken token) {
    out.writeStartObject();
    out.writeMembers(token.written(ofToken));
    Listing listing = token.listing();
    if (listing != null) {
      out.writeMembers(listing.written(OF_ASSET));
    }
    out.writeEndObject();
  }

  /**
   * Writes what is kept of all tokens: at once, because then a stock's parts lie side by side in
   * memory, which they do not when they are written as they happen to be asked for.
   */
  void prepare(Catalogue catalogue) {
    for (Stock stock : catalogue.stocks()) {
      for (KnownToken token : stock.tokens()) {
        token.written(ofToken);
        Objects.requireNonNull(token.listing()).written(OF_ASSET);
      }
    }
  }

  /** What is said of a token alone, as members of an object. */
  private byte[] members(KnownToken token) {
    JsonBytes out = new JsonBytes();
    write(out, token.deployment());
    Asset asset = token.asset();
    if (asset != null) {
      writeWrappers(out, asset.content(), token.deployment());
    }
    return out.toBytes();
  }

  /** What is said of each token of an asset. */
  private static byte[] members(Listing listing) {
    JsonBytes out = new JsonBytes();
    AssetContent content = listing.asset().content();
    out.writeStringField("asset", content.key());
    out.writeStringField("isin", content.isin() == null ? null : content.isin().value());
    out.writeStringField("issuer", content.issuer());
    out.writeStringField("name", content.name());
    boolean one = content.multiplier().equals(Multiplier.ONE);
    out.writeStringField("multiplier", one ? "1" : content.multiplier().toString());
    out.writeNumberField("actionEpoch", content.actionEpoch().value());
    MultiplierPlan.Pending pending = content.multiplierPlan().pending();
    if (pending != null) {
      out.writeObjectFieldStart("pendingMultiplier");
      out.writeStringField("value", pending.value().toString());
      out.writeStringField("effectiveAt", Rfc3339.format(pending.effectiveAt()));
      out.writeEndObject();
    }
    out.writeFieldName("underlying");
    write(out, content.underlying());
    return out.toBytes();
  }

  private void write(JsonBytes out, Deployment deployment) {
    TokenForm form = deployment.form();
    out.writeStringField("caip19", deployment.token().caip19());
    out.writeStringField("chain", deployment.token().chain().toString());
    out.writeStringField("address", deployment.token().address());
    out.writeStringField("symbol", deployment.symbol());
    writeIfKnown(out, "decimals", deployment.decimals());
    out.writeStringField("role", form.role().wire());
    out.writeStringField("unitModel", form.unitModel().wire());
    writeIfKnown(out, "tokenProgram", form.tokenProgram());
    out.writeStringField("status", deployment.status().wire());
    out.writeBooleanField("own", deployment.own());
    writeIfKnown(out, "wraps", form.wraps());
    writeIfKnown(out, "generation", form.generation());
    writeIfKnown(out, "successor", deployment.successor());
    writePriceFeeds(out, deployment);
    out.writeNumberField("independentSources", deployment.independentSources());
    writeIfKnown(out, "firstSeen", text(deployment.firstSeen()));
    KnownChain chain = network.chains().get(deployment.token().chain());
    if (chain != null) {
      out.writeNumberField("domain", chain.domain().value());
    }
  }

  private static void writePriceFeeds(JsonBytes out, Deployment deployment) {
    if (deployment.priceFeeds().isEmpty()) {
      return;
    }
    out.writeStringField("priceFeed", deployment.priceFeed());
    out.writeArrayFieldStart("priceFeeds");
    for (PriceFeed feed : deployment.priceFeeds()) {
      PriceFeed.Basis basis = feed.basis();
      out.writeStartObject();
      out.writeStringField("address", feed.address());
      writeIfKnown(out, "basis", basis == null ? null : basis.wire());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void writeWrappers(JsonBytes out, AssetContent content, Deployment wrapped) {
    List<Deployment> wrappers = content.wrappersOf(wrapped.token());
    if (wrappers.isEmpty()) {
      return;
    }
    out.writeArrayFieldStart("wrappedBy");
    for (Deployment wrapper : wrappers) {
      out.writeStartObject();
      out.writeStringField("caip19", wrapper.token().caip19());
      writeIfKnown(out, "generation", wrapper.form().generation());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void write(JsonBytes out, Underlying underlying) {
    UnderlyingStatus status = underlying.status();
    out.writeStartObject();
    out.writeStringField("key", underlying.key());
    writeIfKnown(out, "isin", text(underlying.isin()));
    writeIfKnown(out, "figi", text(underlying.figi()));
    out.writeStringField("ticker", underlying.ticker());
    out.writeStringField("name", underlying.name());
    writeIfKnown(out, "mic", underlying.mic());
    writeIfKnown(out, "status", status == null ? null : status.wire());
    if (!underlying.aliases().isEmpty()) {
      out.writeArrayFieldStart("aliases");
      for (Alias alias : underlying.aliases()) {
        out.writeStartObject();
        out.writeStringField("kind", alias.kind().wire());
        out.writeStringField("value", alias.value());
        writeIfKnown(out, "from", text(alias.from()));
        writeIfKnown(out, "until", text(alias.until()));
        out.writeEndObject();
      }
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static void writeIfKnown(JsonBytes out, String name, @Nullable String value) {
    if (value != null) {
      out.writeStringField(name, value);
    }
  }

  private static void writeIfKnown(JsonBytes out, String name, @Nullable Integer value) {
    if (value != null) {
      out.writeNumberField(name, value);
    }
  }
}
