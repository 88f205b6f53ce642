package io.stockbridge.registry.rest;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.stockbridge.testsupport.PostgresAndKafkaResource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a registrar cannot record: the answer names the member. */
@QuarkusTest
@QuarkusTestResource(PostgresAndKafkaResource.class)
@QuarkusTestResource(RegistryFiles.class)
class RefusedAssetsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "deployments[0].successor | 'status':'retired','successor':'soon'",
        "deployments[0].successor | 'status':'retired','successor':'eip155:1/erc20:0x9d275685dc284c8eb1c79f6aba7a63dc75ec890a'",
        "deployments[0].wraps | 'status':'active','role':'wrapper','wraps':'it'",
        "deployments[0].generation | 'status':'active','generation':0",
        "deployments[0].evidence[0].notedOn | 'status':'active','evidence':[{'source':'a','notedOn':'+10000-01-01'}]",
        "multiplierHistory[0].until | 'status':'active'}],'multiplierHistory':[{'value':'1','until':'9999-12-31T23:59:59-01:00'"
      })
  void refusesWhatNoAnswerCouldSay(String field, String member) {
    String body =
        """
        {"issuer":"Test Issuer","symbol":"NOx","name":"No token","status":"active",
         "underlying":{"ticker":"NO","name":"No Inc."},
         "deployments":[{"caip19":"eip155:84538453/erc20:0x3333333333333333333333333333333333333333",%s}]}
        """
            .formatted(member.replace('\'', '"'));
    Calls.put("/v1/assets/CH0000000NO9", body, null)
        .then()
        .statusCode(422)
        .body("field", equalTo(field));
  }

  @Test
  void refusesATokenOfAnAssetThatIsNoName() {
    for (String name : List.of("abc", "x/y:z", "/:", ":/")) {
      String body =
          """
          {"issuer":"Test Issuer","symbol":"NOx","name":"No token","status":"active",
           "underlying":{"ticker":"NO","name":"No Inc."},
           "deployments":[{"caip19":"%s","status":"impostor"}]}
          """
              .formatted(name);
      Calls.put("/v1/assets/CH0000000NO9", body, null)
          .then()
          .statusCode(422)
          .body("field", equalTo("deployments[0].caip19"));
    }
  }
}
