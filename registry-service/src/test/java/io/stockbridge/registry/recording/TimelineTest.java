package io.stockbridge.registry.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final Instant PAST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant SPLIT = Instant.parse("2027-01-04T14:30:00Z");
  private static final Instant LATER = Instant.parse("2027-06-01T00:00:00Z");

  private final Timeline present =
      Timeline.of(List.of(new Statement(1, PAST, PAST, json("{'name':'Old','multiplier':'1'}"))));

  @Test
  void keepsWhatIsScheduledOnTopOfAChangeThatComesBefore() {
    Timeline scheduled =
        add(present, present.put(SPLIT, json("{'name':'Old','multiplier':'2'}"), NOW));

    List<Statement> renamed =
        scheduled.put(NOW, json("{'name':'New','multiplier':'1'}"), NOW.plusSeconds(1));

    assertThat(renamed).extracting(Statement::version).containsExactly(3, 4);
    Timeline after = add(scheduled, renamed);
    assertThat(after.at(NOW).content()).isEqualTo(json("{'name':'New','multiplier':'1'}"));
    assertThat(after.at(SPLIT).content()).isEqualTo(json("{'name':'New','multiplier':'2'}"));
    assertThat(after.at(SPLIT.minusMillis(1)).version()).isEqualTo(3);
  }

  @Test
  void takesAScheduledChangeOutOfWhatIsScheduledAfterIt() {
    Timeline one = add(present, present.put(SPLIT, json("{'name':'Old','multiplier':'2'}"), NOW));
    Timeline two = add(one, one.put(LATER, json("{'name':'New','multiplier':'2'}"), NOW));

    Timeline after = add(two, two.withdraw(SPLIT, NOW));

    assertThat(after.at(SPLIT).version()).isEqualTo(1);
    assertThat(after.at(LATER).content()).isEqualTo(json("{'name':'New','multiplier':'1'}"));
    assertThatThrownBy(() -> after.withdraw(SPLIT, NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("nothing is recorded for " + SPLIT);
  }

  @Test
  void correctsAPeriodOfThePastAlone() {
    Timeline two = add(present, present.put(NOW, json("{'name':'New','multiplier':'1'}"), NOW));
    Timeline three = add(two, two.put(LATER, json("{'name':'Newer','multiplier':'1'}"), NOW));

    List<Statement> corrected = three.put(PAST, json("{'name':'Older','multiplier':'1'}"), NOW);

    assertThat(corrected).extracting(Statement::version).containsExactly(4);
    Timeline after = add(three, corrected);
    assertThat(after.at(PAST).version()).isEqualTo(4);
    assertThat(after.at(NOW).version()).isEqualTo(2);
    assertThat(after.at(PAST.minusMillis(1))).isNull();
  }

  @Test
  void recordsLaterThanEverythingBeforeWhateverTheClockSays() {
    Instant behind = PAST.minusSeconds(5);

    List<Statement> added = present.put(NOW, json("{'name':'New'}"), behind);

    assertThat(added).extracting(Statement::recordedAt).containsExactly(PAST.plusMillis(1));
  }

  @Test
  void mergesTokensByTheirNames() {
    JsonNode base = json("{'deployments':[{'caip19':'a','status':'active'}]}");
    JsonNode scheduled = json("{'deployments':[{'caip19':'a','status':'retired'}]}");
    JsonNode next =
        json(
            "{'deployments':[{'caip19':'a','status':'active','symbol':'A'},"
                + "{'caip19':'b','status':'active'}]}");

    assertThat(ThreeWayMerge.of(base, scheduled, next))
        .isEqualTo(
            json(
                "{'deployments':[{'caip19':'a','status':'retired','symbol':'A'},"
                    + "{'caip19':'b','status':'active'}]}"));
    assertThat(ThreeWayMerge.of(null, scheduled, next)).isEqualTo(scheduled);
  }

  private static Timeline add(Timeline timeline, List<Statement> statements) {
    Timeline after = timeline;
    for (Statement statement : statements) {
      after = after.with(statement);
    }
    return after;
  }

  private static JsonNode json(String text) {
    return StoredForm.parse(text.replace('\'', '"'));
  }
}
