package io.stockbridge.protocol.vectors;

import io.stockbridge.protocol.crypto.Ed25519Key;
import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.log.Checkpoint;
import io.stockbridge.protocol.log.LogEntries;
import io.stockbridge.protocol.log.NoteSigner;
import io.stockbridge.protocol.log.SignedNote;
import io.stockbridge.protocol.merkle.Rfc6962Tree;
import io.stockbridge.protocol.proof.RegistryProof;
import io.stockbridge.protocol.proof.SupplyProof;
import io.stockbridge.protocol.proof.TrustedRegistrar;
import io.stockbridge.protocol.state.EntryKind;
import io.stockbridge.protocol.state.EntryName;
import io.stockbridge.protocol.state.StateEntry;
import io.stockbridge.protocol.state.StateHeader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Proofs of entries of a small registry over three states. */
public final class RegistryProofVectors {
  public static final Ed25519Key REGISTRAR = TestKeys.log(9);
  public static final TrustedRegistrar TRUSTED =
      new TrustedRegistrar("local", "registrar-local", REGISTRAR.publicKey());

  private static final String TOKEN =
      "eip155:42161/erc20:0x2414faE77CF726cC2287B81cf174d9828adc6636";
  private static final Instant START = Instant.parse("2026-11-27T12:00:00.000Z");
  private static final int STATES = 3;

  private RegistryProofVectors() {}

  static Map<String, Object> content() {
    List<Object> valid = new ArrayList<>();
    for (int state = 1; state <= STATES; state++) {
      for (StateEntry entry : entries(state)) {
        valid.add(
            Fields.of(
                "name",
                "state " + state + ", " + entry.name(),
                "proof",
                file(proof(state, entry.name().toString()))));
      }
    }
    return Fields.of(
        "environment",
        TRUSTED.environment(),
        "registrar",
        Fields.of("id", TRUSTED.id(), "ed25519", base64(TRUSTED.publicKey().bytes())),
        "valid",
        valid,
        "broken",
        BrokenRegistryProofs.all());
  }

  /** The proof of an entry in a state, with the log as it was after all states. */
  public static RegistryProof proof(int state, String name) {
    Rfc6962Tree log = new Rfc6962Tree();
    for (int number = 1; number <= STATES; number++) {
      log.append(LogEntries.registryState(header(number)));
    }
    NoteSigner signer = new NoteSigner(TRUSTED.log().name(), REGISTRAR);
    Checkpoint checkpoint = new Checkpoint(signer.name(), log.size(), log.root());
    List<StateEntry> entries = entries(state);
    List<String> names = entries.stream().map(entry -> entry.name().toString()).toList();
    int index = names.indexOf(name);
    StateHeader stated = header(state);
    return new RegistryProof(
        entries.get(index),
        index,
        tree(state).inclusionProof(index, entries.size()),
        new RegistryProof.SignedState(
            stated, base64(REGISTRAR.sign(stated.signedBytes())), TRUSTED.id()),
        new SupplyProof.LogInclusion(
            state - 1L,
            log.inclusionProof(state - 1, STATES),
            SignedNote.sign(checkpoint.text(), signer).render()));
  }

  static StateHeader header(int number) {
    return new StateHeader(
        TRUSTED.environment(),
        number,
        entries(number).size(),
        tree(number).root(),
        START.plusMillis(1500L * number),
        number == 1 ? Bytes32.ZERO : header(number - 1).hash());
  }

  private static Rfc6962Tree tree(int state) {
    Rfc6962Tree tree = new Rfc6962Tree();
    entries(state).forEach(entry -> tree.appendLeafHash(entry.leafHash()));
    return tree;
  }

  /** As many entries more as the state's number, one of them outside the basic plane. */
  private static List<StateEntry> entries(int state) {
    List<StateEntry> entries = new ArrayList<>();
    entries.add(entry(EntryKind.IMPOSTOR, TOKEN, "{\"caip19\":\"" + TOKEN + "\"}"));
    entries.add(entry(EntryKind.INSTRUMENT, "CH1436219187", instrument(state)));
    entries.add(
        entry(EntryKind.INSTRUMENT, "Société:ÉLANx", "{\"name\":\"é \\\"x\\\" \uD83D\uDCC8\"}"));
    for (int i = 0; i < state; i++) {
      String ticker = "TST" + i;
      entries.add(entry(EntryKind.UNDERLYING, ticker, "{\"ticker\":\"" + ticker + "\"}"));
    }
    return entries;
  }

  private static String instrument(int state) {
    return "{\"isin\":\"CH1436219187\",\"multiplier\":\"1\",\"version\":" + state + "}";
  }

  private static StateEntry entry(EntryKind kind, String key, String content) {
    return new StateEntry(
        new EntryName(kind, key),
        "{\"content\":" + content + ",\"key\":\"" + key + "\",\"kind\":\"" + kind.wire() + "\"}");
  }

  /** The proof as it is downloaded. */
  static Map<String, Object> file(RegistryProof proof) {
    return Fields.of(
        "schema", 1,
        "type", "registry-entry",
        "entry", proof.entry().line(),
        "index", proof.index(),
        "proof", texts(proof.entryProof()),
        "header", proof.state().header().text(),
        "signature", proof.state().signature(),
        "keyId", proof.state().keyId(),
        "log",
            Fields.of(
                "index", proof.log().index(),
                "proof", texts(proof.log().proof()),
                "checkpoint", proof.log().checkpoint()));
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static List<String> texts(List<Bytes32> hashes) {
    return hashes.stream().map(Bytes32::toString).toList();
  }
}
