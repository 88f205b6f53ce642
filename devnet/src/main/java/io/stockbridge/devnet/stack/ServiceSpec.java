package io.stockbridge.devnet.stack;

import io.stockbridge.devnet.state.PortName;
import java.util.List;
import java.util.Map;

/**
 * One process of the stack that is a service.
 *
 * @param name as commands call it
 * @param port it listens on
 * @param command program and arguments
 * @param settings its configuration properties; written to a file that it reads
 * @param healthPath answers 200 once it can work
 */
record ServiceSpec(
    String name,
    PortName port,
    List<String> command,
    Map<String, String> settings,
    String healthPath) {}
