package io.stockbridge.chains;

import io.stockbridge.protocol.identifiers.Bytes32;

/**
 * A custodian's or the registrar's key.
 *
 * @param id its name
 * @param ed25519 the 32-byte public key
 */
public record SignerKey(String id, Bytes32 ed25519) {}
