package io.stockbridge.bridge.attesting;

import io.stockbridge.bridge.attesting.domain.Answer;
import io.stockbridge.bridge.attesting.domain.Purpose;
import io.stockbridge.bridge.network.ChainPorts;
import io.stockbridge.bridge.transfers.Transfer;
import io.stockbridge.chains.SolanaMintPlan;
import io.stockbridge.chains.solana.SolanaTransaction;
import io.stockbridge.kit.database.Tx;
import io.stockbridge.protocol.crypto.AttestationBytes;
import io.stockbridge.protocol.crypto.Base58;
import io.stockbridge.protocol.crypto.EvmSignature;
import io.stockbridge.protocol.identifiers.SolanaAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The verified signatures of a transfer, put together for its destination. */
@ApplicationScoped
public class CollectedSignatures {
  private final ChainPorts ports;
  private final RoundStore rounds;
  private final SignatureChecks checks;
  private final SolanaMints mints;

  CollectedSignatures(
      ChainPorts ports, RoundStore rounds, SignatureChecks checks, SolanaMints mints) {
    this.ports = ports;
    this.rounds = rounds;
    this.checks = checks;
    this.mints = mints;
  }

  /** Signatures by attester, each attester's first. */
  private Map<String, String> byAttester(Tx tx, Transfer transfer) {
    Map<String, String> signatures = new LinkedHashMap<>();
    for (Answer answer :
        rounds.answers(tx, transfer.id(), Purpose.towards(transfer.destination()))) {
      answer.signature().ifPresent(s -> signatures.putIfAbsent(answer.attester(), s));
    }
    return signatures;
  }

  /** As many signatures as the threshold asks for, by attester. */
  public Map<String, String> quorum(Tx tx, Transfer transfer) {
    Map<String, String> quorum = new LinkedHashMap<>();
    byAttester(tx, transfer).entrySet().stream()
        .limit(ports.network().threshold())
        .forEach(entry -> quorum.put(entry.getKey(), entry.getValue()));
    return quorum;
  }

  /** The attestation that an EVM gateway takes. */
  public byte[] evmAttestation(Tx tx, Transfer transfer) {
    List<EvmSignature> signatures =
        byAttester(tx, transfer).values().stream().map(EvmSignature::of).toList();
    return AttestationBytes.join(
        signatures, checks.evmDigest(transfer.routed(), Purpose.MINT), ports.network().threshold());
  }

  /** A Solana mint as the round's attesters and the relayer signed it. */
  public record SignedMint(SolanaMintPlan plan, SolanaTransaction transaction) {}

  /** The fully signed transaction of the round that was handed to submission. */
  public SignedMint solanaMint(Tx tx, Transfer transfer) {
    int number = transfer.status().submittedRound();
    SolanaMintPlan plan =
        rounds
            .find(tx, transfer.id(), Purpose.MINT, number)
            .flatMap(RoundStore.Round::plan)
            .orElseThrow(() -> new IllegalStateException("no plan of round " + number));
    SolanaTransaction transaction = mints.transaction(tx, transfer.routed(), plan);
    Optional<String> replay = Optional.empty();
    for (Answer answer : rounds.answers(tx, transfer.id(), Purpose.MINT)) {
      if (answer.round() == number && answer.signature().isPresent()) {
        SolanaAddress signer = ports.network().attester(answer.attester()).orElseThrow().solana();
        transaction =
            transaction.withSignature(signer, Base58.decode(answer.signature().get(), 64));
        replay = replay.or(answer::replaySignature);
      }
    }
    byte[] authority =
        Base58.decode(
            replay.orElseThrow(() -> new IllegalStateException("no replay signature")), 64);
    SolanaTransaction complete =
        transaction
            .withSignature(mints.chain().replayAuthority(), authority)
            .signedBy(ports.solanaKey());
    return new SignedMint(plan, complete);
  }
}
