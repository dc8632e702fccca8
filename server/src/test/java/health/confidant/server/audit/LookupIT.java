package health.confidant.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.confidant.audit.AuditRecord;
import health.confidant.server.TestServer;
import health.confidant.server.threat.Answer;
import health.confidant.server.threat.Door;
import health.confidant.server.threat.Records;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever looks for somebody by a search is in that patient's log, also where nothing is shown, and learns nothing from it. */
class LookupIT {
    private static final String MAYA = Door.id("Patient/maya");
    private static final String DANIEL = Door.id("Patient/daniel");
    private static final String CONDITION = Door.id("Condition/daniel-alcohol");
    private static final String IDENTIFIER = "https://confidant.health/id/patient%7CTRR-";

    private final TestServer server = TestServer.shared();
    private final Journaled journaled = new Journaled(server);
    private final Door maya = Door.of(server, "maya");
    private final Door kim = Door.of(server, "kim");

    private List<String> recorded(Answer answer) {
        return journaled.of(answer.requestId()).stream()
                .map(record -> record.patient().orElse("-") + " " + record.action() + " " + record.outcome())
                .sorted()
                .toList();
    }

    private static Answer expect(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    /** What a caller can tell two empty answers by, but for what was asked. */
    private static String shape(Answer answer) {
        ObjectNode body = (ObjectNode) answer.json();
        body.remove(List.of("id", "meta", "link"));
        return answer.status() + " " + body + " " + answer.headers().keySet();
    }

    /** A search of the type for somebody; and the same for nobody. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Patient?_id=ID",
                "/Patient?_id=ID&_summary=count",
                "/Condition?patient=ID",
                "/Condition?subject=Patient/ID&code=F10.20",
                "/Condition?patient=Patient/ID&_summary=count",
                "/Condition?_id=CONDITION",
                "/Patient?identifier=" + IDENTIFIER + "NAME",
                "/Patient?given=NAME&birthdate=1986-11-30",
                "/Condition?patient.identifier=" + IDENTIFIER + "NAME",
                "/Condition?subject:Patient.given=NAME&subject:Patient.birthdate=1986-11-30",
                "/Patient?_has:Condition:patient:_id=CONDITION",
            })
    void aPartnerWhoIsLookedForIsToldAndTheOneWhoLooksIsNot(String search) {
        Answer hidden = expect(maya.get(search.replace("ID", DANIEL.substring(8))
                .replace("CONDITION", CONDITION.substring(10))
                .replace("NAME", "daniel")));
        Answer nobody = expect(maya.get(search.replace("ID", Records.NEVER)
                .replace("CONDITION", Records.NEVER)
                .replace("NAME", "nobody")));
        assertThat(hidden.references()).isEmpty();
        assertThat(recorded(hidden)).containsExactly(DANIEL + " SEARCH DENIED");
        assertThat(recorded(nobody)).containsExactly("- SEARCH SUCCESS");
        assertThat(shape(hidden)).isEqualTo(shape(nobody));
    }

    @Test
    void theOfficerSeesWhoLookedAndForWhatAndThePatientThatSomebodyDid() {
        String since = "&date=ge" + Instant.now().minus(1, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
        Answer search = expect(maya.get("/Patient?identifier=" + IDENTIFIER + "daniel"));
        String event = journaled.of(search.requestId()).get(0).id().toString();
        Answer officers = expect(Door.of(server, "novak").get("/AuditEvent/" + event));
        assertThat(officers.body()).contains(MAYA, DANIEL);
        assertThat(queries(officers))
                .containsExactly("Patient?identifier=https://confidant.health/id/patient|TRR-daniel");
        Answer daniels = expect(Door.of(server, "daniel").get("/AuditEvent/" + event));
        assertThat(daniels.body()).contains("another-participant", DANIEL).doesNotContain(MAYA.substring(8));
        assertThat(queries(daniels)).containsExactly("Patient?identifier=");
        assertThat(expect(Door.of(server, "daniel").get("/AuditEvent?patient=" + DANIEL + "&_count=200" + since))
                        .body())
                .contains(event);
        assertThat(maya.get("/AuditEvent/" + event).normalised())
                .isEqualTo(maya.get("/AuditEvent/" + Records.NEVER).normalised())
                .startsWith("404");
    }

    private static List<String> queries(Answer answer) {
        return Stream.of(answer.json())
                .flatMap(event -> event.findValuesAsText("query").stream())
                .map(query -> new String(Base64.getDecoder().decode(query), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void whoIsSeenAndHasNothingOfTheKindIsToldToo() {
        assertThat(recorded(expect(kim.get("/Condition?patient=" + MAYA + "&code=F99.97"))))
                .containsExactly(MAYA + " SEARCH SUCCESS");
        assertThat(recorded(expect(kim.get("/Condition?_summary=count&patient=" + MAYA))))
                .containsExactly(MAYA + " SEARCH SUCCESS");
    }

    @Test
    void ofTwoWhoAreNamedEachIsTold() {
        for (String search : List.of(
                "/Condition?patient=" + MAYA + "," + DANIEL,
                "/Patient?identifier=" + IDENTIFIER + "maya," + IDENTIFIER + "daniel")) {
            Answer shown = expect(maya.get(search));
            assertThat(shown.references()).isNotEmpty();
            assertThat(recorded(shown)).containsExactlyInAnyOrder(MAYA + " SEARCH SUCCESS", DANIEL + " SEARCH DENIED");
        }
    }

    @Test
    void whatAFormAsksIsRecorded() {
        Answer form = expect(maya.send(
                "POST",
                "/Condition/_search",
                "patient=" + DANIEL.replace("/", "%2F"),
                "Content-Type",
                "application/x-www-form-urlencoded"));
        assertThat(recorded(form)).containsExactly(DANIEL + " SEARCH DENIED");
        assertThat(journaled.of(form.requestId()))
                .extracting(AuditRecord::query)
                .containsExactly("Condition?patient=" + DANIEL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch", "transaction"})
    void aSearchInABundleIsRecordedLikeOneOfItsOwn(String kind) {
        String url = "Condition?patient=" + DANIEL;
        Answer answer = expect(maya.send(
                "POST",
                "/",
                "{\"resourceType\":\"Bundle\",\"type\":\"" + kind
                        + "\",\"entry\":[{\"request\":{\"method\":\"GET\",\"url\":\"" + url + "\"}}]}"));
        assertThat(recorded(answer)).containsExactly(DANIEL + " SEARCH DENIED");
        assertThat(journaled.of(answer.requestId()))
                .extracting(AuditRecord::query)
                .containsExactly(url);
    }

    /** More people bear a first letter than a look-up names. */
    @Test
    void aSearchThatFitsEverybodyIsAboutNobody() {
        assertThat(recorded(expect(maya.get("/Condition?code=F10.20&patient:Patient.gender=male"))))
                .noneMatch(line -> line.contains("DENIED"));
    }
}
