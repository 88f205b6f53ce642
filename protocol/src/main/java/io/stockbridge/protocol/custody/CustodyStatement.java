package io.stockbridge.protocol.custody;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.message.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a custodian signed about its books: all positions, all orders and all releases so far.
 *
 * @param custodian the custodian's id
 * @param sequence grows with every statement, from 1
 * @param asOf when the books stood so
 * @param digest SHA-256 of the exact signed bytes
 * @param positions each asset once
 * @param orders each order once, since the beginning
 * @param releases each redemption once, since the beginning
 */
public record CustodyStatement(
    String custodian,
    long sequence,
    Instant asOf,
    Bytes32 digest,
    List<CustodyPosition> positions,
    List<CustodyOrder> orders,
    List<Release> releases) {

  /** Copies the lists and checks that nothing stands in them twice. */
  public CustodyStatement {
    if (custodian.isBlank() || sequence < 1) {
      throw new IllegalArgumentException("a statement needs a custodian and a sequence from 1");
    }
    positions = distinct("position", positions, CustodyPosition::isin);
    orders = distinct("order", orders, CustodyOrder::orderId);
    releases = distinct("release", releases, Release::messageId);
  }

  /** The position in an asset, if the custodian reports one. */
  public Optional<CustodyPosition> position(Isin isin) {
    return positions.stream().filter(position -> position.isin().equals(isin)).findFirst();
  }

  /** The order with that id, if the custodian knows it. */
  public Optional<CustodyOrder> order(String orderId) {
    return orders.stream().filter(order -> order.orderId().equals(orderId)).findFirst();
  }

  /** The release for that redemption, if it happened. */
  public Optional<Release> release(MessageId messageId) {
    return releases.stream().filter(release -> release.messageId().equals(messageId)).findFirst();
  }

  /**
   * Whether the statement may be counted on at {@code now}.
   *
   * @param maxAge how old it may be
   * @param maxSkew how far the custodian's clock may be ahead
   */
  public boolean isFresh(Instant now, Duration maxAge, Duration maxSkew) {
    return !asOf.plus(maxAge).isBefore(now) && !asOf.isAfter(now.plus(maxSkew));
  }

  private static <T> List<T> distinct(String what, List<T> values, Function<T, ?> key) {
    if (values.stream().map(key).distinct().count() != values.size()) {
      throw new IllegalArgumentException(what + " listed twice in a statement");
    }
    return List.copyOf(values);
  }
}
