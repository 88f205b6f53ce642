package io.stockbridge.devnet.bench;

import io.stockbridge.devnet.state.ProjectVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a measurement ran on. */
final class Machine {

  private Machine() {}

  static Map<String, String> describe(Path wrk, Path nginx, RegistryBench.Settings settings) {
    Map<String, String> machine = new LinkedHashMap<>();
    machine.put("stockbridge", ProjectVersion.text());
    machine.put("cores", Runtime.getRuntime().availableProcessors() + " " + processor());
    machine.put("memory", field("/proc/meminfo", "MemTotal"));
    machine.put("load", load());
    machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    machine.put("jdk", Runtime.version() + ", " + System.getProperty("java.vm.name"));
    machine.put("collector", "serial");
    String firstLine =
        Tool.output(List.of(wrk.toString(), "-v"), Duration.ofSeconds(10))
            .lines()
            .findFirst()
            .orElse("");
    machine.put("wrk", firstLine);
    machine.put("nginx", Nginx.version(nginx));
    machine.put(
        "rounds",
        "%d of %d s, %d connections; medians of pairs measured one after the other"
            .formatted(settings.rounds(), settings.seconds(), Wrk.CONNECTIONS));
    StringBuilder heaps = new StringBuilder();
    StringBuilder withoutLists = new StringBuilder();
    for (int size : settings.sizes()) {
      heaps.append(heaps.isEmpty() ? "" : ", ");
      heaps.append("%,d: %d MB".formatted(size, LoadedRegistry.heapMb(size)));
      if (!LoadedRegistry.hasTokenLists(size)) {
        withoutLists.append(withoutLists.isEmpty() ? "" : ", ").append("%,d".formatted(size));
      }
    }
    machine.put("heap limits", heaps.toString());
    if (!withoutLists.isEmpty()) {
      machine.put("token lists", "not built at " + withoutLists);
    }
    return machine;
  }

  private static String processor() {
    String name = field("/proc/cpuinfo", "model name");
    return name.isEmpty() ? System.getProperty("os.arch", "") : name;
  }

  private static String load() {
    try {
      return Files.readString(Path.of("/proc/loadavg")).strip();
    } catch (IOException notLinux) {
      return "not known";
    }
  }

  /** A field of one of Linux's files; empty elsewhere. */
  private static String field(String file, String name) {
    try (var lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("");
    } catch (IOException notLinux) {
      return "";
    }
  }
}
