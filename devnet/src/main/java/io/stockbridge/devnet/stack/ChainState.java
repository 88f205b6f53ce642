package io.stockbridge.devnet.stack;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The file in which anvil keeps a chain. Anvil overwrites it in place, so a kill at the wrong
 * moment leaves half a file: a copy of the last whole one stays beside it.
 */
final class ChainState {

  private ChainState() {}

  /**
   * Makes sure that the file is whole: takes it if it is, the copy if it is not.
   *
   * @return the file
   * @throws StackException if neither can be read
   */
  static Path usable(Path file) {
    Path copy = file.resolveSibling(file.getFileName() + ".whole");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      if (!Files.exists(file) && !Files.exists(copy)) {
        return file;
      }
      if (isWhole(file)) {
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      } else if (isWhole(copy)) {
        Files.copy(copy, file, StandardCopyOption.REPLACE_EXISTING);
      } else {
        throw new StackException(
            "the chain in " + file + " is damaged: run './stockbridge down --delete-state'");
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("the chain in " + file + " cannot be read", e);
    }
  }

  private static boolean isWhole(Path file) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
      parser.nextToken();
      parser.skipChildren();
      return parser.currentToken() != null && parser.nextToken() == null;
    } catch (com.fasterxml.jackson.core.JsonProcessingException half) {
      return false;
    }
  }
}
