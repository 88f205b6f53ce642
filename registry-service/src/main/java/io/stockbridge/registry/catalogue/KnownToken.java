package io.stockbridge.registry.catalogue;

import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.Evidence;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A token of a catalogue, with the asset it belongs to. */
public final class KnownToken extends Part<KnownToken> {

  private static final byte[] NAME = opening("caip19");

  private static final KnownToken[] NONE = {};

  private final Deployment deployment;
  private final @Nullable Listing listing;

  // At hand, because each answer asks: to look them up is another place in memory for each token.
  private final KnownToken[] siblings;
  private final Traits traits;
  private final int tableHash;

  /** A token of an asset, or an impostor, which belongs to none. */
  KnownToken(Deployment deployment, @Nullable Listing listing, KnownToken[] siblings) {
    this.deployment = deployment;
    this.listing = listing;
    this.siblings = siblings;
    this.traits = Traits.of(deployment, listing);
    String chainText = traits.chain().toString();
    this.tableHash =
        TokenTable.hash(chainText, 0, chainText.length(), deployment.token().address(), 0);
  }

  /** An impostor. */
  public static KnownToken impostor(Deployment deployment) {
    return new KnownToken(deployment, null, NONE);
  }

  @Override
  KnownToken self() {
    return this;
  }

  @Override
  void placeTexts(byte[] bytes) {
    if (listing != null && !PlainText.begins(bytes, NAME, traits.nameLength())) {
      throw new IllegalStateException("what is kept of a token begins with its name: " + this);
    }
  }

  /** The token. */
  public Deployment deployment() {
    return deployment;
  }

  /** Its CAIP-19 name. */
  public CharSequence name() {
    PlainText kept = keptName();
    return kept == null ? deployment.token().caip19() : kept;
  }

  /** In its alphabet, which an impostor may leave, nothing is escaped. */
  private @Nullable PlainText keptName() {
    byte[] kept = listing == null ? null : kept();
    return kept == null ? null : PlainText.at(kept, NAME.length, traits.nameLength());
  }

  /** Who issues its asset; null for an impostor. */
  public @Nullable String issuer() {
    return traits.issuer();
  }

  /** CAIP-19 of the token that replaced it; null when none has. */
  public @Nullable String successor() {
    return traits.replaced() ? deployment.successor() : null;
  }

  /** Who names it. */
  public List<Evidence> evidence() {
    return traits.evidence();
  }

  /** Whether that is its address, letter by letter. */
  public boolean isAt(String address) {
    return isAt(address, 0, false);
  }

  /**
   * Whether that is its address.
   *
   * @param text the address, from {@code from} on
   * @param anyCase whether upper and lower case letters are the same
   */
  boolean isAt(String text, int from, boolean anyCase) {
    if (text.length() - from != traits.addressLength()) {
      return false;
    }
    PlainText name = keptName();
    return name == null
        ? deployment.token().address().regionMatches(anyCase, 0, text, from, text.length() - from)
        : name.endsWith(text, from, anyCase);
  }

  /** Its asset; null for an impostor. */
  public @Nullable Asset asset() {
    return listing == null ? null : listing.asset();
  }

  /** The asset, empty for an impostor. */
  public Optional<Asset> owner() {
    return Optional.ofNullable(asset());
  }

  /** Its asset among those of its stock; null for an impostor. */
  public @Nullable Listing listing() {
    return listing;
  }

  /** All tokens of its stock, itself too; none for an impostor. */
  public List<KnownToken> siblings() {
    return Collections.unmodifiableList(Arrays.asList(siblings));
  }

  /** The chain it is on. */
  public Caip2 chain() {
    return traits.chain();
  }

  /** Whether it is the instrument itself and in use, and so is its asset. */
  public boolean isLive() {
    return traits.live();
  }

  /** Whether this deployment of Stockbridge bridges it. */
  public boolean own() {
    return traits.own();
  }

  /** How many sources name it, of which none copies another. */
  public int independentSources() {
    return traits.independentSources();
  }

  /** Whether both are of one token. */
  @SuppressWarnings("ReferenceEquality") // mostly it is the very same, which needs no look at it
  public boolean isSame(KnownToken other) {
    return this == other
        || (tableHash == other.tableHash && deployment.token().equals(other.deployment.token()));
  }

  /** See {@link TokenTable#hash}. */
  int tableHash() {
    return tableHash;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof KnownToken token
            && deployment.equals(token.deployment)
            && Objects.equals(asset(), token.asset()));
  }

  @Override
  public int hashCode() {
    return deployment.hashCode();
  }

  @Override
  public String toString() {
    return deployment.token().caip19();
  }
}
