package io.stockbridge.registry.seed;

import io.stockbridge.protocol.crypto.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts of the data files by name.
 *
 * @param texts file name to content
 */
public record DataFiles(Map<String, String> texts) {

  private static final List<String> NAMES =
      List.of(
          "underlyings.csv",
          "not-stocks.csv",
          "xstocks.csv",
          "dinari-dshares.csv",
          "coinbase-base.csv",
          "st0x-base.csv",
          "robinhood-4663.csv",
          "impostors.csv",
          "by-underlying.csv");

  /** Grows when the same files are read into something else. */
  private static final String READER_VERSION = "2";

  /** The files that the service carries. */
  public static DataFiles bundled() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : NAMES) {
      try (InputStream file = DataFiles.class.getResourceAsStream("/data/" + name)) {
        if (file == null) {
          throw new IllegalStateException("data file is not in the jar: " + name);
        }
        texts.put(name, new String(file.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new DataFiles(texts);
  }

  /** The rows of one file. */
  List<Map<String, String>> rows(String name) {
    return Csv.parse(texts.getOrDefault(name, ""));
  }

  /** Names this content; the same content is loaded once. */
  public String digest() {
    StringBuilder all = new StringBuilder(READER_VERSION);
    texts.forEach((name, text) -> all.append('\u0000').append(name).append('\u0000').append(text));
    return HexFormat.of().formatHex(Sha256.hash(all.toString().getBytes(StandardCharsets.UTF_8)));
  }
}
