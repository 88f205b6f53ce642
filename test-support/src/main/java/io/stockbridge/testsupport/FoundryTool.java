package io.stockbridge.testsupport;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Foundry's programs, as npm installed them under {@code contracts/}. */
public final class FoundryTool {

  private FoundryTool() {}

  /**
   * Where a program is for this platform.
   *
   * @param project the checkout
   * @param tool "anvil", "forge" or "cast"
   * @throws IllegalStateException if it is not there
   */
  public static Path binary(Path project, String tool) {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String platform = os.contains("mac") ? "darwin" : os.contains("win") ? "win32" : "linux";
    String architecture = System.getProperty("os.arch", "").equals("aarch64") ? "arm64" : "amd64";
    Path binary =
        project.resolve(
            "contracts/node_modules/@foundry-rs/%s-%s-%s/bin/%s"
                .formatted(
                    tool, platform, architecture, platform.equals("win32") ? tool + ".exe" : tool));
    if (!Files.isExecutable(binary)) {
      throw new IllegalStateException(
          tool
              + " is not installed at "
              + binary
              + ": run npm ci in "
              + project.resolve("contracts"));
    }
    return binary;
  }
}
