package io.stockbridge.registry.catalogue;

import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetStatus;
import io.stockbridge.registry.assets.Deployment;
import io.stockbridge.registry.assets.Evidence;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A token of a catalogue, with the asset it belongs to. */
public final class KnownToken extends Part<KnownToken> {

  private static final byte[] NAME = opening("caip19");

  private final Deployment deployment;
  private final @Nullable Listing listing;
  private final Caip2 chain;
  private final int tableHash;

  // Copies of what each answer asks: to look it up is another place in memory for each token.
  private final boolean live;
  private final boolean own;
  private final short independentSources;
  private final short nameLength;
  private final List<Evidence> evidence;

  /** A token of an asset, or an impostor, which belongs to none. */
  KnownToken(Deployment deployment, @Nullable Listing listing) {
    this.deployment = deployment;
    this.listing = listing;
    this.chain = deployment.token().chain();
    this.live =
        listing != null
            && listing.asset().content().status() == AssetStatus.ACTIVE
            && deployment.isLiveToken();
    this.own = deployment.own();
    this.independentSources = (short) Math.min(deployment.independentSources(), Short.MAX_VALUE);
    this.evidence = deployment.evidence();
    this.nameLength = (short) Math.min(deployment.token().caip19().length(), Short.MAX_VALUE);
    String chainText = chain.toString();
    this.tableHash =
        TokenTable.hash(chainText, 0, chainText.length(), deployment.token().address(), 0);
  }

  /** An impostor. */
  public static KnownToken impostor(Deployment deployment) {
    return new KnownToken(deployment, null);
  }

  @Override
  KnownToken self() {
    return this;
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
    return listing == null ? null : PlainText.first(kept(), NAME, nameLength);
  }

  /** Who names it. */
  public List<Evidence> evidence() {
    return evidence;
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
    PlainText name = keptName();
    if (name != null) {
      return name.endsWith(':', text, from, anyCase);
    }
    String address = deployment.token().address();
    return address.length() == text.length() - from
        && address.regionMatches(anyCase, 0, text, from, address.length());
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

  /** The chain it is on. */
  public Caip2 chain() {
    return chain;
  }

  /** Whether it is the instrument itself and in use, and so is its asset. */
  public boolean isLive() {
    return live;
  }

  /** Whether this deployment of Stockbridge bridges it. */
  public boolean own() {
    return own;
  }

  /** How many sources name it, of which none copies another; counted up to 32,767. */
  public int independentSources() {
    return independentSources;
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
