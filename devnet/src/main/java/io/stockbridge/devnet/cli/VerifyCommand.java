package io.stockbridge.devnet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.chains.proof.ProofFile;
import io.stockbridge.chains.proof.RegistryProofFile;
import io.stockbridge.protocol.proof.ProofCheck;
import io.stockbridge.protocol.proof.ProofVerifier;
import io.stockbridge.protocol.proof.RegistryProof;
import io.stockbridge.protocol.proof.RegistryProofVerifier;
import io.stockbridge.protocol.proof.SupplyProof;
import io.stockbridge.protocol.state.StateHeader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "verify",
    description =
        "Checks a downloaded proof offline, of an asset's supply or of an entry of the registry, against the keys of a pinned network description. Exit code 0 only if every check passes.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

  @Mixin private StateOption stateOption = new StateOption();

  @Parameters(
      paramLabel = "FILE",
      description =
          "From GET /v1/proofs/{isin} of any attester or GET /v1/proofs/{kind}/{key} of the registry.")
  private Path file = Path.of("");

  @Option(
      names = "--network",
      paramLabel = "FILE",
      description =
          "The network description whose keys you trust (default: network.json in the state folder).")
  private @Nullable Path network;

  @Override
  public Integer call() {
    Path trustedFile = network == null ? stateOption.state().networkFile() : network;
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException("the proof file cannot be read: " + file);
    }
    if (!Files.isReadable(trustedFile)) {
      throw new IllegalArgumentException(
          "no network description at " + trustedFile + ": name yours with --network FILE");
    }
    JsonNode proof = ProofFile.load(file);
    NetworkDescription pinned = NetworkDescription.load(trustedFile);
    Judgement judgement =
        RegistryProofFile.isOne(proof) ? registryProof(proof, pinned) : supplyProof(proof, pinned);
    System.out.printf(Locale.ROOT, "%s, keys of %s%n", judgement.subject(), trustedFile);
    for (ProofCheck check : judgement.checks()) {
      System.out.printf(
          Locale.ROOT,
          "  %-6s %-20s %s%n",
          check.passed() ? "passed" : "FAILED",
          check.name(),
          check.detail());
    }
    boolean passed = ProofVerifier.allPassed(judgement.checks());
    System.out.println(passed ? "The proof holds." : "The proof does NOT hold.");
    return passed ? 0 : 1;
  }

  /** What the proof is about, and what was found. */
  private record Judgement(String subject, List<ProofCheck> checks) {}

  private static Judgement supplyProof(JsonNode file, NetworkDescription pinned) {
    SupplyProof proof = ProofFile.read(file);
    String subject =
        "%s, snapshot %d of '%s'"
            .formatted(proof.leaf().isin(), proof.snapshot().epoch(), proof.environment());
    return new Judgement(subject, ProofVerifier.verify(proof, ProofFile.trustedKeys(pinned)));
  }

  private static Judgement registryProof(JsonNode file, NetworkDescription pinned) {
    RegistryProof proof = RegistryProofFile.read(file);
    StateHeader header = proof.state().header();
    String subject =
        "%s, registry state %d of '%s', recorded at %s"
            .formatted(
                proof.entry().name(), header.number(), header.environment(), header.recordedAt());
    return new Judgement(
        subject, RegistryProofVerifier.verify(proof, RegistryProofFile.trustedRegistrar(pinned)));
  }
}
