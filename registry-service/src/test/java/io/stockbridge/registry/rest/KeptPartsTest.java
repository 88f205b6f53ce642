package io.stockbridge.registry.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.stockbridge.protocol.identifiers.Bytes32;
import io.stockbridge.protocol.identifiers.Caip2;
import io.stockbridge.registry.assets.Asset;
import io.stockbridge.registry.assets.AssetContent;
import io.stockbridge.registry.assets.TokenId;
import io.stockbridge.registry.assets.Underlying;
import io.stockbridge.registry.catalogue.Catalogue;
import io.stockbridge.registry.catalogue.KnownToken;
import io.stockbridge.registry.catalogue.Listing;
import io.stockbridge.registry.catalogue.PlainText;
import io.stockbridge.registry.network.Network;
import io.stockbridge.registry.recording.Instruments;
import io.stockbridge.registry.resolution.Fact;
import io.stockbridge.registry.resolution.Grounds;
import io.stockbridge.registry.resolution.Policies;
import io.stockbridge.registry.resolution.Resolver;
import io.stockbridge.registry.seed.DataFiles;
import io.stockbridge.registry.seed.Knowledge;
import io.stockbridge.registry.seed.KnowledgeReader;
import io.stockbridge.registry.verification.Verdict;
import io.stockbridge.registry.verification.Verifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Answers from what is kept as bytes say what answers from the entries themselves say. */
class KeptPartsTest {

  private final TokenWriter writer =
      new TokenWriter(new Network("test", "registrar", Bytes32.ZERO, Map.of()));
  private final Grounds grounds = Grounds.without(Policies.DEFAULT);

  @Test
  void changeNoAnswerAboutAnyRowOfTheData() {
    Knowledge knowledge = KnowledgeReader.read(DataFiles.bundled());
    List<Asset> assets =
        knowledge.assets().stream().map(content -> new Asset(content, 1, Instant.EPOCH)).toList();
    Catalogue catalogue = new Catalogue(1, assets, knowledge.impostors());
    List<String> before = answers(catalogue);
    writer.prepare(catalogue);

    assertThat(answers(catalogue)).isEqualTo(before).hasSizeGreaterThan(4_000);
    long plain =
        catalogue.stocks().stream()
            .flatMap(stock -> stock.tokens().stream())
            .filter(token -> token.name() instanceof PlainText)
            .count();
    assertThat(plain).isEqualTo(catalogue.tokenCount() - knowledge.impostors().size());
  }

  @Test
  void nameWhatHasToBeEscapedAsItIs() {
    String longest = "n".repeat(Byte.MAX_VALUE);
    List<String> names =
        List.of("Nestlé S.A.", "The \"A\" Company", "B\\C", "\"", "plain", longest, longest + "n");
    for (String name : names) {
      Underlying stock = new Underlying("NAME", null, name, null);
      Asset asset =
          new Asset(Instruments.of("issuer:" + name, name, stock, 0xa1), 1, Instant.EPOCH);
      Catalogue catalogue = new Catalogue(1, List.of(asset), List.of());
      writer.prepare(catalogue);
      Listing listing =
          Objects.requireNonNull(catalogue.stocks().iterator().next().tokens().get(0).listing());

      assertThat(listing.key()).hasToString("issuer:" + name);
      assertThat(listing.name()).hasToString(name);
      assertThat(listing.stock().name()).hasToString(name);
      assertThat(listing.name() instanceof PlainText)
          .isEqualTo(List.of("plain", longest).contains(name));
    }
  }

  @Test
  void areNoAddressWithWhatIsBeforeTheAddress() {
    Underlying stock = new Underlying("NAME", null, "Name", null);
    Asset asset = new Asset(Instruments.of("issuer:NAME", "Name", stock, 0xa1), 1, Instant.EPOCH);
    Catalogue catalogue = new Catalogue(1, List.of(asset), List.of());
    writer.prepare(catalogue);
    KnownToken token = catalogue.stocks().iterator().next().tokens().get(0);
    String address = token.deployment().token().address();

    assertThat(token.name() instanceof PlainText).isTrue();
    assertThat(token.isAt(address)).isTrue();
    assertThat(token.isAt("8453/erc20:" + address)).isFalse();
    assertThat(token.isAt(address.substring(1))).isFalse();
    assertThat(token.isAt("")).isFalse();
    assertThat(token.isAt(address.replace('0', '\u0130'))).isFalse();
    assertThat(token.isAt("\u0130" + address.substring(1))).isFalse();
    assertThat(token.isAt("\u0130" + address)).isFalse();
  }

  /** What everything that can be asked is answered with, addresses in three forms. */
  private List<String> answers(Catalogue catalogue) {
    List<String> answers = new ArrayList<>();
    Resolver resolver = new Resolver(catalogue, grounds);
    Verifier verifier = new Verifier(catalogue, grounds);
    List<KnownToken> tokens = new ArrayList<>();
    catalogue.stocks().forEach(stock -> tokens.addAll(stock.tokens()));
    catalogue.impostors().forEach(deployment -> tokens.add(KnownToken.impostor(deployment)));
    for (KnownToken token : tokens) {
      TokenId id = token.deployment().token();
      String address = id.address();
      for (String asked :
          List.of(address, address.toLowerCase(Locale.ROOT), address.substring(0, 8))) {
        answers.add(text(verifier, id.chain(), asked));
      }
      answers.add(text(verifier, id.chain(), "0x" + address.toUpperCase(Locale.ROOT).substring(2)));
      Asset asset = token.asset();
      if (asset != null) {
        AssetContent content = asset.content();
        for (String name : List.of(content.key(), content.symbol(), content.underlying().key())) {
          answers.add(
              name
                  + resolver
                      .resolve(name, id.chain())
                      .map(found -> found.canonical() + " " + sentences(found.facts())));
        }
      }
    }
    return answers;
  }

  private static String text(Verifier verifier, Caip2 chain, String address) {
    try {
      Verdict verdict = verifier.verify(chain.toString(), address);
      return verdict.kind() + " " + verdict.checksum() + " " + sentences(verdict.evidence());
    } catch (IllegalArgumentException noAddress) {
      return "no address";
    }
  }

  private static List<String> sentences(List<Fact> facts) {
    return facts.stream().map(Fact::sentence).toList();
  }
}
