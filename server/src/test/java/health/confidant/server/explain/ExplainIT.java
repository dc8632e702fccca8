package health.confidant.server.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.confidant.ig.World;
import health.confidant.server.TestServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** $who-can-see and $explain-access, against what the doors really do. */
class ExplainIT {
    private static final TestServer SERVER = TestServer.shared();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String maya = reference("Patient/maya");

    @BeforeEach
    void freshTokens() {
        SERVER.forgetTokens();
    }

    @Test
    void thePatientIsToldWhoSeesByTrackAndWhy() {
        HttpResponse<String> answer = SERVER.get("maya", "/" + maya + "/$who-can-see");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(lines(answer))
                .contains(
                        reference("Practitioner/kim") + " individual CARE_TEAM",
                        reference("Organization/northside-ehr") + " individual CONSENT",
                        reference("Organization/harbor-health-plan") + " billing CONSENT",
                        reference("Practitioner/mo") + " billing BILLING",
                        reference("Practitioner/novak") + " privacy PRIVACY",
                        reference("Practitioner/lee") + " individual CONSENT",
                        maya + " individual SELF")
                .noneMatch(line -> line.contains(reference("Practitioner/okafor")))
                .noneMatch(line -> line.contains(reference("Patient/daniel")));
        assertThat(answer.body()).contains("42 CFR 2.12(c)(3)").doesNotContain("Lindqvist");
    }

    @Test
    void thePatientIsToldOfTheCouplesTrackInItsPortal() {
        HttpResponse<String> answer =
                SERVER.send(SERVER.token("maya", "couples-portal"), "GET", "/" + maya + "/$who-can-see", null);
        assertThat(lines(answer))
                .contains(
                        reference("Practitioner/lee") + " couples CARE_TEAM",
                        reference("Practitioner/kim") + " couples CONSENT",
                        " couples SELF");
        assertThat(answer.body()).contains("The other partner").doesNotContain(reference("Patient/daniel"));
    }

    @Test
    void whatTheListSaysIsWhatTheDoorsDo() {
        HttpResponse<String> answer = SERVER.get("novak", "/" + maya + "/$who-can-see");
        List<String> lines = lines(answer);
        for (String login : List.of("kim", "okafor", "lee", "sato", "alvarez", "northside-ehr", "recovery-research")) {
            String who = World.read().reference((login.contains("-") ? "Organization/" : "Practitioner/") + login);
            boolean listed = lines.stream().anyMatch(line -> line.startsWith(who + " individual"));
            boolean sees = SERVER.get(login, "/" + reference("Observation/maya-drinks"))
                            .statusCode()
                    == 200;
            assertThat(listed).as(login).isEqualTo(sees);
        }
    }

    @Test
    void nobodyElseIsToldAnything() {
        String missing = SERVER.get("kim", "/Patient/" + UUID.randomUUID() + "/$who-can-see")
                .body();
        for (String login : List.of("kim", "daniel", "lee", "mo", "rivera", "northside-ehr")) {
            HttpResponse<String> answer = SERVER.get(login, "/" + maya + "/$who-can-see");
            assertThat(answer.statusCode()).as(login).isEqualTo(login.equals("mo") ? answer.statusCode() : 404);
            assertThat(answer.body()).as(login).doesNotContain("recipient");
        }
        assertThat(plain(SERVER.get("kim", "/" + maya + "/$who-can-see").body()))
                .isEqualTo(plain(missing));
    }

    @Test
    void anybodyMayAskAboutThemselvesAndWhatTheySee() {
        HttpResponse<String> kim = explain("kim", "Condition/maya-alcohol", null);
        assertThat(kim.statusCode()).as(kim.body()).isEqualTo(200);
        assertThat(kim.body()).contains("\"name\":\"read\",\"valueBoolean\":true", "CARE_TEAM");
        HttpResponse<String> hidden = explain("kim", "Condition/daniel-opioid", null);
        HttpResponse<String> missing = SERVER.get("kim", "/Condition/" + UUID.randomUUID() + "/$explain-access");
        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(plain(hidden.body())).isEqualTo(plain(missing.body()));
        HttpResponse<String> others = explain("kim", "Condition/maya-alcohol", "Practitioner/lee");
        assertThat(others.statusCode()).isEqualTo(400);
        assertThat(others.body()).contains("EXPLAIN-001");
    }

