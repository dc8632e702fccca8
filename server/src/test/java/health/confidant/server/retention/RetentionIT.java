package health.confidant.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.confidant.server.TestServer;
import health.confidant.server.threat.Answer;
import health.confidant.server.threat.Door;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class RetentionIT {
    private static final String REASON = "{\"name\":\"reason\",\"valueString\":\"A court has asked for it.\"}";

    private final TestServer server = TestServer.shared();
    private final JdbcTemplate administrator = server.administrator();
    private final Door ehr = Door.of(server, "northside-ehr");
    private final Door officer = Door.of(server, "novak");

    private Answer ask(Door door, String patient, String operation, String parameters) {
        return door.send(
                "POST",
                "/" + patient + "/" + operation,
                "{\"resourceType\":\"Parameters\",\"parameter\":[" + parameters + "]}");
    }

    private String verdict(String patient) {
        Answer answer = ask(officer, patient, "$retention", "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        for (JsonNode parameter : answer.json().path("parameter")) {
            if (parameter.path("valueCode").asText().equals("CLINICAL")) {
                return parameter.path("part").path(0).path("valueCode").asText();
            }
        }
        throw new AssertionError(answer.body());
    }

    @Test
    void recordIsKeptThenDueThenHeldAndWhatIsLeftOfItNamesNobody() {
        String patient = ehr.create("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Longago\"}],\"gender\":"
                + "\"female\",\"birthDate\":\"1970-02-03\"}");
        ehr.create("{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"" + patient
                + "\"},\"code\":{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"7200002\"}],\"text\":"
                + "\"Longago drinks\"},\"note\":[{\"text\":\"Her husband Longago said so\"}]}");
        assertThat(ask(ehr, patient, "$retention", "").status()).isEqualTo(403);
        assertThat(verdict(patient)).isEqualTo("KEEP");
        Answer early = ask(officer, patient, "$retention", "{\"name\":\"anonymous\",\"valueBoolean\":true}");
        assertThat(early.body()).contains("RETENTION-001").doesNotContain("Longago");
        administrator.update(
                "update hfj_res_ver set res_updated = '2005-01-01' where partition_id in (select s.id from"
                        + " confidant.segment s join confidant.owner o on o.id = s.owner where o.reference = ?)",
                patient);
        assertThat(verdict(patient)).isEqualTo("DUE");
        Answer anonymous = ask(officer, patient, "$retention", "{\"name\":\"anonymous\",\"valueBoolean\":true}");
        assertThat(anonymous.status()).as(anonymous.body()).isEqualTo(200);
        assertThat(anonymous.body())
                .contains("7200002", "\"1970\"", "female")
                .doesNotContain("Longago", "1970-02", patient.split("/")[1]);
        assertThat(ask(officer, patient, "$legal-hold", REASON).body()).contains("held");
        assertThat(verdict(patient)).isEqualTo("HELD");
        assertThat(ask(officer, patient, "$retention", "{\"name\":\"anonymous\",\"valueBoolean\":true}")
                        .body())
                .contains("RETENTION-001");
    }
}
