package io.stockbridge.protocol.vectors;

import io.stockbridge.protocol.log.NoteSigner;
import io.stockbridge.protocol.log.SignedNote;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One broken proof of a registry entry for each kind of byte, with the checks that fail. */
final class BrokenRegistryProofs {
  private BrokenRegistryProofs() {}

  static List<Object> all() {
    List<Object> broken = new ArrayList<>();
    addEntryFaults(broken);
    addHeaderFaults(broken);
    addSignatureFaults(broken);
    addLogFaults(broken);
    addCheckpointFaults(broken);
    addRefused(broken);
    return broken;
  }

  private static void addEntryFaults(List<Object> broken) {
    broken.add(
        fails(
            "entry content",
            "entry",
            replace("\"version\":2", "\"version\":3"),
            "entry-inclusion"));
    broken.add(
        fails(
            "entry key",
            "entry",
            replace("\"key\":\"CH1436219187\"", "\"key\":\"CH1436219188\""),
            "entry-inclusion"));
    broken.add(
        fails(
            "entry kind",
            "entry",
            replace("\"kind\":\"instrument\"", "\"kind\":\"underlying\""),
            "entry-inclusion"));
    broken.add(fails("entry index", "index", value -> 2, "entry-inclusion"));
    broken.add(fails("entry index beyond the state", "index", value -> 5, "entry-inclusion"));
    broken.add(
        fails("entry proof hash", "proof", BrokenRegistryProofs::flipFirst, "entry-inclusion"));
    broken.add(
        fails("entry proof too short", "proof", BrokenRegistryProofs::dropLast, "entry-inclusion"));
    broken.add(
        fails(
            "entry proof too long", "proof", BrokenRegistryProofs::doubleLast, "entry-inclusion"));
  }

  private static void addHeaderFaults(List<Object> broken) {
    broken.add(
        fails(
            "header environment",
            "header",
            replace("\"environment\":\"local\"", "\"environment\":\"other\""),
            "environment",
            "registrar-signature",
            "log-inclusion"));
    broken.add(
        fails(
            "header number",
            "header",
            replace("\"number\":2", "\"number\":3"),
            "registrar-signature",
            "log-inclusion"));
    broken.add(
        fails(
            "header entries",
            "header",
            replace("\"entries\":5", "\"entries\":9"),
            "registrar-signature",
            "entry-inclusion",
            "log-inclusion"));
    broken.add(
        fails(
            "header root",
            "header",
            text -> flipHex((String) text, "\"root\":\"0x"),
            "registrar-signature",
            "entry-inclusion",
            "log-inclusion"));
    broken.add(
        fails(
            "header previous",
            "header",
            text -> flipHex((String) text, "\"previous\":\"0x"),
            "registrar-signature",
            "log-inclusion"));
    broken.add(
        fails(
            "header time",
            "header",
            replace("12:00:03.000Z", "12:00:03.001Z"),
            "registrar-signature",
            "log-inclusion"));
  }

  private static void addSignatureFaults(List<Object> broken) {
    broken.add(
        fails("signature", "signature", BrokenRegistryProofs::flipBase64, "registrar-signature"));
    broken.add(
        fails(
            "signature of another key",
            "signature",
            value -> otherSignature(),
            "registrar-signature"));
    broken.add(fails("key id", "keyId", value -> "registrar-other", "registrar-signature"));
  }

  private static void addLogFaults(List<Object> broken) {
    broken.add(fails("log index", "log.index", value -> 0, "log-inclusion"));
    broken.add(
        fails("log proof hash", "log.proof", BrokenRegistryProofs::flipFirst, "log-inclusion"));
    broken.add(
        fails("log proof too short", "log.proof", BrokenRegistryProofs::dropLast, "log-inclusion"));
  }

  private static void addCheckpointFaults(List<Object> broken) {
    broken.add(
        fails(
            "checkpoint origin",
            "log.checkpoint",
            replace("stockbridge/local/registrar-local\n", "stockbridge/local/registrar-other\n"),
            "log-checkpoint"));
    broken.add(
        fails("checkpoint size", "log.checkpoint", replace("\n3\n", "\n4\n"), "log-checkpoint"));
    broken.add(
        fails(
            "checkpoint size that moves the entry",
            "log.checkpoint",
            replace("\n3\n", "\n2\n"),
            "log-checkpoint",
            "log-inclusion"));
    broken.add(
        fails(
            "checkpoint root",
            "log.checkpoint",
            BrokenRegistryProofs::flipRootLine,
            "log-checkpoint",
            "log-inclusion"));
    broken.add(
        fails(
            "checkpoint signature",
            "log.checkpoint",
            BrokenRegistryProofs::flipNoteSignature,
            "log-checkpoint"));
    broken.add(
        fails(
            "checkpoint of another key",
            "log.checkpoint",
            value -> otherCheckpoint((String) value),
            "log-checkpoint"));
    broken.add(
        fails(
            "checkpoint without signatures",
            "log.checkpoint",
            value -> ((String) value).substring(0, ((String) value).indexOf("\n\n") + 1),
            "log-checkpoint",
            "log-inclusion"));
  }

