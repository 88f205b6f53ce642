package io.stockbridge.kit.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
class ContainerMapperTest {

  @Inject ObjectMapper json;

  @Test
  void writesTimesToTheMillisecondWhateverTheirPrecision() throws Exception {
    Map<String, Instant> fine = Map.of("at", Instant.parse("2026-11-23T00:00:00.123456Z"));
    Map<String, Instant> whole = Map.of("at", Instant.parse("2026-11-23T00:00:00Z"));

    assertThat(json.writeValueAsString(fine)).isEqualTo("{\"at\":\"2026-11-23T00:00:00.123Z\"}");
    assertThat(json.writeValueAsString(whole)).isEqualTo("{\"at\":\"2026-11-23T00:00:00.000Z\"}");
  }
}
