package io.stockbridge.registry.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.stockbridge.protocol.units.Multiplier;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.TokenForm;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.catalogue.KnownToken;
import io.stockbridge.registry.network.KnownChain;
import io.stockbridge.registry.network.Network;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes a token with its asset straight to a stream, in the form that {@link
 * io.stockbridge.registry.recording.AssetJson} gives both, without evidence and sister tokens.
 */
@Singleton
class TokenWriter {

  private final Network network;

  TokenWriter(Network network) {
    this.network = network;
  }

  void write(JsonGenerator out, KnownToken token) throws IOException {
    out.writeStartObject();
    write(out, token.deployment());
    Asset asset = token.asset();
    if (asset != null) {
      AssetContent content = asset.content();
      out.writeStringField("asset", content.key());
      out.writeStringField("isin", content.isin() == null ? null : content.isin().value());
      out.writeStringField("issuer", content.issuer());
      out.writeStringField("name", content.name());
      boolean one = content.multiplier().equals(Multiplier.ONE);
      out.writeStringField("multiplier", one ? "1" : content.multiplier().toString());
      out.writeNumberField("actionEpoch", content.actionEpoch().value());
      out.writeFieldName("underlying");
      write(out, content.underlying());
    }
    out.writeEndObject();
  }

  private void write(JsonGenerator out, Deployment deployment) throws IOException {
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
    writeIfKnown(out, "priceFeed", deployment.priceFeed());
    out.writeNumberField("independentSources", deployment.independentSources());
    KnownChain chain = network.chains().get(deployment.token().chain());
    if (chain != null) {
      out.writeNumberField("domain", chain.domain().value());
    }
  }

  private static void write(JsonGenerator out, Underlying underlying) throws IOException {
    out.writeStartObject();
    writeIfKnown(out, "isin", underlying.isin() == null ? null : underlying.isin().value());
    out.writeStringField("ticker", underlying.ticker());
    out.writeStringField("name", underlying.name());
    writeIfKnown(out, "mic", underlying.mic());
    out.writeEndObject();
  }

  private static void writeIfKnown(JsonGenerator out, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      out.writeStringField(name, value);
    }
  }

  private static void writeIfKnown(JsonGenerator out, String name, @Nullable Integer value)
      throws IOException {
    if (value != null) {
      out.writeNumberField(name, value);
    }
  }
}
