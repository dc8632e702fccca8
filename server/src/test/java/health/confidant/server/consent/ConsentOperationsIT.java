package health.confidant.server.consent;

import static health.confidant.server.consent.Rules.deny;
import static health.confidant.server.consent.Rules.permit;
import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.server.TestServer;
import health.confidant.server.noninterference.Clinic;
import health.confidant.server.noninterference.Ground;
import health.confidant.server.noninterference.Records;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Taking a consent back, and looking at one before it is signed. */
class ConsentOperationsIT {
    private static final TestServer SERVER = Ground.server();
    private static final String WRITTEN =
            "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"statement\",\"valueString\":\"I take it back.\"}]}";

    private final Clinic clinic = new Clinic(SERVER);
    private final String record = "/Observation/" + clinic.observations.get(0);

    @BeforeEach
    void freshTokens() {
        SERVER.forgetTokens();
    }

    @Test
    void revokeWhenWrittenThenIsInForceAtOnceAndKept() {
        assertThat(clinic.status("colleague", record)).isEqualTo(200);
        HttpResponse<String> revoked = revoke("patient", WRITTEN);
        assertThat(revoked.statusCode()).as(revoked.body()).isEqualTo(200);
        assertThat(revoked.body()).contains("\"status\":\"inactive\"", "I take it back.", clinic.patient);
        assertThat(clinic.status("colleague", record)).isEqualTo(404);
        HttpResponse<String> kept = clinic.get("patient", "/Consent/" + clinic.consent + "/_history");
        assertThat(kept.body()).contains("\"status\":\"inactive\"", "\"status\":\"active\"");
        assertThat(revoke("patient", WRITTEN).body()).contains("CONSENT-004");
    }

    @Test
    void revokeWhenNotWrittenOrNotTheirsThenIsRefused() {
        HttpResponse<String> spoken = revoke("patient", "{\"resourceType\":\"Parameters\"}");
        assertThat(spoken.statusCode()).isEqualTo(400);
        assertThat(spoken.body()).contains("CONSENT-003");
        for (String who : new String[] {"partner", "colleague", "therapist"}) {
            assertThat(revoke(who, WRITTEN).statusCode()).as(who).isIn(403, 404);
        }
        HttpResponse<String> get = clinic.get("patient", "/Consent/" + clinic.consent + "/$revoke");
        assertThat(get.statusCode()).isBetween(400, 499);
        assertThat(clinic.status("colleague", record)).isEqualTo(200);
    }

    @Test
    void revokeWhenTheOfficerReceivesItThenIsInForce() {
        HttpResponse<String> revoked =
                SERVER.send(SERVER.token("novak"), "POST", "/Consent/" + clinic.consent + "/$revoke", WRITTEN);
        assertThat(revoked.statusCode()).as(revoked.body()).isEqualTo(200);
        assertThat(clinic.status("colleague", record)).isEqualTo(404);
    }

    @Test
    void previewOfAPermitListsWhatItWouldOpenAndStoresNothing() {
        HttpResponse<String> answer =
                preview("patient", permit(clinic.therapist).data("instance", record.substring(1)), "new");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains(clinic.therapist, "\"name\":\"gains\",\"valueInteger\":1", record.substring(1))
                .contains("\"name\":\"loses\",\"valueInteger\":0")
                .doesNotContain(clinic.colleague, clinic.observations.get(1));
        assertThat(clinic.status("therapist", record)).isEqualTo(404);
        assertThat(clinic.get("patient", "/Consent?_summary=count").body()).contains("\"total\":1");
    }

    @Test
    void previewWhenFollowedByTheConsentThenIsWhatHappens() {
        Rules rule = permit(clinic.therapist).loinc("75626-2");
        HttpResponse<String> answer = preview("patient", rule, "new");
        assertThat(answer.body()).contains("\"name\":\"gains\",\"valueInteger\":5");
        assertThat(clinic.consentOf("patient", null, "active", rule.json()).statusCode())
                .isEqualTo(201);
        for (String each : clinic.observations) {
            assertThat(clinic.status("therapist", "/Observation/" + each)).isEqualTo(200);
        }
    }

    @Test
    void previewOfADenialListsWhatItWouldClose() {
        HttpResponse<String> answer =
                preview("patient", deny(clinic.counselor).data("instance", record.substring(1)), "new");
        assertThat(answer.body())
                .contains(clinic.counselor, "\"name\":\"loses\",\"valueInteger\":1", record.substring(1))
                .doesNotContain(clinic.colleague);
        assertThat(clinic.status("counselor", record)).isEqualTo(200);
    }

    @Test
    void previewOfANewerVersionComparesWithTheOneInForce() {
        HttpResponse<String> answer =
                preview("patient", permit(clinic.colleague).data("instance", record.substring(1)), clinic.consent);
        assertThat(answer.body())
                .contains(clinic.colleague, "\"name\":\"gains\",\"valueInteger\":0")
                .contains(clinic.observations.get(1))
                .doesNotContain(clinic.observations.get(0));
    }

    @Test
    void previewWhenSomethingIsMissingThenNamesIt() {
        HttpResponse<String> answer = preview("patient", Rules.bare("permit").to(clinic.therapist), "new");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("2.31(a)(3)", "2.31(a)(5)").doesNotContain("2.31(a)(9)");
    }

    @Test
    void previewOfSomebodyElsesRecordIsRefused() {
        for (String who : new String[] {"partner", "counselor", "colleague"}) {
            HttpResponse<String> answer = preview(who, permit(clinic.therapist), "new");
            assertThat(answer.statusCode()).as(who).isIn(403, 422);
            assertThat(answer.body()).doesNotContain("gains", clinic.observations.get(0));
        }
    }

    private HttpResponse<String> preview(String who, Rules rule, String id) {
        String draft = Records.consentWith(id, "draft", clinic.patient, rule.json())
                .replace("\"id\":\"new\",", "")
                .replace("\"dateTime\":\"2026-03-01T09:12:00Z\",", "");
        return clinic.send(
                who,
                "POST",
                "/Consent/$preview",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"consent\",\"resource\":" + draft + "}]}");
    }

    private HttpResponse<String> revoke(String who, String body) {
        return clinic.send(who, "POST", "/Consent/" + clinic.consent + "/$revoke", body);
    }
}
