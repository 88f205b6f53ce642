package io.stockbridge.testsupport;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.PostgreSQLContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** PostgreSQL and Kafka in containers, and whether Docker is there to run them. */
final class Containers {

  private static final System.Logger LOG = System.getLogger(Containers.class.getName());
  private static final DockerImageName POSTGRES = DockerImageName.parse("postgres:18-alpine");
  private static final DockerImageName KAFKA = DockerImageName.parse("apache/kafka:4.1.1");
  private static final int PROBE_LIMIT_SECONDS = 15;

  private Containers() {}

  /**
   * True if a Docker daemon answers in time; an installed client or a dead socket is not enough.
   */
  static boolean available() {
    if ("embedded".equals(System.getenv("STOCKBRIDGE_TEST_SERVERS"))) {
      return false;
    }
    if (!somethingPointsToDocker()) {
      return false;
    }
    var probe = new FutureTask<>(() -> DockerClientFactory.instance().isDockerAvailable());
    Thread.ofPlatform().daemon().name("docker-probe").start(probe);
    try {
      return probe.get(PROBE_LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(System.Logger.Level.INFO, "Docker does not answer: {0}", e.toString());
      return false;
    }
  }

  /**
   * Testcontainers reports a missing Docker as an error with a page of text: not asked needlessly.
   */
  private static boolean somethingPointsToDocker() {
    Path home = Path.of(System.getProperty("user.home", "/"));
    return System.getenv("DOCKER_HOST") != null
        || System.getProperty("os.name", "").startsWith("Windows")
        || Stream.of(
                Path.of("/var/run/docker.sock"),
                home.resolve(".docker/run/docker.sock"),
                home.resolve(".docker/desktop/docker.sock"),
                home.resolve(".testcontainers.properties"))
            .anyMatch(Files::exists);
  }

  static PostgresServer startPostgres() {
    var container = new PostgreSQLContainer<>(POSTGRES);
    container.withUsername("postgres").withCommand("postgres", "-c", "max_connections=200");
    container.start();
    return new PostgresInContainer(container);
  }

  static KafkaBroker startKafka() {
    var container = new KafkaContainer(KAFKA);
    container.start();
    return new KafkaInContainer(container);
  }

  private record PostgresInContainer(PostgreSQLContainer<?> container) implements PostgresServer {
    @Override
    public Database administration() {
      return new Database(
          container.getHost(),
          container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
          container.getDatabaseName(),
          container.getUsername(),
          container.getPassword());
    }

    @Override
    public String kind() {
      return "container";
    }

    @Override
    public void close() {
      container.stop();
    }
  }

  private record KafkaInContainer(KafkaContainer container) implements KafkaBroker {
    @Override
    public String bootstrapServers() {
      return container.getBootstrapServers();
    }

    @Override
    public String kind() {
      return "container";
    }

    @Override
    public void close() {
      container.stop();
    }
  }
}
