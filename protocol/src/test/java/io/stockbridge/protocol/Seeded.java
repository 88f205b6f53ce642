package io.stockbridge.protocol;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageKind;
import io.stockbridge.protocol.message.SourceRef;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.ShareAmount;
import java.util.List;
import java.util.Random;

/**
 * Random protocol values from one printed seed; run again with {@code -Dstockbridge.seed=N} to
 * repeat a failure.
 */
public final class Seeded {
  private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  public static final List<DomainId> CHAINS =
      List.of(
          DomainId.of(412346),
          DomainId.of(84538453),
          DomainId.of(42161),
          DomainId.of(8453),
          DomainId.SOLANA_MAINNET,
          DomainId.SOLANA_LOCAL);

  private final Random random;

  private Seeded(long seed) {
    this.random = new Random(seed);
  }

  /** A generator for one test; the seed is printed with the test's name. */
  public static Seeded forTest(String test) {
    Long given = Long.getLong("stockbridge.seed");
    long seed = given != null ? given : System.nanoTime();
    System.out.println(test + " seed=" + seed);
    return new Seeded(seed);
  }

  public int below(int bound) {
    return random.nextInt(bound);
  }

  public long nextLong() {
    return random.nextLong();
  }

  public boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  public <T> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  public byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  public Bytes32 bytes32() {
    return Bytes32.ofBytes(bytes(32));
  }

  public EvmAddress evmAddress() {
    return EvmAddress.ofBytes(bytes(20));
  }

  public UniversalAddress addressOn(DomainId domain) {
    return domain.isEvm() ? evmAddress().toUniversal() : UniversalAddress.ofBytes(bytes(32));
  }

  /** Small values as often as large ones, so that edges are met. */
  public ShareAmount amount() {
    long su = random.nextLong() >>> random.nextInt(64);
    return ShareAmount.ofSu(su == 0 ? 1 : su);
  }

  public ActionEpoch epoch() {
    return ActionEpoch.of((random.nextInt() & 0xFFFF_FFFFL) >>> random.nextInt(32));
  }

  /** Random body, and the one check digit that holds. */
  public Isin isin() {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < 11; i++) {
      body.append(ALPHANUMERIC.charAt(random.nextInt(i < 2 ? 26 : 36)));
    }
    for (int digit = 0; digit < 10; digit++) {
      if (Isin.isValid(body.toString() + digit)) {
        return Isin.of(body.toString() + digit);
      }
    }
    throw new AssertionError("no check digit for " + body);
  }

  public Message message() {
    MessageKind kind = oneOf(List.of(MessageKind.values()));
    DomainId source = kind == MessageKind.ISSUE ? DomainId.CUSTODY : oneOf(CHAINS);
    DomainId destination = kind == MessageKind.REDEEM ? DomainId.CUSTODY : oneOf(CHAINS);
    while (kind == MessageKind.TRANSFER && destination.equals(source)) {
      destination = oneOf(CHAINS);
    }
    UniversalAddress sender = kind == MessageKind.ISSUE ? UniversalAddress.ZERO : addressOn(source);
    return new Message(
        kind,
        source,
        destination,
        SourceRef.ofBytes(bytes(32)),
        isin(),
        amount(),
        epoch(),
        sender,
        addressOn(destination));
  }
}
