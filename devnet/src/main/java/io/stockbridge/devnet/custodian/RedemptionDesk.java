package io.stockbridge.devnet.custodian;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.devnet.client.JsonHttp;
import io.stockbridge.devnet.client.UnexpectedAnswerException;
import io.stockbridge.protocol.crypto.EvmSignature;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.eip712.Eip712Digests;
import io.stockbridge.protocol.eip712.Eip712Domain;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.CustodyAccount;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.message.Message;
import io.stockbridge.protocol.message.MessageCodec;
import io.stockbridge.protocol.message.MessageKind;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Releases redeemed shares: only what enough attesters signed, only once per message, only to an
 * account the custodian knows. What it does not release it names in its log, once.
 */
final class RedemptionDesk {

  private static final System.Logger LOG = System.getLogger(RedemptionDesk.class.getName());

  private final CustodyBooks books;
  private final JsonHttp bridge;
  private final Eip712Domain domain;
  private final Set<EvmAddress> attesters;
  private final int threshold;
  private final Set<String> reported = new HashSet<>();

  RedemptionDesk(
      CustodyBooks books,
      JsonHttp bridge,
      String environment,
      Set<EvmAddress> attesters,
      int threshold) {
    this.books = books;
    this.bridge = bridge;
    this.domain = Eip712Domain.neutral(environment);
    this.attesters = Set.copyOf(attesters);
    this.threshold = threshold;
  }

  /** Looks at the bridge's published redemptions and releases those that are in order. */
  void work() {
    JsonNode published;
    try {
      published = bridge.read("/v1/redemptions?state=submitted");
    } catch (UnexpectedAnswerException away) {
      LOG.log(System.Logger.Level.DEBUG, "the bridge is away: {0}", away.getMessage());
      return;
    }
    JsonNode list = published.isArray() ? published : published.path("redemptions");
    for (JsonNode redemption : list) {
      String id = redemption.path("messageId").asText();
      try {
        consider(redemption);
      } catch (IllegalArgumentException | IllegalStateException e) {
        report(id, String.valueOf(e.getMessage()));
      }
    }
  }

  private void consider(JsonNode redemption) {
    Message message = MessageCodec.decode(Hex.decode(redemption.path("message").asText()));
    String id = message.messageId().toString();
    if (books.releaseOf(message.messageId()).isPresent()) {
      return;
    }
    if (message.kind() != MessageKind.REDEEM) {
      report(id, "is no redemption");
      return;
    }
    int signers = signers(redemption.path("signatures"), message).size();
    if (signers < threshold) {
      report(id, "has signatures of " + signers + " attesters, " + threshold + " are needed");
      return;
    }
    Optional<String> account =
        books.accounts().stream()
            .filter(name -> CustodyAccount.of(name).reference().equals(message.recipient()))
            .findFirst();
    if (account.isEmpty()) {
      report(id, "names an account that this custodian does not keep");
      return;
    }
    books.release(
        new CustodyBooks.ReleasedShares(
            message.messageId(), message.isin(), message.amount(), account.get()));
    LOG.log(System.Logger.Level.INFO, "released messageId={0} account={1}", id, account.get());
  }

  private Set<EvmAddress> signers(JsonNode signatures, Message message) {
    Bytes32 digest = Eip712Digests.redeem(domain, message.messageId());
    var signers = new HashSet<EvmAddress>();
    for (JsonNode entry : signatures) {
      EvmSignature.of(entry.path("signature").asText())
          .recover(digest)
          .filter(attesters::contains)
          .ifPresent(signers::add);
    }
    return signers;
  }

  private void report(String messageId, String reason) {
    if (reported.add(messageId + reason)) {
      LOG.log(System.Logger.Level.WARNING, "not released messageId={0}: {1}", messageId, reason);
    }
  }
}
