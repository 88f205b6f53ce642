package io.stockbridge.system;

import io.stockbridge.devnet.stack.RunningStack;
import io.stockbridge.devnet.stack.StackStart;
import io.stockbridge.devnet.state.PortName;
import io.stockbridge.devnet.state.Ports;
import io.stockbridge.devnet.state.StateFolder;
import io.stockbridge.testsupport.FreePorts;
import io.stockbridge.testsupport.ProjectFolder;
import java.nio.file.Path;
import java.util.EnumMap;

/** A stack of its own on free ports, with its state under this module's build folder. */
final class TestStack implements AutoCloseable {

  private final RunningStack stack;

  private TestStack(RunningStack stack) {
    this.stack = stack;
  }

  static TestStack start() {
    var ports = new EnumMap<PortName, Integer>(PortName.class);
    for (PortName name : PortName.values()) {
      ports.put(name, FreePorts.next());
    }
    Path project = ProjectFolder.find();
    Path state = project.resolve("system-tests/target/stack-" + ProcessHandle.current().pid());
    return new TestStack(
        new StackStart(project, new StateFolder(state), new Ports(ports))
            .start(System.out::println));
  }

  RunningStack stack() {
    return stack;
  }

  @Override
  public void close() {
    stack.down();
  }
}
