package io.stockbridge.chains;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.EvmAddress;
import io.stockbridge.protocol.identifiers.SolanaAddress;

/**
 * One attester's public keys.
 *
 * @param id its name
 * @param evm address of its secp256k1 key
 * @param solana its multisig member key
 * @param log Ed25519 key that signs its log's checkpoints
 */
public record Attester(String id, EvmAddress evm, SolanaAddress solana, Bytes32 log) {}
