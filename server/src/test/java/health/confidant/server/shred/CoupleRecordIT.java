package health.confidant.server.shred;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.SignedJWT;
import health.confidant.server.TestServer;
import health.confidant.server.duty.Ward;
import health.confidant.server.keys.DataKeys;
import health.confidant.server.keys.KeyClass;
import health.confidant.server.keys.KeyException;
import health.confidant.server.keys.Sealer;
import health.confidant.server.threat.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What officers do to the joint record of a couple, over HTTP. */
class CoupleRecordIT {
    private static final List<String> OPERATIONS = List.of("$shred", "$legal-hold", "$renew-keys", "$retention");

    private final TestServer server = TestServer.shared();
    private final Officers officers = new Officers(server);
    private final Ward ward = new Ward(server);
    private final String couple = ward.couple;

    @BeforeEach
    void freshTokens() {
        server.forgetTokens();
    }

    private List<String> joint() {
        return officers.bodies(couple, "INDIVIDUAL", "COUPLES", "GENERAL");
    }

    /** What is said of a class: of the record that was asked for, or of the couple's. */
    private List<String> listed(Answer answer, String recordClass, boolean asCouple) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<String> found = new ArrayList<>();
        for (JsonNode parameter : answer.json().path("parameter")) {
            List<String> values = new ArrayList<>();
            for (JsonNode part : parameter.path("part")) {
                values.add(part.path("valueCode").asText("")
                        + part.path("valueString").asText("")
                        + part.path("valueDate").asText(""));
            }
            if (parameter.path("valueCode").asText().equals(recordClass) && values.contains(couple) == asCouple) {
                found.addAll(values);
            }
        }
        return found;
    }

    @Test
    void nobodyButAnOfficerDoesAnyOfIt() {
        List<String> before = joint();
        for (String operation : OPERATIONS) {
            String path = couple + "/" + operation;
            String body = Officers.body(operation.equals("$retention") ? "" : Officers.REASON);
            List<Answer> answers = List.of(
                    ward.as(ward.therapist, "POST", path, body),
                    ward.as(ward.counselor, "POST", path, body),
                    ward.as(ward.patient, "POST", path, body),
                    ward.with("couples-portal", ward.partner, "POST", path, body),
                    ward.cast("northside-ehr", "POST", path, body));
            for (Answer answer : answers) {
                assertThat(answer.status()).as(operation + " " + answer.body()).isEqualTo(403);
            }
            assertThat(answers.get(0).diagnostics()).startsWith("SHRED-001");
            assertThat(answers.get(4).diagnostics()).startsWith("SHRED-001");
            assertThat(officers.first("Group/" + UUID.randomUUID(), operation, Officers.REASON)
                            .status())
                    .as(operation)
                    .isEqualTo(404);
        }
        assertThat(joint()).isEqualTo(before).isNotEmpty();
        assertThat(officers.acts(officers.owner(ward.patient), "$")).isEmpty();
    }

    @Test
    void holdOnEitherPartnerOrOnTheCoupleStopsItsDestruction() {
        for (String held : List.of(ward.patient, ward.partner, couple)) {
            assertThat(officers.first(held, "$legal-hold", Officers.REASON).body())
                    .contains("\"held\"");
            assertThat(officers.first(couple, "$shred", Officers.REASON).diagnostics())
                    .as(held)
                    .startsWith("SHRED-004 HOLD");
            if (!held.equals(couple)) {
                assertThat(officers.first(couple, "$legal-hold", Officers.REASON + Officers.LIFT)
                                .body())
                        .as("what lifts the couple's hold does not lift a partner's")
                        .contains("\"held\"");
            }
            assertThat(officers.first(held, "$legal-hold", Officers.REASON + Officers.LIFT)
                            .body())
                    .contains("\"lifted\"");
        }
        assertThat(officers.first(couple, "$legal-hold", Officers.REASON).body())
                .contains("\"held\"");
        assertThat(officers.first(ward.patient, "$shred", Officers.REASON).body())
                .as("the couple's hold is of the joint record alone")
                .contains("requested");
        assertThat(officers.acts(officers.owner(ward.patient), "$legal-hold"))
                .as("of the own record, and of the couple's in the partners' logs")
                .containsExactly(
                        "$legal-hold placed",
                        "$legal-hold lifted",
                        "$legal-hold lifted",
                        "$legal-hold lifted",
                        "$legal-hold placed",
                        "$legal-hold lifted",
                        "$legal-hold placed");
        assertThat(joint()).isNotEmpty();
    }

    @Test
    void jointRecordIsListedForTheCoupleAndForEachPartnerAndTheYoungerOneDecides() {
        for (String asked : List.of(couple, ward.patient, ward.partner)) {
            Answer answer = officers.first(asked, "$retention", "");
            assertThat(listed(answer, "CLINICAL", !asked.equals(couple)))
                    .as(answer.body())
                    .startsWith("KEEP");
        }
        server.administrator()
                .update("update confidant.care_team set ends = '2020-01-01' where owner = ?", officers.owner(couple));
        officers.age(couple, "2007-06-01", "INDIVIDUAL", "COUPLES", "GENERAL", "BILLING");
        // Ten years are over; both were minors then, and the younger one was 28 on 2 January 2018.
        assertThat(listed(officers.first(couple, "$retention", ""), "CLINICAL", false))
                .contains("DUE", "2018-01-02");
        officers.first(ward.patient, "$legal-hold", Officers.REASON);
        assertThat(listed(officers.first(couple, "$retention", ""), "CLINICAL", false))
                .contains("HELD");
        officers.first(ward.patient, "$legal-hold", Officers.REASON + Officers.LIFT);
        Answer anonymous = officers.first(couple, "$retention", "{\"name\":\"anonymous\",\"valueBoolean\":true}");
        assertThat(anonymous.status()).as(anonymous.body()).isEqualTo(200);
        assertThat(anonymous.body())
                .contains("75626-2")
                .doesNotContain(Ward.part(couple), Ward.part(ward.patient), Ward.part(ward.therapist));
        for (String partner : List.of(ward.patient, ward.partner)) {
            assertThat(officers.acts(officers.owner(partner), "$retention")).contains("$retention anonymous");
        }
    }

    @Test
    void renewedKeysSealTheJointRecordAndItIsReadAsBefore() {
        String note = ward.get(ward.therapist, ward.couplesNote).json().toString();
        assertThat(joint()).isNotEmpty().allMatch(body -> body.contains("-record-1."));
        Answer renewed = officers.first(couple, "$renew-keys", "");
        assertThat(renewed.status()).as(renewed.body()).isEqualTo(200);
        assertThat(renewed.json().at("/parameter/0/valueInteger").asInt()).isEqualTo(joint().size());
        assertThat(joint()).allMatch(body -> body.contains("-record-2."));
        assertThat(ward.get(ward.therapist, ward.couplesNote).json()).hasToString(note);
        assertThat(officers.acts(officers.owner(ward.partner), "$renew-keys")).containsExactly("$renew-keys");
    }

    @Test
    void twoOfficersDestroyTheJointRecordAndEachPartnersOwnStays() throws Exception {
        List<String> sealed = joint();
        List<String> partners = officers.bodies(ward.partner, "INDIVIDUAL", "GENERAL");
        assertThat(officers.first(couple, "$shred", Officers.REASON).body()).contains("requested");
        assertThat(officers.first(couple, "$shred", Officers.REASON).diagnostics())
                .startsWith("SHRED-003");
        assertThat(ward.get(ward.therapist, ward.couplesNote).status()).isEqualTo(200);
        Answer done = officers.second(couple, "$shred", "");
        assertThat(done.status()).as(done.body()).isEqualTo(200);
        assertThat(SignedJWT.parse(Officers.parameter(done, "certificate"))
                        .getJWTClaimsSet()
                        .getSubject())
                .isEqualTo(couple);
        assertThat(ward.get(ward.therapist, ward.couplesNote).status()).isEqualTo(404);
        assertThat(joint()).isEmpty();
        Sealer sealer = new Sealer(server.bean(DataKeys.class));
        for (String body : sealed) {
            assertThatThrownBy(() -> sealer.open(officers.owner(couple), KeyClass.RECORD, "any", body))
                    .isInstanceOf(KeyException.Destroyed.class);
        }
        assertThat(ward.get(ward.counselor, ward.partnersObservation).status()).isEqualTo(200);
        assertThat(officers.bodies(ward.patient, "COUPLES"))
                .as("of the patient, not of the couple")
                .isNotEmpty();
        assertThat(officers.bodies(ward.partner, "INDIVIDUAL", "GENERAL"))
                .isEqualTo(partners)
                .isNotEmpty();
        assertThat(officers.acts(officers.owner(ward.partner), "$shred"))
                .containsExactly("$shred requested", "$shred approved");
    }
}
