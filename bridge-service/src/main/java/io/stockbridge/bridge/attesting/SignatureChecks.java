package io.stockbridge.bridge.attesting;

import io.stockbridge.bridge.attesting.domain.Purpose;
import io.stockbridge.bridge.network.ChainPorts;
import io.stockbridge.chains.Attester;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.chains.SolanaMintPlan;
import io.stockbridge.chains.solana.SolanaTransaction;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.kit.events.PoisonRecordException;
import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.crypto.EvmSignature;
import io.stockbridge.protocol.eip712.Eip712Digests;
import io.stockbridge.protocol.eip712.Eip712Domain;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.message.Message;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Whether a signature is the attester's, over exactly what was asked. */
@ApplicationScoped
public class SignatureChecks {
  private static final int SOLANA_SIGNATURE_LENGTH = 64;

  private final ChainPorts ports;
  private final SolanaMints mints;

  SignatureChecks(ChainPorts ports, SolanaMints mints) {
    this.ports = ports;
    this.mints = mints;
  }

  /** The EIP-712 digest to be signed for a message that is minted on an EVM chain or redeemed. */
  public Bytes32 evmDigest(Message message, Purpose purpose) {
    NetworkDescription network = ports.network();
    return switch (purpose) {
      case REDEEM ->
          Eip712Digests.redeem(Eip712Domain.neutral(network.environment()), message.messageId());
      case MINT -> {
        EvmChain chain = network.evmChain(message.destinationDomain());
        yield Eip712Digests.mint(
            Eip712Domain.gateway(network.environment(), chain.domain(), chain.gateway()),
            message.messageId());
      }
    };
  }

  /**
   * Checks an EVM signature.
   *
   * @throws PoisonRecordException when it is not the attester's
   */
  void requireEvm(Attester attester, Message message, Purpose purpose, String signature) {
    EvmSignature parsed;
    try {
      parsed = EvmSignature.of(signature);
    } catch (IllegalArgumentException e) {
      throw new PoisonRecordException("not a signature of 65 bytes: " + e.getMessage(), e);
    }
    if (!parsed.isBy(attester.evm(), evmDigest(message, purpose))) {
      throw new PoisonRecordException("signature is not by " + attester.id());
    }
  }

  /**
   * Checks an attester's signatures over the round's transaction, rebuilt from its plan.
   *
   * @throws PoisonRecordException when one is missing or wrong
   */
  void requireSolana(
      Tx tx,
      Attester attester,
      Message message,
      SolanaMintPlan plan,
      String signature,
      @Nullable String replaySignature) {
    SolanaTransaction transaction = mints.transaction(tx, message, plan);
    if (!plan.signers().contains(attester.solana())) {
      throw new PoisonRecordException(attester.id() + " is not a signer of this round");
    }
    require(transaction, attester.solana(), signature);
    if (replaySignature == null) {
      throw new PoisonRecordException("the replay authority's signature is missing");
    }
    require(transaction, mints.chain().replayAuthority(), replaySignature);
  }

  private static void require(
      SolanaTransaction transaction, SolanaAddress signer, String signature) {
    try {
      transaction.withSignature(signer, Base58.decode(signature, SOLANA_SIGNATURE_LENGTH));
    } catch (IllegalArgumentException e) {
      throw new PoisonRecordException(e.getMessage() == null ? "bad signature" : e.getMessage(), e);
    }
  }
}
