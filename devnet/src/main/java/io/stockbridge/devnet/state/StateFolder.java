package io.stockbridge.devnet.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * The one folder that holds everything the local stack remembers. Deleting it while the stack is
 * down makes the next start a fresh one.
 *
 * @param root absolute path
 */
public record StateFolder(Path root) {

  /** Makes the path absolute. */
  public StateFolder {
    root = root.toAbsolutePath().normalize();
  }

  /** Secret keys and tokens. */
  public Path keys() {
    return root.resolve("keys");
  }

  /** What each part prints. */
  public Path logs() {
    return root.resolve("logs");
  }

  /** Log of one part. */
  public Path log(String part) {
    return logs().resolve(part + ".log");
  }

  /** Facts about the running stack: process ids, address of the control. */
  public Path run() {
    return root.resolve("run");
  }

  /** Settings of one service, as it reads them. */
  public Path serviceConfig(String service) {
    return root.resolve("config").resolve(service + ".properties");
  }

  /** The pinned network description, see docs/interfaces.md. */
  public Path networkFile() {
    return root.resolve("network.json");
  }

  /** The local network's assets for the registry. */
  public Path localDeploymentFile() {
    return root.resolve("local-deployment.json");
  }

  /** What one part keeps. */
  public Path data(String part) {
    return root.resolve("data").resolve(part);
  }

  private Path settingsFile() {
    return root.resolve("settings.json");
  }

  /** Creates the folders. */
  public void create() {
    try {
      for (Path folder : new Path[] {keys(), logs(), run(), root.resolve("config")}) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the state folder cannot be created: " + root, e);
    }
  }

  /** Ports of the last run; empty for a new folder. */
  public Map<PortName, Integer> storedPorts() {
    var ports = new EnumMap<PortName, Integer>(PortName.class);
    if (!Files.exists(settingsFile())) {
      return ports;
    }
    JsonNode stored = Json.read(settingsFile()).path("ports");
    for (PortName name : PortName.values()) {
      if (stored.path(name.flagName()).isInt()) {
        ports.put(name, stored.path(name.flagName()).intValue());
      }
    }
    return ports;
  }

  /** Remembers the ports for the next run and for the other commands. */
  public void storePorts(Ports ports) {
    ObjectNode settings = Json.object();
    ObjectNode numbers = settings.putObject("ports");
    for (PortName name : PortName.values()) {
      numbers.put(name.flagName(), ports.of(name));
    }
    Json.write(settingsFile(), settings);
  }
}
