package io.stockbridge.devnet.cli;

import io.stockbridge.chains.NetworkDescription;
import io.stockbridge.chains.proof.ProofFile;
import io.stockbridge.protocol.proof.ProofCheck;
import io.stockbridge.protocol.proof.ProofVerifier;
import io.stockbridge.protocol.proof.SupplyProof;
import io.stockbridge.protocol.proof.TrustedKeys;
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
        "Checks a downloaded supply proof offline, against the keys of a pinned network description. Exit code 0 only if every check passes.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

  @Mixin private StateOption stateOption = new StateOption();

  @Parameters(paramLabel = "FILE", description = "From GET /v1/proofs/{isin} of any attester.")
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
    SupplyProof proof = ProofFile.read(file);
    TrustedKeys trusted = ProofFile.trustedKeys(NetworkDescription.load(trustedFile));
    List<ProofCheck> checks = ProofVerifier.verify(proof, trusted);
    System.out.printf(
        Locale.ROOT,
        "%s, snapshot %d of '%s', keys of %s%n",
        proof.leaf().isin(),
        proof.snapshot().epoch(),
        proof.environment(),
        trustedFile);
    for (ProofCheck check : checks) {
      System.out.printf(
          Locale.ROOT,
          "  %-6s %-20s %s%n",
          check.passed() ? "passed" : "FAILED",
          check.name(),
          check.detail());
    }
    boolean passed = ProofVerifier.allPassed(checks);
    System.out.println(passed ? "The proof holds." : "The proof does NOT hold.");
    return passed ? 0 : 1;
  }
}