  private static void addRefused(List<Object> broken) {
    broken.add(refused("header with a space", "header", replace("\"number\":2", "\"number\": 2")));
    broken.add(refused("header with members out of order", "header", value -> "{\"schema\":1}"));
    broken.add(refused("entry that is no JSON", "entry", value -> "{"));
    broken.add(
        refused(
            "entry of an unknown kind",
            "entry",
            replace("\"kind\":\"instrument\"", "\"kind\":\"token\"")));
    broken.add(
        refused(
            "entry with a member more", "entry", replace("\"kind\":", "\"kinds\":1,\"kind\":")));
    broken.add(refused("hash in capitals", "proof", value -> List.of("0x" + "A".repeat(64))));
    broken.add(refused("index as text", "index", value -> "1"));
    broken.add(refused("short signature", "signature", value -> "AAAA"));
    broken.add(refused("unknown schema", "schema", value -> 2));
    broken.add(refused("other type", "type", value -> "supply"));
  }

  private static Object fails(
      String name, String field, Function<Object, Object> change, String... checks) {
    return Fields.of("name", name, "proof", changed(field, change), "failed", List.of(checks));
  }

  private static Object refused(String name, String field, Function<Object, Object> change) {
    return Fields.of("name", name, "proof", changed(field, change), "refused", field);
  }

  private static Map<String, Object> changed(String field, Function<Object, Object> change) {
    Map<String, Object> file =
        RegistryProofVectors.file(RegistryProofVectors.proof(2, "instrument/CH1436219187"));
    if (field.startsWith("log.")) {
      Map<String, Object> log = new LinkedHashMap<>();
      ((Map<?, ?>) file.get("log")).forEach((name, value) -> log.put((String) name, value));
      change(log, field.substring(4), change);
      file.put("log", log);
    } else {
      change(file, field, change);
    }
    return file;
  }

  private static void change(
      Map<String, Object> object, String field, Function<Object, Object> change) {
    Object before = object.get(field);
    Object after = change.apply(before);
    if (after.equals(before)) {
      throw new IllegalStateException("nothing was changed in " + field);
    }
    object.put(field, after);
  }

  private static Function<Object, Object> replace(String from, String to) {
    return value -> ((String) value).replace(from, to);
  }

  private static List<String> flipFirst(Object proof) {
    List<String> hashes = strings(proof);
    hashes.set(0, flipHex(hashes.getFirst(), "0x"));
    return hashes;
  }

  private static List<String> dropLast(Object proof) {
    List<String> hashes = strings(proof);
    hashes.removeLast();
    return hashes;
  }

  private static List<String> doubleLast(Object proof) {
    List<String> hashes = strings(proof);
    hashes.add(hashes.getLast());
    return hashes;
  }

  private static List<String> strings(Object proof) {
    List<String> hashes = new ArrayList<>();
    ((List<?>) proof).forEach(hash -> hashes.add((String) hash));
    return hashes;
  }

  /** Another digit right after {@code before}. */
  private static String flipHex(String text, String before) {
    int at = text.indexOf(before) + before.length();
    return text.substring(0, at) + (text.charAt(at) == '0' ? '1' : '0') + text.substring(at + 1);
  }

  private static String flipBase64(Object text) {
    byte[] bytes = Base64.getDecoder().decode((String) text);
    bytes[bytes.length / 2] ^= 1;
    return RegistryProofVectors.base64(bytes);
  }

  private static String flipRootLine(Object note) {
    String[] lines = ((String) note).split("\n", 4);
    return lines[0] + "\n" + lines[1] + "\n" + flipBase64(lines[2]) + "\n" + lines[3];
  }

  private static String flipNoteSignature(Object note) {
    String text = (String) note;
    int at = text.lastIndexOf(' ') + 1;
    return text.substring(0, at) + flipBase64(text.substring(at).strip()) + "\n";
  }

  private static String otherSignature() {
    return RegistryProofVectors.base64(
        TestKeys.log(8).sign(RegistryProofVectors.header(2).signedBytes()));
  }

  private static String otherCheckpoint(String note) {
    NoteSigner other = new NoteSigner(RegistryProofVectors.TRUSTED.log().name(), TestKeys.log(8));
    return SignedNote.sign(SignedNote.parse(note).text(), other).render();
  }
}
