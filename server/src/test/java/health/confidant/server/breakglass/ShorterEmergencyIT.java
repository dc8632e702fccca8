package health.confidant.server.breakglass;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.confidant.server.TestServer;
import health.confidant.server.duty.DeadlineWatch;
import health.confidant.server.duty.Ward;
import health.confidant.server.noninterference.Member;
import health.confidant.server.threat.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Requirement 45, of a server whose emergencies are shorter; and the review that nobody closes (requirement 49). */
class ShorterEmergencyIT {
    private static final TestServer SERVER = TestServer.startWith(
            List.of("--confidant.break-glass.duration=PT30M", "--confidant.break-glass.review=PT1S"));

    private final Ward ward = new Ward(SERVER);
    private final String novak = Member.of("novak").actor().reference();

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @Test
    void declareWhenLongerThanConfiguredThenRefusedAndNothingOpens() {
        Answer refused = declare(",{\"name\":\"minutes\",\"valueInteger\":31}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.diagnostics()).startsWith("EMERGENCY-005").contains("1 to 30 minutes");
        assertThat(ward.get(ward.colleague, ward.observation, "Purpose-Of-Use", "BTG")
                        .status())
                .isEqualTo(404);
        assertThat(declare(",{\"name\":\"minutes\",\"valueInteger\":30}").status())
                .isEqualTo(200);
    }

    @Test
    void declareWhenItDoesNotSayHowLongThenLastsAsConfigured() {
        Instant before = Instant.now();
        Answer declared = declare("");

        assertThat(declared.status()).as(declared.body()).isEqualTo(200);
        assertThat(OffsetDateTime.parse(
                                value(declared, "until").path("valueInstant").asText())
                        .toInstant())
                .isBetween(
                        before.plus(Duration.ofMinutes(30)).minusSeconds(5),
                        Instant.now().plus(Duration.ofMinutes(30)).plusSeconds(5));
    }

    /** IHE PCF, review of break-glass events. */
    @Test
    void reviewWhenNotClosedInTimeThenIsOverdueAndTheOfficerIsToldOnceAndNothingOfTheRecord()
            throws InterruptedException {
        String review =
                value(declare(""), "review").at("/valueReference/reference").asText();
        Thread.sleep(1500);

        List<String> states = new ArrayList<>();
        Answer deadlines = ward.cast("novak", "GET", novak + "/$deadlines", null);
        for (JsonNode deadline : deadlines.json().path("parameter")) {
            if (deadline.toString().contains(review)) {
                states.add(deadline.path("part").findValuesAsText("valueCode").toString());
            }
        }
        assertThat(states).containsExactly("[break-glass-review, overdue]");

        DeadlineWatch watch = SERVER.bean(DeadlineWatch.class);
        watch.announce();
        watch.announce();
        Answer notices = ward.cast("novak", "GET", "Communication?_count=200&recipient=" + novak, null);
        List<String> told = new ArrayList<>();
        for (JsonNode entry : notices.json().path("entry")) {
            if (entry.at("/resource/about/0/reference").asText().equals(review)) {
                told.add(entry.at("/resource/payload/0/contentString").asText());
            }
        }
        assertThat(told).singleElement().asString().startsWith("The review of an emergency was to be closed by 20");
        assertThat(told.get(0)).doesNotContain("Overdose");
    }

    private Answer declare(String more) {
        return ward.as(
                ward.colleague,
                "POST",
                ward.patient + "/$break-glass",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"reason\",\"valueString\":"
                        + "\"Overdose, unconscious.\"}" + more + "]}");
    }

    private static JsonNode value(Answer declared, String name) {
        for (JsonNode parameter : declared.json().path("parameter")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter;
            }
        }
        throw new AssertionError("No " + name + " in " + declared.body());
    }
}
