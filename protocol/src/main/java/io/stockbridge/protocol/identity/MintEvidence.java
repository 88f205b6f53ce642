package io.stockbridge.protocol.identity;

import io.stockbridge.protocol.identifiers.DomainId;
import io.stockbridge.protocol.message.Message;
import java.util.Optional;

/**
 * A mint seen on a chain beside what this attester found at its source.
 *
 * @param domain the chain it was minted on
 * @param txId its transaction, for people
 * @param minted the message as the chain shows it
 * @param atSource the message this attester found at the source event, if it found one
 */
public record MintEvidence(
    DomainId domain, String txId, Message minted, Optional<Message> atSource) {}
