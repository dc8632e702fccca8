package health.confidant.server.breakglass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.confidant.access.Assurance;
import health.confidant.access.Purpose;
import health.confidant.access.Role;
import health.confidant.audit.AuditRecord;
import health.confidant.breakglass.BreakGlassRight;
import health.confidant.enforcement.AccessContext;
import health.confidant.server.TestServer;
import health.confidant.server.audit.Journaled;
import health.confidant.server.duty.Duties;
import health.confidant.server.duty.Ward;
import health.confidant.server.noninterference.Member;
import health.confidant.server.noninterference.Records;
import health.confidant.server.threat.Answer;
import health.confidant.server.threat.Door;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;

/** 42 CFR 2.51, 2.26(a)(3)-(4); 45 CFR 164.312(a)(2)(ii). */
class BreakGlassIT {
    private static final String[] BTG = {"Purpose-Of-Use", "BTG"};

    private final TestServer server = TestServer.shared();
    private final Ward ward = new Ward(server);

    @Test
    void readWhenNoEmergencyIsDeclaredThenTheOne404() {
        Answer hidden = ward.get(ward.colleague, ward.observation, BTG);
        Answer never = ward.get(ward.colleague, "Observation/" + UUID.randomUUID(), BTG);

        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.normalised()).isEqualTo(never.normalised());
    }

    @Test
    void readWhenDeclaredThenOpensThatPatientForThatPurposeAndNothingElse() {
        declare(ward.colleague);

        assertThat(ward.get(ward.colleague, ward.observation, BTG).status()).isEqualTo(200);
        assertThat(ward.get(ward.colleague, ward.patient, BTG).status()).isEqualTo(200);
        assertThat(ward.get(ward.colleague, "Observation?patient=" + ward.patient, BTG)
                        .total())
                .isEqualTo(1);
        assertThat(ward.get(ward.colleague, ward.observation).status()).isEqualTo(404);
        for (String closed : List.of(
                ward.note,
                ward.patientsCouplesNote,
                ward.couplesNote,
                ward.couple,
                ward.partner,
                ward.partnersObservation)) {
            assertThat(ward.get(ward.colleague, closed, BTG).status())
                    .as(closed)
                    .isEqualTo(404);
        }
        assertThat(ward.get(ward.therapist, ward.observation, BTG).status()).isEqualTo(404);
        assertThat(ward.as(
                                ward.colleague,
                                "POST",
                                "Observation",
                                Ward.observation("Observation/x", ward.patient, ward.colleague),
                                BTG)
                        .status())
                .isBetween(400, 499);
    }

    /** A token that is bound to no track says nothing of an emergency, which is of no track. */
    @Test
    void declareWhenOnBothTeamsThenIsDoneAllTheSame() {
        ward.desk()
                .create(
                        Member.of("rivera"),
                        Records.team(Ward.id(), "active", "couples", ward.couple, List.of(ward.counselor)));
        declare(ward.counselor);
        assertThat(ward.get(ward.counselor, ward.observation, BTG).status()).isEqualTo(200);
        assertThat(ward.get(ward.counselor, ward.couplesNote, BTG).status()).isEqualTo(404);
    }

    /** Doors that are no FHIR endpoint ask for the purpose as that does. */
    @Test
    void documentsAndKeysWhenDeclaredThenAreForThatPurposeToo() {
        String session = "DocumentReference/" + Ward.id();
        ward.desk()
                .create(
                        Ward.member(ward.counselor, Role.INDIVIDUAL_COUNSELOR),
                        Records.note(Ward.part(session), ward.patient, ward.counselor, false, "2026-05-03"));
        String document = "/documents/" + Ward.part(session);
        String counselor = ward.token(ward.counselor, "clinician-app");
        String[] announced = {"Upload-Length", "5", "Upload-Type", "text/plain"};
        assertThat(server.send(counselor, "POST", document, null, announced).statusCode())
                .isEqualTo(201);
        assertThat(server.send(counselor, "PATCH", document, "Alive", "Upload-Offset", "0")
                        .statusCode())
                .isEqualTo(204);
        String colleague = ward.token(ward.colleague, "clinician-app");
        String devices = "/devices?subject=" + ward.patient;
        assertThat(server.send(colleague, "GET", document, null, BTG).statusCode())
                .isEqualTo(404);

        declare(ward.colleague);

        HttpResponse<String> opened = server.send(colleague, "GET", document, null, BTG);
        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(opened.body()).isEqualTo("Alive");
        assertThat(server.send(colleague, "GET", document, null).statusCode()).isEqualTo(404);
        assertThat(server.send(colleague, "GET", devices, null, BTG).statusCode())
                .as("an emergency makes nobody a correspondent")
                .isEqualTo(404);
        for (String door : List.of(document, devices)) {
            HttpResponse<String> legal = server.send(colleague, "GET", door, null, "Purpose-Of-Use", "HLEGAL");
            assertThat(legal.statusCode()).isEqualTo(400);
            assertThat(legal.body()).contains("PURPOSE-001");
        }
        assertThat(new Journaled(server)
                        .records().stream()
                                .filter(record -> record.entities().contains(session)
                                        && record.agent().equals(ward.colleague)
                                        && record.outcome() == AuditRecord.Outcome.SUCCESS)
                                .map(AuditRecord::purpose))
                .containsOnly(Purpose.BTG);
    }

    @Test
    void declareWhenDoneThenRecordsNotifiesAndAsksForReview() {
        Answer declared = declare(ward.colleague);
        assertThat(declared.body()).contains("Do not further use or disclose", "Purpose-Of-Use: BTG");

        Answer papers = ward.get(ward.patient, "Communication?_count=50");
        assertThat(papers.body())
                .contains("emergency-disclosure", "no-further-disclosure", "notification")
                .contains("Disclosed to: Dr. Ada Stone, Northside Community Hospital. Disclosed by: Colleague.")
                .contains("Overdose, unconscious.");
        Answer review = ward.cast("novak", "GET", review(declared), null);
        assertThat(review.status()).isEqualTo(200);
        assertThat(review.json().path("status").asText()).isEqualTo("requested");
        assertThat(review.json().path("requester").path("reference").asText()).isEqualTo(ward.colleague);
        assertThat(ward.cast("novak", "GET", "Communication?subject=" + ward.patient, null)
                        .body())
                .contains(Member.of("novak").actor().reference());
        assertThat(ward.get(ward.partner, "Communication").total()).isZero();
        assertThat(ward.get(ward.partner, review(declared)).status()).isEqualTo(404);
    }

    @Test
    void readWhenDeclaredThenIsRecordedForThePurposeInThePatientsLog() {
        declare(ward.colleague);
        ward.get(ward.colleague, ward.observation, BTG);

        List<String> rows = new Journaled(server)
                .records().stream()
                        .filter(record -> record.patient().equals(Optional.of(ward.patient))
                                && record.agent().equals(ward.colleague)
                                && record.purpose() == Purpose.BTG)
                        .map(record -> record.action() + " " + record.outcome())
                        .toList();
        assertThat(rows).contains("CREATE SUCCESS", "READ SUCCESS");
        assertThat(ward.get(ward.patient, "AuditEvent?patient=" + ward.patient).body())
                .contains("\"code\":\"BTG\"", ward.colleague);
    }

    @Test
    void readWhenPatientDeniesEverybodyThenEmergencyOpensAllTheSame() {
        Answer denied = ward.as(ward.patient, "POST", "Consent", deny());
        assertThat(denied.status()).as(denied.body()).isEqualTo(201);
        assertThat(ward.get(ward.counselor, ward.observation).status()).isEqualTo(404);

        declare(ward.colleague);

        assertThat(ward.get(ward.colleague, ward.observation, BTG).status()).isEqualTo(200);
    }

    /** RFC 9470. A real token cannot be made to look old, so the provider is asked as the servlet asks it. */
    @Test
    void declareWhenSignedInTooLongAgoOrTokenDoesNotSayThenAsksToStepUp() {
        Instant old = Instant.now().minus(BreakGlassRight.FRESH).minusSeconds(5);
        for (Optional<Assurance> assurance : List.of(
                Optional.<Assurance>empty(),
                Optional.of(new Assurance(Assurance.Level.MULTI_FACTOR, old)),
                Optional.of(new Assurance(Assurance.Level.PASSWORD, Instant.now())))) {
            SystemRequestDetails request = new SystemRequestDetails();
            Member colleague = Ward.member(ward.colleague, Role.INDIVIDUAL_COUNSELOR);
            new AccessContext(colleague.actor(), Purpose.TREAT, "test", false, assurance).attach(request);
            assertThatThrownBy(() -> provider()
                            .declare(
                                    new IdType(ward.patient),
                                    new StringType("Overdose, unconscious."),
                                    null,
                                    null,
                                    null,
                                    request))
                    .isInstanceOfSatisfying(AuthenticationException.class, refusal -> {
                        assertThat(refusal.getResponseHeaders()
                                        .get("WWW-Authenticate")
                                        .toString())
                                .contains("insufficient_user_authentication", "max_age=\"300\"");
                        assertThat(((OperationOutcome) refusal.getOperationOutcome())
                                        .getIssueFirstRep()
                                        .getDiagnostics())
                                .startsWith("EMERGENCY-002");
                    });
        }
        Answer backend =
                ward.cast("northside-ehr", "POST", ward.patient + "/$break-glass", reason("Overdose, unconscious."));
        assertThat(backend.status()).isEqualTo(403);
        assertThat(backend.diagnostics()).startsWith("EMERGENCY-001");
    }

    @Test
    void recordWhenSomebodyChangesOrForgesItThenRefused() {
        declare(ward.colleague);
        JsonNode record = ward.get(ward.patient, "Communication?_count=50")
                .json()
                .path("entry")
                .path(0)
                .path("resource");
        String reference = "Communication/" + record.path("id").asText();
        ObjectNode changed = ((ObjectNode) record).put("status", "entered-in-error");
        assertThatThrownBy(() -> ward.desk().update(Member.of("novak"), changed.toString()))
                .hasMessageContaining("PAPER-001");
        assertThatThrownBy(() -> ward.desk()
                        .create(
                                Member.patient(ward.patient),
                                changed.put("id", Ward.id()).toString()))
                .hasMessageContaining("PAPER-001");
        assertThat(ward.get(ward.patient, reference).json().path("status").asText())
                .isEqualTo("completed");
    }

    private BreakGlassProvider provider() {
        return server.bean(Duties.class).providers().stream()
                .filter(BreakGlassProvider.class::isInstance)
                .map(BreakGlassProvider.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void declareWhenNoReasonOrTooLongThenRefusedAndNothingOpens() {
        String operation = ward.patient + "/$break-glass";
        assertThat(ward.as(ward.colleague, "POST", operation, reason("short")).diagnostics())
                .startsWith("EMERGENCY-004");
        assertThat(ward.as(ward.colleague, "POST", operation, "{\"resourceType\":\"Parameters\"}")
                        .diagnostics())
                .startsWith("EMERGENCY-004");
        String long_ =
                reason("Overdose, unconscious.").replace("}]}", "},{\"name\":\"minutes\",\"valueInteger\":241}]}");
        assertThat(ward.as(ward.colleague, "POST", operation, long_).diagnostics())
                .startsWith("EMERGENCY-005");
        assertThat(ward.get(ward.colleague, ward.observation, BTG).status()).isEqualTo(404);
    }

    @Test
    void declareWhenThereIsNoSuchPatientThenTheOne404AndForNonCliniciansAlwaysTheSame() {
        String nobody = "Patient/" + UUID.randomUUID() + "/$break-glass";
        assertThat(ward.as(ward.colleague, "POST", nobody, reason("Overdose, unconscious."))
                        .status())
                .isEqualTo(404);
        Answer real = ward.cast("mo", "POST", ward.patient + "/$break-glass", reason("Overdose, unconscious."));
        Answer unreal = ward.cast("mo", "POST", nobody, reason("Overdose, unconscious."));
        assertThat(real.status()).isEqualTo(403);
        assertThat(real.normalised()).isEqualTo(unreal.normalised());
        Answer canary =
                ward.as(ward.colleague, "POST", "Patient/canary/$break-glass", reason("Overdose, unconscious."));
        assertThat(canary.status()).isEqualTo(404);
    }

    @Test
    void readWhenEmergencyEndsThenIsClosedAtItsSecond() throws InterruptedException {
        declare(ward.colleague);
        assertThat(ward.get(ward.colleague, ward.observation, BTG).status()).isEqualTo(200);
        // The facts as they would be a few hours later: the end is the fact's, whatever the caches hold.
        server.administrator()
                .update(
                        "update confidant.emergency set ends = clock_timestamp() + interval '2 seconds' where actor = ?",
                        ward.colleague);
        server.administrator()
                .update("update confidant.owner set changed = pg_current_xact_id() where reference = ?", ward.patient);
        Instant over = Instant.now().plusSeconds(4);
        assertThat(ward.get(ward.colleague, ward.observation, BTG).status()).isEqualTo(200);
        while (Instant.now().isBefore(over)) {
            Thread.sleep(200);
        }
        assertThat(ward.get(ward.colleague, ward.observation, BTG).status()).isEqualTo(404);
    }

    @Test
    void reviewWhenClosedWithFindingThenEndsTheEmergencyAndOnlyTheOfficerMay() {
        Answer declared = declare(ward.colleague);
        String review = review(declared);
        ObjectNode task = (ObjectNode) ward.cast("novak", "GET", review, null).json();

        assertThatThrownBy(() -> ward.desk().update(Member.patient(ward.patient), closed(task, "justified")))
                .hasMessageContaining("REVIEW-003");
        Answer without = ward.cast(
                "novak",
                "PUT",
                review,
                task.deepCopy().put("status", "completed").toString());
        assertThat(without.diagnostics()).startsWith("REVIEW-005");
        ObjectNode longer = task.deepCopy();
        ((ObjectNode) longer.path("executionPeriod")).put("end", "2036-01-01T00:00:00Z");
        assertThat(ward.cast("novak", "PUT", review, longer.toString()).diagnostics())
                .startsWith("REVIEW-002");
        assertThat(ward.get(ward.colleague, ward.observation, BTG).status()).isEqualTo(200);

        Answer done = ward.cast("novak", "PUT", review, closed(task, "justified"));
        assertThat(done.status()).as(done.body()).isEqualTo(200);

        assertThat(ward.get(ward.colleague, ward.observation, BTG).status()).isEqualTo(404);
        assertThat(ward.cast("novak", "PUT", review, task.toString()).diagnostics())
                .startsWith("REVIEW-004");
    }

    @Test
    void createWhenSomebodyWritesAReviewThenRefusedSoThatNobodyDeclaresForAnother() {
        String forged =
                """
                {"resourceType":"Task","status":"requested","intent":"order","code":{"coding":[{"system":
                 "https://confidant.health/fhir/CodeSystem/task-code","code":"break-glass-review"}]},
                 "for":{"reference":"%s"},"requester":{"reference":"%s"},
                 "executionPeriod":{"start":"2026-01-01T00:00:00Z","end":"2036-01-01T00:00:00Z"}}"""
                        .formatted(ward.patient, ward.colleague);
        assertThat(ward.as(ward.patient, "POST", "Task", forged).diagnostics()).startsWith("REVIEW-001");
        assertThat(ward.cast("novak", "POST", "Task", forged).diagnostics()).startsWith("REVIEW-001");
        Answer plain = ward.as(ward.patient, "POST", "Task", forged.replace("break-glass-review", "other"));
        assertThat(plain.status()).as(plain.body()).isEqualTo(201);
        String id = plain.json().path("id").asText();
        String turned = forged.replace("\"resourceType\":\"Task\"", "\"resourceType\":\"Task\",\"id\":\"" + id + "\"");
        assertThat(ward.cast("novak", "PUT", "Task/" + id, turned).diagnostics())
                .startsWith("REVIEW-002");
        assertThat(ward.get(ward.colleague, ward.observation, BTG).status()).isEqualTo(404);
    }

    @Test
    void declareWhenThreeAwaitReviewThenLockedUntilOneIsReviewed() {
        Answer first = declare(ward.colleague);
        declare(ward.colleague);
        declare(ward.colleague);
        Answer fourth =
                ward.as(ward.colleague, "POST", ward.patient + "/$break-glass", reason("Overdose, unconscious."));
        assertThat(fourth.status()).isEqualTo(403);
        assertThat(fourth.diagnostics()).startsWith("EMERGENCY-003");

        JsonNode task = ward.cast("novak", "GET", review(first), null).json();
        ward.cast("novak", "PUT", review(first), closed((ObjectNode) task, "justified"));
        Answer again = declare(ward.colleague);

        task = ward.cast("novak", "GET", review(again), null).json();
        ward.cast("novak", "PUT", review(again), closed((ObjectNode) task, "unjustified"));
        assertThat(ward.as(ward.colleague, "POST", ward.patient + "/$break-glass", reason("Overdose, unconscious."))
                        .diagnostics())
                .startsWith("EMERGENCY-003");
    }

    @Test
    void requestWhenPurposeIsAnythingButBtgThenRefused() {
        Answer legal = ward.get(ward.colleague, ward.observation, "Purpose-Of-Use", "HLEGAL");
        assertThat(legal.status()).isEqualTo(400);
        assertThat(legal.diagnostics()).startsWith("PURPOSE-001");
    }

    private Answer declare(String who) {
        Answer declared = ward.as(
                who,
                "POST",
                ward.patient + "/$break-glass",
                """
                {"resourceType":"Parameters","parameter":[{"name":"reason","valueString":"Overdose, unconscious."},
                 {"name":"recipient","valueString":"Dr. Ada Stone"},
                 {"name":"facility","valueString":"Northside Community Hospital"},
                 {"name":"minutes","valueInteger":30}]}""");
        assertThat(declared.status()).as(declared.body()).isEqualTo(200);
        return declared;
    }

    private static String reason(String text) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"reason\",\"valueString\":\"" + text
                + "\"}]}";
    }

    private static String review(Answer declared) {
        for (JsonNode parameter : declared.json().path("parameter")) {
            if (parameter.path("name").asText().equals("review")) {
                return parameter.path("valueReference").path("reference").asText();
            }
        }
        throw new AssertionError("No review in " + declared.body());
    }

    private static String closed(ObjectNode task, String finding) {
        ObjectNode done = task.deepCopy().put("status", "completed");
        ObjectNode output = done.putArray("output").addObject();
        output.putObject("type").put("text", "finding");
        output.putObject("valueCodeableConcept")
                .putArray("coding")
                .addObject()
                .put("system", "https://confidant.health/fhir/CodeSystem/review-finding")
                .put("code", finding);
        return done.toString();
    }

    private String deny() {
        return """
                {"resourceType":"Consent","status":"active","scope":{"coding":[{"system":
                 "http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},
                 "category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],
                 "patient":{"reference":"%s"},"dateTime":"2026-03-01T09:12:00Z","performer":[{"reference":"%s"}],
                 "organization":[{"reference":"%s"}],"sourceAttachment":{"contentType":"text/plain","data":"U2lnbmVkLg=="},
                 "policy":[{"uri":"https://confidant.health/policy/part2-consent/2026-02"}],
                 "provision":{"type":"deny"}}"""
                .formatted(ward.patient, ward.patient, Door.id("Organization/program"));
    }
}
