package health.confidant.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.confidant.server.TestServer;
import health.confidant.server.shred.Officers;
import health.confidant.server.threat.Answer;
import health.confidant.server.threat.Door;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class RetentionIT {
    private static final String REASON = "{\"name\":\"reason\",\"valueString\":\"A court has asked for it.\"}";
    private static final String ANONYMOUS = "{\"name\":\"anonymous\",\"valueBoolean\":true}";

    /** One for each letter of 164.514(b)(2)(i); {@code SafeHarborTest} has each in more places. */
    private static final List<String> CANARIES = List.of(
            "ZQ-name",
            "ZQ-street",
            "1970-02-03",
            "ZQ-555-0101",
            "ZQ-555-0102",
            "ZQ@example.org",
            "ZQ-123-45-6789",
            "ZQ-MRN",
            "ZQ-plan",
            "ZQ-account",
            "ZQ-licence",
            "ZQ-plate",
            "ZQ-serial",
            "http://zq.example",
            "ZQ-192.0.2.77",
            "ZQ-fingerprint",
            "WlE=",
            "ZQ-other");

    private final TestServer server = TestServer.shared();
    private final JdbcTemplate administrator = server.administrator();
    private final Door ehr = Door.of(server, "northside-ehr");
    private final Door officer;

    RetentionIT() {
        server.signedInWithin("novak", Officers.FRESH);
        officer = Door.of(server, "novak");
    }

    private Answer ask(Door door, String patient, String operation, String parameters) {
        return door.send(
                "POST",
                "/" + patient + "/" + operation,
                "{\"resourceType\":\"Parameters\",\"parameter\":[" + parameters + "]}");
    }

    private String verdict(String patient) {
        return part(patient, "CLINICAL", "verdict");
    }

    private String part(String patient, String recordClass, String name) {
        Answer answer = ask(officer, patient, "$retention", "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        for (JsonNode parameter : answer.json().path("parameter")) {
            if (parameter.path("valueCode").asText().equals(recordClass)) {
                for (JsonNode part : parameter.path("part")) {
                    if (part.path("name").asText().equals(name)) {
                        return part.path("valueCode").asText("")
                                + part.path("valueDate").asText("");
                    }
                }
            }
        }
        throw new AssertionError(answer.body());
    }

    /** As if nobody had written since. */
    private void age(String patient, String day) {
        administrator.update(
                "update hfj_res_ver set res_updated = ?::date where partition_id in (select s.id from"
                        + " confidant.segment s join confidant.owner o on o.id = s.owner where o.reference = ?)",
                day,
                patient);
    }

    @Test
    void logAboutThePatientIsListedAndItsSixYearsRunFromItsLastRecord() {
        String patient = ehr.create(
                "{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Aged\"}],\"birthDate\":\"1970-02-03\"}");
        assertThat(part(patient, "AUDIT", "verdict")).isEqualTo("KEEP");
        assertThat(part(patient, "AUDIT", "until"))
                .isEqualTo(LocalDate.now(ZoneOffset.UTC).plusYears(6).toString());
    }

    /** Who was born in 2005 may have been seventeen on 1 June 2023; the program's floor is 28 years of age. */
    @Test
    void yearOfBirthAloneCountsAsItsLastDay() {
        String patient =
                ehr.create("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Aged\"}],\"birthDate\":\"2005\"}");
        age(patient, "2023-06-01");
        assertThat(part(patient, "CLINICAL", "until")).isEqualTo("2033-12-31");
        String grown =
                ehr.create("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Aged\"}],\"birthDate\":\"1999\"}");
        age(grown, "2012-06-01");
        assertThat(part(grown, "CLINICAL", "until")).isEqualTo("2027-12-31");
        assertThat(verdict(grown)).isEqualTo("KEEP");
    }

    @Test
    void anonymousRecordOverHttpHoldsNoneOfTheEighteen() {
        String patient = ehr.create(
                """
                {"resourceType":"Patient","active":true,"gender":"female","birthDate":"1970-02-03",
                 "identifier":[{"system":"http://hl7.org/fhir/sid/us-ssn","value":"ZQ-123-45-6789"},
                  {"system":"urn:mrn","value":"ZQ-MRN"},{"system":"urn:plan","value":"ZQ-plan"},
                  {"system":"urn:account","value":"ZQ-account"},{"system":"urn:licence","value":"ZQ-licence"},
                  {"system":"urn:plate","value":"ZQ-plate"},{"system":"urn:device","value":"ZQ-serial"},
                  {"system":"urn:print","value":"ZQ-fingerprint"},{"system":"urn:other","value":"ZQ-other"}],
                 "name":[{"family":"ZQ-name","given":["ZQ-name"]}],
                 "telecom":[{"system":"phone","value":"ZQ-555-0101"},{"system":"fax","value":"ZQ-555-0102"},
                  {"system":"email","value":"ZQ@example.org"},{"system":"url","value":"http://zq.example"}],
                 "address":[{"line":["ZQ-street"],"city":"ZQ-town","state":"MA","postalCode":"02139"}],
                 "photo":[{"contentType":"image/png","data":"WlE="}]}""");
        ehr.create(
                """
                {"resourceType":"Observation","status":"final","subject":{"reference":"%s"},
                 "code":{"coding":[{"system":"http://loinc.org","code":"75626-2"}]},
                 "effectiveDateTime":"2001-05-06T10:11:12Z","valueString":"from ZQ-192.0.2.77, plate ZQ-plate",
                 "note":[{"text":"ZQ-name of http://zq.example, account ZQ-account"}]}"""
                        .formatted(patient));
        String stored = ehr.get(patient + "/$everything").body();
        age(patient, "2005-01-01");
        Answer anonymous = ask(officer, patient, "$retention", ANONYMOUS);
        assertThat(anonymous.status()).as(anonymous.body()).isEqualTo(200);
        assertThat(CANARIES).hasSize(18);
        for (String canary : CANARIES) {
            assertThat(stored).contains(canary);
            assertThat(anonymous.body()).doesNotContainIgnoringCase(canary);
        }
        assertThat(anonymous.body())
                .contains("75626-2", "\"1970\"", "\"2001\"", "\"MA\"", "female")
                .doesNotContainIgnoringCase("zq")
                .doesNotContain("2001-05", "1970-02", "0213", patient.split("/")[1]);
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
        Answer early = ask(officer, patient, "$retention", ANONYMOUS);
        assertThat(early.body()).contains("RETENTION-001").doesNotContain("Longago");
        age(patient, "2005-01-01");
        assertThat(verdict(patient)).isEqualTo("DUE");
        Answer anonymous = ask(officer, patient, "$retention", ANONYMOUS);
        assertThat(anonymous.status()).as(anonymous.body()).isEqualTo(200);
        assertThat(anonymous.body())
                .contains("7200002", "\"1970\"", "female")
                .doesNotContain("Longago", "1970-02", patient.split("/")[1]);
        assertThat(ask(officer, patient, "$legal-hold", REASON).body()).contains("held");
        assertThat(verdict(patient)).isEqualTo("HELD");
        assertThat(ask(officer, patient, "$retention", ANONYMOUS).body()).contains("RETENTION-001");
    }
}
