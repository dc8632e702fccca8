package health.confidant.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.confidant.ig.World;
import health.confidant.server.TestServer;
import health.confidant.server.noninterference.Member;
import health.confidant.server.noninterference.Records;
import health.confidant.server.threat.Answer;
import health.confidant.server.threat.Door;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** 42 CFR 2.19: a program that ends or is taken over. */
class HandOverIT {
    private static final String SUCCESSOR = Member.of("northside-ehr").actor().reference();
    private static final String EMPTY = "{\"resourceType\":\"Parameters\"}";

    private final TestServer server = TestServer.shared();
    private final JdbcTemplate administrator = server.administrator();
    private final Door ehr = Door.of(server, "northside-ehr");
    private final Door officer = Door.of(server, "novak");

    /** In the demo world Maya lets the hospital treat, Daniel refuses it, and both are in a couple. */
    @Test
    void whatIsHandedOverIsWhatThePatientsConsentedTo() {
        assertThat(part(World.id("Patient/maya"), "Patient/", "transfer")).contains("true");
        assertThat(part(World.id("Patient/daniel"), "Patient/", "transfer")).contains("false");
        String couple = administrator.queryForObject(
                "select g.reference from confidant.couple c join confidant.owner g on g.id = c.couple join"
                        + " confidant.owner p on p.id = c.partner where p.reference = ? limit 1",
                String.class,
                "Patient/" + World.id("Patient/maya"));
        assertThat(part(couple.split("/")[1], "Group/", "transfer")).contains("false");
    }

    @Test
    void whatTheLawKeepsIsKeptWhatItDoesNotIsDestroyedUnlessItGoesAndAHoldKeepsBoth() {
        String patient = ehr.create("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Gone\"}],\"gender\":"
                + "\"female\",\"birthDate\":\"1970-02-03\"}");
        String id = patient.split("/")[1];
        assertThat(part(id, "Patient/", "here")).contains("kept");
        assertThat(part(id, "Patient/", "until")).isPresent();
        age(patient);
        assertThat(part(id, "Patient/", "here")).contains("destroyed");
        assertThat(part(id, "Patient/", "until")).isEmpty();
        Answer held = officer.send(
                "POST",
                "/" + patient + "/$legal-hold",
                "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"reason\",\"valueString\":"
                        + "\"A court has asked for it.\"}]}");
        assertThat(held.status()).as(held.body()).isEqualTo(200);
        assertThat(part(id, "Patient/", "here")).contains("kept");
        assertThat(part(id, "Patient/", "until")).isEmpty();
    }

    @Test
    void onlyAnOfficerAsksAndOnlyAboutAnOrganisationThatThereIs() {
        assertThat(ask(ehr, SUCCESSOR, EMPTY).status()).isEqualTo(403);
        assertThat(ask(Door.of(server, "mo"), SUCCESSOR, EMPTY).status()).isEqualTo(403);
        assertThat(ask(officer, "Organization/" + Records.program().hashCode(), EMPTY)
                        .status())
                .isEqualTo(404);
        String after = "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"after\",\"valueReference\":"
                + "{\"reference\":\"Patient/nobody\"}}]}";
        assertThat(ask(officer, SUCCESSOR, after).status()).isEqualTo(404);
    }

    private void age(String patient) {
        administrator.update(
                "update hfj_res_ver set res_updated = '2005-01-01' where partition_id in (select s.id from"
                        + " confidant.segment s join confidant.owner o on o.id = s.owner where o.reference = ?)",
                patient);
    }

    /** A value of one record's part, from whichever page it is on. */
    private Optional<String> part(String id, String type, String name) {
        String parameters = EMPTY;
        while (true) {
            Answer page = ask(officer, SUCCESSOR, parameters);
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            String next = "";
            for (JsonNode parameter : page.json().path("parameter")) {
                if (parameter.path("name").asText().equals("next")) {
                    next = parameter.path("valueReference").path("reference").asText();
                } else if (parameter
                        .path("part")
                        .get(0)
                        .path("valueReference")
                        .path("reference")
                        .asText()
                        .equals(type + id)) {
                    return value(parameter.path("part"), name);
                }
            }
            assertThat(next).as("the record is on no page").isNotEmpty();
            parameters = "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"after\",\"valueReference\":"
                    + "{\"reference\":\"" + next + "\"}}]}";
        }
    }

    private static Optional<String> value(JsonNode parts, String name) {
        for (JsonNode part : parts) {
            if (part.path("name").asText().equals(name)) {
                return Optional.of(part.path("valueBoolean").asText()
                        + part.path("valueCode").asText()
                        + part.path("valueDate").asText());
            }
        }
        return Optional.empty();
    }

    private static Answer ask(Door door, String organization, String parameters) {
        return door.send("POST", "/" + organization + "/$hand-over", parameters);
    }
}
