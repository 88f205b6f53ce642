package io.stockbridge.testsupport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Folders that do not outlive the JVM. */
final class TemporaryFolders {

  private static final System.Logger LOG = System.getLogger(TemporaryFolders.class.getName());

  private TemporaryFolders() {}

  static void deleteAtExit(Path folder) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "delete-" + folder));
  }

  private static void delete(Path folder) {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "temporary folder stays: " + folder, e);
    }
  }
}
