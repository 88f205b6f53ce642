package io.stockbridge.attestation.attesting;

import io.stockbridge.attestation.assets.AssetCatalogue;
import io.stockbridge.attestation.network.OwnKeys;
import io.stockbridge.chains.Attester;
import io.stockbridge.chains.EvmChain;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.chains.SolanaChain;
import io.stockbridge.chains.SolanaMintPlan;
import io.stockbridge.chains.solana.SolanaMintTransaction;
import io.stockbridge.chains.solana.SolanaTransaction;
import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.crypto.EvmSignature;
import io.stockbridge.protocol.crypto.Hex;
import io.stockbridge.protocol.eip712.Eip712Digests;
import io.stockbridge.protocol.eip712.Eip712Domain;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import io.stockbridge.protocol.log.LogEntries;
import io.stockbridge.protocol.message.Message;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * What exactly is signed: an EIP-712 digest, or this attester's own copy of the one Solana
 * transaction. Preparing uses no key; the prepared work is signed only after its record is
 * committed.
 */
@ApplicationScoped
class Signing {

  /** Something that is ready to be signed, or a plan that is refused. */
  sealed interface Prepared {
    /** An EIP-712 digest. */
    record Digest(Bytes32 digest) implements Prepared {}

    /** A Solana transaction; {@code chosen} when this attester is among its signers. */
    record Transaction(SolanaTransaction transaction, boolean chosen) implements Prepared {}

    /** The plan is out of bounds. */
    record Refused(String code, String detail) implements Prepared {}
  }

  /** An answer with signatures, and the log entry it needs. */
  record Signed(AttestationAnswer answer, Optional<byte[]> logEntry) {}

  private static final String PLAN_REFUSED = "PLAN_REFUSED";

  private final NetworkDescription network;
  private final OwnKeys keys;
  private final AssetCatalogue catalogue;
  private final AttestingSettings settings;

  Signing(
      NetworkDescription network,
      OwnKeys keys,
      AssetCatalogue catalogue,
      AttestingSettings settings) {
    this.network = network;
    this.keys = keys;
    this.catalogue = catalogue;
    this.settings = settings;
  }

  /** Works out what to sign, without any key. */
  Prepared prepare(Message message, Purpose purpose, AttestationRequest request) {
    if (purpose == Purpose.REDEEM) {
      return new Prepared.Digest(
          Eip712Digests.redeem(Eip712Domain.neutral(network.environment()), message.messageId()));
    }
    return switch (network.chain(message.destinationDomain()).orElse(null)) {
      case EvmChain evm ->
          new Prepared.Digest(
              Eip712Digests.mint(
                  Eip712Domain.gateway(network.environment(), evm.domain(), evm.gateway()),
                  message.messageId()));
      case SolanaChain solana -> transaction(solana, message, request);
      case null ->
          new Prepared.Refused(
              PLAN_REFUSED, "domain " + message.destinationDomain() + " is not pinned");
    };
  }

  private Prepared transaction(SolanaChain chain, Message message, AttestationRequest request) {
    AttestationRequest.SolanaPlan wire = request.solana();
    if (wire == null) {
      return new Prepared.Refused(PLAN_REFUSED, "a mint on Solana needs a plan");
    }
    Optional<SolanaAddress> mint =
        Optional.ofNullable(catalogue.solanaMints(chain.domain()).get(message.isin()));
    if (mint.isEmpty()) {
      return new Prepared.Refused(PLAN_REFUSED, "no mint of " + message.isin());
    }
    try {
      SolanaMintPlan plan = wire.toPlan();
      Optional<String> problem = problemOf(chain, plan);
      if (problem.isPresent()) {
        return new Prepared.Refused(PLAN_REFUSED, problem.get());
      }
      return new Prepared.Transaction(
          SolanaMintTransaction.build(chain, plan, message, mint.get()),
          plan.signers().contains(keys.solana().solanaAddress()));
    } catch (IllegalArgumentException e) {
      return new Prepared.Refused(PLAN_REFUSED, String.valueOf(e.getMessage()));
    }
  }

  /** The relayer pays and chooses within bounds; it must never be able to spend for an attester. */
  private Optional<String> problemOf(SolanaChain chain, SolanaMintPlan plan) {
    List<SolanaAddress> members = network.attesters().stream().map(Attester::solana).toList();
    if (members.contains(plan.feePayer()) || plan.feePayer().equals(chain.replayAuthority())) {
      return Optional.of("the fee payer is an attester or the replay authority");
    }
    if (plan.signers().size() != network.threshold()
        || !plan.signers().equals(members.stream().filter(plan.signers()::contains).toList())) {
      return Optional.of(
          "the signers are not " + network.threshold() + " attesters in the set's order");
    }
    if (plan.computeUnitPriceMicroLamports() > settings.maxComputeUnitPriceMicroLamports()) {
      return Optional.of("compute-unit price above " + settings.maxComputeUnitPriceMicroLamports());
    }
    if (plan.computeUnitLimit() > settings.maxComputeUnitLimit()) {
      return Optional.of("compute-unit limit above " + settings.maxComputeUnitLimit());
    }
    return plan.markerRentLamports() > settings.maxMarkerRentLamports()
        ? Optional.of("marker rent above " + settings.maxMarkerRentLamports())
        : Optional.empty();
  }

  /** Uses the keys; the signing record is committed already. */
  Signed sign(Message message, Purpose purpose, AttestationRequest request, Prepared prepared) {
    return switch (prepared) {
      case Prepared.Digest digest -> signDigest(message, purpose, request, digest.digest());
      case Prepared.Transaction transaction -> signTransaction(message, request, transaction);
      case Prepared.Refused refused ->
          throw new IllegalStateException("a refused plan is never signed: " + refused.detail());
    };
  }

  private Signed signDigest(
      Message message, Purpose purpose, AttestationRequest request, Bytes32 digest) {
    EvmSignature signature = keys.evm().sign(digest);
    return new Signed(
        new AttestationAnswer(
            request.messageId(),
            request.purpose(),
            request.round(),
            keys.id(),
            "signed",
            "eip712",
            signature.toString(),
            null,
            null,
            null),
        purpose == Purpose.MINT
            ? Optional.of(LogEntries.mint(message, signature))
            : Optional.empty());
  }

  private Signed signTransaction(
      Message message, AttestationRequest request, Prepared.Transaction prepared) {
    byte[] bytes = prepared.transaction().message();
    String digest = Hex.encode(prepared.transaction().digest().bytes());
    if (!prepared.chosen()) {
      return new Signed(AttestationAnswer.ready(request, keys.id(), digest), Optional.empty());
    }
    byte[] signature = keys.solana().sign(bytes);
    return new Signed(
        new AttestationAnswer(
            request.messageId(),
            request.purpose(),
            request.round(),
            keys.id(),
            "signed",
            "solana-tx",
            Base58.encode(signature),
            Base58.encode(keys.replayAuthority().sign(bytes)),
            digest,
            null),
        Optional.of(LogEntries.solanaMint(message, signature)));
  }
}
