package io.stockbridge.protocol.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockbridge.protocol.merkle.Rfc6962Proofs;
import io.stockbridge.protocol.vectors.TestKeys;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogReplayTest {
  private static final NoteSigner SIGNER = new NoteSigner("stockbridge/local/x", TestKeys.log(1));

  private final LogReplay log = new LogReplay(SIGNER);

  @Test
  void signsEachSizeOnceAndProvesThatTheLogOnlyGrows() {
    assertThat(log.next(Optional.empty())).isEmpty();
    add(0, "a");
    add(1, "b");
    var two = log.next(Optional.empty()).orElseThrow();
    assertThat(SIGNER.verifier().hasSigned(SignedNote.parse(two.note()))).isTrue();
    assertThat(log.next(Optional.of(two.checkpoint()))).isEmpty();
    add(2, "c");
    var three = log.next(Optional.of(two.checkpoint())).orElseThrow();

    assertThat(
            Rfc6962Proofs.verifyConsistency(
                2,
                two.checkpoint().root(),
                3,
                three.checkpoint().root(),
                log.consistency(2, 3).orElseThrow()))
        .isTrue();
    assertThat(log.inclusion(3, 3)).isEmpty();
    assertThat(log.inclusion(0, 4)).isEmpty();
    assertThat(log.consistency(3, 2)).isEmpty();
  }

  @Test
  void signsNothingMoreOnceAnEntryIsNotWhatWasAppended() {
    add(0, "a");
    log.add(1, bytes("b"), Rfc6962Proofs.leafHash(bytes("c")));
    add(1, "b");

    assertThat(log.fault()).contains("a stored log entry is not what was appended, index 1");
    assertThat(log.next(Optional.empty())).isEmpty();
    assertThat(log.inclusion(0, 1)).isEmpty();
  }

  @Test
  void signsNothingMoreOnceTheLogDoesNotContinueWhatWasSigned() {
    add(0, "a");
    Checkpoint signed = log.next(Optional.empty()).orElseThrow().checkpoint();
    LogReplay other = new LogReplay(SIGNER);
    other.add(0, bytes("z"), Rfc6962Proofs.leafHash(bytes("z")));
    other.add(1, bytes("b"), Rfc6962Proofs.leafHash(bytes("b")));

    assertThat(other.next(Optional.of(signed))).isEmpty();
    assertThat(other.fault())
        .contains("the stored log does not continue its signed checkpoint of size 1");
    LogReplay shorter = new LogReplay(SIGNER);
    assertThat(shorter.next(Optional.of(signed))).isEmpty();
    assertThat(shorter.fault()).isPresent();
  }

  private void add(int index, String content) {
    log.add(index, bytes(content), Rfc6962Proofs.leafHash(bytes(content)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
