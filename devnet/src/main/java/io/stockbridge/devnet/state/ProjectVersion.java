package io.stockbridge.devnet.state;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The project's version, as Maven wrote it into the jar. */
public final class ProjectVersion {

  private static final String FILE = "/META-INF/maven/io.stockbridge/devnet/pom.properties";

  private ProjectVersion() {}

  /** For example "0.1.0-SNAPSHOT"; "not packaged" when the classes run without their jar. */
  public static String text() {
    try (InputStream file = ProjectVersion.class.getResourceAsStream(FILE)) {
      if (file == null) {
        return "not packaged";
      }
      var properties = new Properties();
      properties.load(file);
      return properties.getProperty("version", "not packaged");
    } catch (IOException e) {
      throw new UncheckedIOException("the jar's version cannot be read", e);
    }
  }
}