    @Test
    void thePatientMayAskAboutAnybody() {
        HttpResponse<String> lee = explain("maya", "Condition/maya-alcohol", "Practitioner/lee");
        assertThat(lee.body()).contains("\"name\":\"read\",\"valueBoolean\":false");
        HttpResponse<String> ehr = explain("maya", "Observation/maya-drinks", "Organization/northside-ehr");
        assertThat(ehr.body()).contains("\"name\":\"read\",\"valueBoolean\":true", "CONSENT", "PART2", "42 CFR 2.31");
        HttpResponse<String> note = explain("maya", "DocumentReference/maya-counseling-note", "Practitioner/kim");
        assertThat(note.statusCode()).isEqualTo(404);
    }

    @Test
    void theOfficerMayAskAboutAnythingWithoutSeeingIt() {
        assertThat(SERVER.get("novak", "/" + reference("Condition/daniel-opioid"))
                        .statusCode())
                .isEqualTo(404);
        HttpResponse<String> ehr = explain("novak", "Condition/daniel-opioid", "Organization/northside-ehr");
        assertThat(ehr.statusCode()).as(ehr.body()).isEqualTo(200);
        assertThat(ehr.body())
                .contains("\"name\":\"read\",\"valueBoolean\":false", "A patient's consent directive denies it.")
                .doesNotContain("F11");
    }

    @Test
    void aPartnerIsNotToldWhyTheCouplesRecordIsClosed() {
        String token = SERVER.token("maya", "couples-portal");
        HttpResponse<String> okafor = SERVER.send(
                token,
                "GET",
                "/" + reference("DocumentReference/couple-1-joint-note") + "/$explain-access?who="
                        + reference("Practitioner/okafor"),
                null);
        assertThat(okafor.statusCode()).as(okafor.body()).isEqualTo(200);
        assertThat(okafor.body())
                .contains("\"name\":\"read\",\"valueBoolean\":false", "Not everyone whose record it is")
                .doesNotContain("\"effect\"", "forbid");
    }

    @Test
    void eachQuestionIsInThePatientsLog() {
        explain("novak", "Condition/daniel-opioid", "Practitioner/kim");
        HttpResponse<String> log = SERVER.get("novak", "/AuditEvent?_count=200&patient=" + reference("Patient/daniel"));
        assertThat(log.body()).contains("Parameters/explain-access", reference("Practitioner/novak"));
    }

    private static HttpResponse<String> explain(String login, String symbolic, String who) {
        String query = who == null ? "" : "?who=" + reference(who);
        return SERVER.get(login, "/" + reference(symbolic) + "/$explain-access" + query);
    }

    /** {@code reference track policy} for each reason. */
    private static List<String> lines(HttpResponse<String> answer) {
        try {
            List<String> lines = new ArrayList<>();
            for (JsonNode recipient : JSON.readTree(answer.body()).path("parameter")) {
                String who = "";
                String track = "";
                for (JsonNode part : recipient.path("part")) {
                    String name = part.path("name").asText();
                    if (name.equals("who")) {
                        who = part.path("valueReference").path("reference").asText();
                    } else if (name.equals("track")) {
                        track = part.path("valueCode").asText();
                    } else if (name.equals("because")) {
                        lines.add(who + " " + track + " "
                                + part.path("part").path(0).path("valueCode").asText());
                    }
                }
            }
            return lines;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String plain(String outcome) {
        return outcome.replaceAll("\"id\":\"[^\"]*\"", "");
    }

    private static String reference(String symbolic) {
        return World.read().reference(symbolic);
    }
}
