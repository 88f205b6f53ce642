package io.stockbridge.devnet.state;

import io.stockbridge.protocol.identifiers.Isin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A real tokenized stock that the local stack deploys: an xStock of Backed Assets whose own ISIN is
 * known.
 *
 * @param symbol of the token, for example AAPLx
 * @param name of the token, for example Apple xStock
 * @param isin the token's own
 * @param ticker of the listed security
 * @param underlyingIsin of the listed security, where known
 * @param underlyingName of the listed security
 * @param mic exchange of the listed security
 */
public record ListedAsset(
    String symbol,
    String name,
    Isin isin,
    String ticker,
    Optional<String> underlyingIsin,
    String underlyingName,
    String mic) {

  /** Legal name of the issuer of all of them. */
  public static final String ISSUER = "Backed Assets";

  private static final String RESOURCE = "/xstocks-with-isin.csv";

  /** All of them, in the order of the file. */
  public static List<ListedAsset> all() {
    var assets = new ArrayList<ListedAsset>();
    try (InputStream stream = ListedAsset.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException("resource is missing: " + RESOURCE);
      }
      var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
      reader.readLine();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        assets.add(parse(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("resource cannot be read: " + RESOURCE, e);
    }
    return List.copyOf(assets);
  }

  private static ListedAsset parse(String line) {
    List<String> cells = cells(line);
    if (cells.size() != 7) {
      throw new IllegalStateException("7 cells expected in " + RESOURCE + ": " + line);
    }
    String underlyingIsin = cells.get(4);
    return new ListedAsset(
        cells.get(0),
        cells.get(1),
        Isin.of(cells.get(2)),
        cells.get(3),
        underlyingIsin.isEmpty() ? Optional.empty() : Optional.of(underlyingIsin),
        cells.get(5),
        cells.get(6));
  }

  /** RFC 4180 without line breaks inside cells. */
  private static List<String> cells(String line) {
    var cells = new ArrayList<String>();
    var cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
