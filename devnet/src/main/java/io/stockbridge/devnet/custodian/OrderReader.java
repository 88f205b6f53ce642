package io.stockbridge.devnet.custodian;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.protocol.custody.CustodyOrder;
import io.stockbridge.protocol.identifiers.Caip10;
import io.stockbridge.protocol.identifiers.Isin;
import io.stockbridge.protocol.units.ActionEpoch;
import io.stockbridge.protocol.units.ShareAmount;
import java.util.function.Function;

/**
 * Reads an order as strictly as the attesters read it in a statement: one order that they refuse
 * would make them refuse every statement from then on.
 */
final class OrderReader {

  private final NetworkDescription network;

  OrderReader(NetworkDescription network) {
    this.network = network;
  }

  /**
   * The order of a request; without {@code actionEpoch} it is of epoch 0.
   *
   * @throws InvalidRequestException naming the first field at fault
   */
  CustodyBooks.Order read(JsonNode request) {
    String orderId = value(request, "orderId", OrderReader::orderId);
    Isin isin = value(request, "isin", Isin::of);
    ShareAmount amount = value(request, "amountSu", OrderReader::amount);
    ActionEpoch epoch = actionEpoch(request.path("actionEpoch"));
    Caip10 destination = value(request, "destination", Caip10::of);
    requireIssuable(orderId, isin, amount, epoch, destination);
    return new CustodyBooks.Order(
        orderId, isin, amount, epoch.value(), destination.toString(), false);
  }

  private void requireIssuable(
      String orderId, Isin isin, ShareAmount amount, ActionEpoch epoch, Caip10 destination) {
    var chain =
        network
            .chain(destination.chain())
            .orElseThrow(
                () -> new InvalidRequestException("destination", "not a chain of this network"));
    try {
      var unused =
          new CustodyOrder(
              orderId,
              isin,
              amount,
              epoch,
              chain.domain(),
              destination.toUniversal(),
              CustodyOrder.Status.PENDING);
    } catch (IllegalArgumentException e) {
      // The other terms were checked one by one: what is left is who receives.
      throw new InvalidRequestException("destination", String.valueOf(e.getMessage()), e);
    }
  }

  private static String orderId(String text) {
    if (!text.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException("1 to 64 letters, digits, dots, underscores and dashes");
    }
    return text;
  }

  private static ShareAmount amount(String text) {
    ShareAmount amount = ShareAmount.ofSu(text);
    if (amount.isZero()) {
      throw new IllegalArgumentException("must be above zero");
    }
    return amount;
  }

  private static ActionEpoch actionEpoch(JsonNode node) {
    if (node.isMissingNode()) {
      return ActionEpoch.ZERO;
    }
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw new InvalidRequestException("actionEpoch", "not an integer");
    }
    try {
      return ActionEpoch.of(node.longValue());
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException("actionEpoch", String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * A field that must be text.
   *
   * @throws InvalidRequestException if it is not, or the parser refuses it
   */
  static <T> T value(JsonNode request, String field, Function<String, T> parser) {
    JsonNode node = request.path(field);
    if (!node.isTextual()) {
      throw new InvalidRequestException(field, "must be text");
    }
    try {
      return parser.apply(node.textValue());
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException(field, String.valueOf(e.getMessage()), e);
    }
  }
}
