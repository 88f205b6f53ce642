package io.stockbridge.testsupport;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project's checkout is: tools of other languages are installed below it by npm. */
public final class ProjectFolder {

  private static final String OVERRIDE = "stockbridge.project";

  private ProjectFolder() {}

  /**
   * The folder that holds {@code contracts/} and {@code vectors/}: the system property {@code
   * stockbridge.project}, else the working directory or the nearest folder above it.
   *
   * @throws IllegalStateException if there is none
   */
  public static Path find() {
    String override = System.getProperty(OVERRIDE);
    Path start = Path.of(override == null ? "" : override).toAbsolutePath().normalize();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("contracts"))
          && Files.isRegularFile(folder.resolve("pom.xml"))) {
        return folder;
      }
    }
    throw new IllegalStateException(
        "no Stockbridge checkout at or above " + start + "; set -D" + OVERRIDE + "=<folder>");
  }
}
