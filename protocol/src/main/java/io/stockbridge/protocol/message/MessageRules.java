package io.stockbridge.protocol.message;

import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.identifiers.UniversalAddress;
import io.stockbridge.protocol.units.ShareAmount;

/** The rules of message v1 between fields, each with its own error. */
final class MessageRules {
  private MessageRules() {}

  static void checkDomains(MessageKind kind, DomainId source, DomainId destination) {
    if (source.equals(destination) && kind != MessageKind.REFUND) {
      throw new InvalidMessageException(
          MessageError.EQUAL_DOMAINS, "source and destination are both " + source);
    }
    boolean issue = kind == MessageKind.ISSUE;
    boolean redeem = kind == MessageKind.REDEEM;
    if (source.isCustody() != issue || destination.isCustody() != redeem) {
      throw new InvalidMessageException(
          MessageError.KIND_DOMAIN_MISMATCH, kind + " from " + source + " to " + destination);
    }
  }

  static void checkAmount(ShareAmount amount) {
    if (amount.isZero()) {
      throw new InvalidMessageException(MessageError.ZERO_AMOUNT, "the amount is zero");
    }
  }

  static void checkAddresses(
      DomainId source, UniversalAddress sender, DomainId destination, UniversalAddress recipient) {
    if (recipient.isZero()) {
      throw new InvalidMessageException(MessageError.ZERO_RECIPIENT, "the recipient is zero");
    }
    checkPadding("sender", source, sender);
    checkPadding("recipient", destination, recipient);
  }

  private static void checkPadding(String field, DomainId domain, UniversalAddress address) {
    if (domain.isEvm() && !address.hasEvmPadding()) {
      throw new InvalidMessageException(
          MessageError.NON_ZERO_PADDING,
          field + " " + address + " is no EVM address, but domain " + domain + " is an EVM chain");
    }
  }
}
