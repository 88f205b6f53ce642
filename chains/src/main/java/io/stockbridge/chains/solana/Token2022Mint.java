package io.stockbridge.chains.solana;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.ShareAmount;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A Token-2022 mint account (spl-token-2022 layout: 82-byte base, padding to 165, account type,
 * type-length-value extensions).
 *
 * @param mintAuthority who may mint
 * @param freezeAuthority who may freeze token accounts
 * @param supply raw amount
 * @param metadata name and symbol of the TokenMetadata, when it carries metadata of itself
 * @param metadataFields the TokenMetadata's additional fields, when it carries metadata of itself
 * @param group the group it is a member of, when the membership names this mint
 * @param scaledUiAmount its multipliers: for display only, never compared
 * @param extensions the types of all extensions
 */
record Token2022Mint(
    Optional<SolanaAddress> mintAuthority,
    Optional<SolanaAddress> freezeAuthority,
    ShareAmount supply,
    int decimals,
    Optional<Title> metadata,
    Map<String, String> metadataFields,
    Optional<SolanaAddress> group,
    Optional<ScaledUiAmount> scaledUiAmount,
    boolean paused,
    Set<Integer> extensions) {

  static final int CONFIDENTIAL_MINT_BURN = 24;
  static final int MINT_CLOSE_AUTHORITY = 3;
  static final int TRANSFER_FEE = 1;
  private static final int TOKEN_METADATA = 19;
  private static final int TOKEN_GROUP = 21;
  private static final int TOKEN_GROUP_MEMBER = 23;

  /** Update authority, mint, size and greatest size. */
  private static final int GROUP_LENGTH = 32 + 32 + 8 + 8;

  private static final int SCALED_UI_AMOUNT = 25;
  static final int PAUSABLE = 26;
  private static final int BASE_LENGTH = 82;
  private static final int TYPE_OFFSET = 165;
  private static final int ACCOUNT_TYPE_MINT = 1;
  private static final int MAX_FIELDS = 64;

  /** What a mint calls itself. */
  record Title(String name, String symbol) {}

  Token2022Mint {
    metadataFields = Map.copyOf(metadataFields);
    extensions = Set.copyOf(extensions);
  }

  /**
   * Reads the account's data.
   *
   * @throws IllegalArgumentException when it is no initialized mint
   */
  static Token2022Mint parse(SolanaAddress address, byte[] data) {
    try {
      return parse(address, ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN));
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("truncated mint account", e);
    }
  }

  private static Token2022Mint parse(SolanaAddress address, ByteBuffer in) {
    if (in.remaining() < BASE_LENGTH) {
      throw new IllegalArgumentException("a mint of " + in.remaining() + " bytes");
    }
    Optional<SolanaAddress> authority = optionalKey(in);
    ShareAmount supply = ShareAmount.ofSu(in.getLong());
    int decimals = Byte.toUnsignedInt(in.get());
    if (in.get() != 1) {
      throw new IllegalArgumentException("not an initialized mint");
    }
    Optional<SolanaAddress> freezeAuthority = optionalKey(in);
    Map<Integer, ByteBuffer> extensions = extensions(in);
    Map<String, String> fields = new HashMap<>();
    Optional<Title> title =
        Optional.ofNullable(extensions.get(TOKEN_METADATA))
            .map(metadata -> metadata(address, metadata, fields));
    return new Token2022Mint(
        authority,
        freezeAuthority,
        supply,
        decimals,
        title,
        fields,
        Optional.ofNullable(extensions.get(TOKEN_GROUP_MEMBER)).flatMap(m -> group(address, m)),
        Optional.ofNullable(extensions.get(SCALED_UI_AMOUNT)).map(ScaledUiAmount::read),
        extensions.containsKey(PAUSABLE) && extensions.get(PAUSABLE).get(32) != 0,
        new TreeSet<>(extensions.keySet()));
  }

  /**
   * The corporate action in force.
   *
   * @throws IllegalArgumentException when the metadata names none
   */
  ActionEpoch actionEpoch() {
    String epoch = metadataFields.getOrDefault(TokenInstruction.EPOCH_FIELD, "");
    try {
      return ActionEpoch.of(epoch);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("it has no action epoch: " + e.getMessage(), e);
    }
  }

  private static Map<Integer, ByteBuffer> extensions(ByteBuffer in) {
    Map<Integer, ByteBuffer> extensions = new HashMap<>();
    if (in.capacity() <= TYPE_OFFSET) {
      return extensions;
    }
    in.position(TYPE_OFFSET);
    if (in.get() != ACCOUNT_TYPE_MINT) {
      throw new IllegalArgumentException("not a mint account");
    }
    while (in.remaining() >= 4) {
      int type = Short.toUnsignedInt(in.getShort());
      int length = Short.toUnsignedInt(in.getShort());
      if (type == 0) {
        break;
      }
      ByteBuffer value = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
      in.position(in.position() + length);
      if (extensions.put(type, value) != null) {
        throw new IllegalArgumentException("extension " + type + " twice");
      }
    }
    return extensions;
  }

  private static Title metadata(SolanaAddress mint, ByteBuffer in, Map<String, String> fields) {
    key(in);
    if (!key(in).equals(mint)) {
      throw new IllegalArgumentException("the metadata is another mint's");
    }
    Title title = new Title(text(in), text(in));
    text(in);
    int count = in.getInt();
    if (count < 0 || count > MAX_FIELDS) {
      throw new IllegalArgumentException(count + " metadata fields");
    }
    for (int i = 0; i < count; i++) {
      fields.put(text(in), text(in));
    }
    return title;
  }

  private static Optional<SolanaAddress> group(SolanaAddress mint, ByteBuffer in) {
    boolean own = key(in).equals(mint);
    return own ? Optional.of(key(in)) : Optional.empty();
  }

  /**
   * A group that a mint carries of itself.
   *
   * @param size number of members
   */
  record Group(Optional<SolanaAddress> authority, long size) {}

  /**
   * Reads the TokenGroup of a mint account's data.
   *
   * @throws IllegalArgumentException when the mint carries no group of itself
   */
  static Group parseGroup(SolanaAddress address, byte[] data) {
    try {
      ByteBuffer in = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
      in.position(Math.min(BASE_LENGTH, in.limit()));
      ByteBuffer group = extensions(in).get(TOKEN_GROUP);
      if (group == null || group.remaining() != GROUP_LENGTH) {
        throw new IllegalArgumentException("no group of members");
      }
      SolanaAddress authority = key(group);
      if (!key(group).equals(address)) {
        throw new IllegalArgumentException("the group is another mint's");
      }
      return new Group(
          Optional.of(authority).filter(a -> !a.toUniversal().isZero()), group.getLong());
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("truncated mint account", e);
    }
  }

  private static String text(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Optional<SolanaAddress> optionalKey(ByteBuffer in) {
    int tag = in.getInt();
    SolanaAddress key = key(in);
    return switch (tag) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(key);
      default -> throw new IllegalArgumentException("not an optional key: tag " + tag);
    };
  }

  private static SolanaAddress key(ByteBuffer in) {
    byte[] bytes = new byte[Bytes32.LENGTH];
    in.get(bytes);
    return SolanaAddress.ofBytes(bytes);
  }
}
