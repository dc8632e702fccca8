package health.confidant.server.restriction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.confidant.audit.AuditRecord;
import health.confidant.server.TestServer;
import health.confidant.server.audit.Journaled;
import health.confidant.server.duty.Ward;
import health.confidant.server.noninterference.Member;
import health.confidant.server.noninterference.Records;
import health.confidant.server.threat.Answer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** 45 CFR 164.522(a); 42 CFR 2.26. */
class RestrictionIT {
    private final TestServer server = TestServer.shared();
    private final Ward ward = new Ward(server);

    /** Requirement 64; 42 CFR 2.26(a)(1): also while a consent is in force. */
    @Test
    void requestWhenAskedThenIsATaskWithAProposalThatDeniesNothingYet() {
        letNorthsideTreat();
        Answer asked = ask(hideFrom(ward.counselor));

        JsonNode task = asked.json();
        assertThat(task.path("status").asText()).isEqualTo("requested");
        assertThat(task.path("for").path("reference").asText()).isEqualTo(ward.patient);
        assertThat(task.path("restriction").path("period").path("end").asText()).isNotBlank();
        Answer proposal =
                ward.get(ward.patient, task.path("focus").path("reference").asText());
        assertThat(proposal.json().path("status").asText()).isEqualTo("proposed");
        assertThat(ward.get(ward.counselor, ward.observation).status()).isEqualTo(200);
        assertThat(ward.get(ward.partner, reference(asked)).status()).isEqualTo(404);
    }

    /** Requirements 65, 66. */
    @Test
    void decideWhenAcceptedThenIsInForceAtOnceAndTellsThePatientAndTheLog() {
        Answer asked = ask(hideFrom(ward.counselor));

        Answer decided = decide(reference(asked), "accepted", "It protects the patient.");

        assertThat(decided.json().path("status").asText()).isEqualTo("accepted");
        assertThat(ward.get(ward.counselor, ward.observation).status()).isEqualTo(404);
        assertThat(ward.get(ward.patient, ward.observation).status()).isEqualTo(200);
        assertThat(ward.get(ward.patient, "Communication?_count=50").body())
                .contains("was accepted. It protects the patient.");
        assertThat(new Journaled(server)
                        .records().stream()
                                .filter(record -> record.patient().equals(Optional.of(ward.patient))
                                        && record.agent()
                                                .equals(Member.of("novak")
                                                        .actor()
                                                        .reference())
                                        && record.entities().contains(reference(asked) + "/_history/2")))
                .extracting(AuditRecord::action)
                .containsExactlyInAnyOrder(AuditRecord.Action.OPERATION, AuditRecord.Action.UPDATE);
    }

    @Test
    void decideWhenRejectedThenDeniesNothing() {
        Answer asked = ask(hideFrom(ward.counselor));

        Answer decided = decide(reference(asked), "rejected", "The counselor treats you.");

        assertThat(decided.json().path("status").asText()).isEqualTo("rejected");
        assertThat(ward.get(ward.counselor, ward.observation).status()).isEqualTo(200);
        Answer again =
                ward.cast("novak", "POST", reference(asked) + "/$decide-restriction", decision("accepted", "No."));
        assertThat(again.diagnostics()).startsWith("RESTRICTION-004");
    }

    /** Requirement 65. */
    @Test
    void decideWhenNotTheOfficerOrWithoutReasonThenRefused() {
        String task = reference(ask(hideFrom(ward.counselor)));

        assertThat(ward.as(ward.patient, "POST", task + "/$decide-restriction", decision("accepted", "Mine."))
                        .status())
                .isEqualTo(403);
        assertThat(ward.as(ward.counselor, "POST", task + "/$decide-restriction", decision("accepted", "Mine."))
                        .status())
                .isEqualTo(404);
        assertThat(ward.cast("rivera", "POST", task + "/$decide-restriction", decision("accepted", "Mine."))
                        .status())
                .isBetween(403, 404);
        assertThat(ward.cast("novak", "POST", task + "/$decide-restriction", decision("accepted", " "))
                        .diagnostics())
                .startsWith("RESTRICTION-001");
        assertThat(ward.get(ward.counselor, ward.observation).status()).isEqualTo(200);
    }

    /** Nobody makes or unmakes one past its operations: not the patient, not the officer. */
    @Test
    void putWhenSomebodyActivatesOrEndsItAsAResourceThenRefused() {
        Answer asked = ask(hideFrom(ward.counselor));
        String consent = asked.json().path("focus").path("reference").asText();
        ObjectNode active = ((ObjectNode) ward.get(ward.patient, consent).json()).put("status", "active");
        ObjectNode accepted = ((ObjectNode) asked.json()).put("status", "accepted");

        assertThat(ward.as(ward.patient, "PUT", consent, active.toString()).diagnostics())
                .startsWith("RESTRICTION-007");
        assertThat(ward.cast("novak", "PUT", consent, active.toString()).diagnostics())
                .startsWith("RESTRICTION-007");
        assertThat(ward.cast("novak", "PUT", reference(asked), accepted.toString())
                        .diagnostics())
                .startsWith("RESTRICTION-007");
        Answer received = ward.cast(
                "novak",
                "PUT",
                reference(asked),
                accepted.put("status", "received").toString());
        assertThat(received.status()).as(received.body()).isEqualTo(200);

        decide(reference(asked), "accepted", "Yes.");
        ObjectNode inactive = ((ObjectNode) ward.get(ward.patient, consent).json()).put("status", "inactive");
        assertThat(ward.as(ward.patient, "PUT", consent, inactive.toString()).diagnostics())
                .startsWith("RESTRICTION-007");
        ObjectNode disguised = inactive.deepCopy();
        disguised.remove("policyRule");
        assertThat(ward.as(ward.patient, "PUT", consent, disguised.toString()).diagnostics())
                .startsWith("RESTRICTION-007");
    }

    @Test
    void endWhenThePatientEndsItThenIsOverAtOnce() {
        String task = reference(ask(hideFrom(ward.counselor)));
        decide(task, "accepted", "Yes.");
        assertThat(ward.get(ward.counselor, ward.observation).status()).isEqualTo(404);

        Answer ended = ward.as(ward.patient, "POST", task + "/$end-restriction", ending("patient", null));

        assertThat(ended.status()).as(ended.body()).isEqualTo(200);
        assertThat(ended.json().path("status").asText()).isEqualTo("completed");
        assertThat(ward.get(ward.counselor, ward.observation).status()).isEqualTo(200);
    }

    @Test
    void endWhenOralThenTheOfficerDocumentsItAndThePatientCannotSayForThem() {
        String task = reference(ask(hideFrom(ward.counselor)));
        decide(task, "accepted", "Yes.");

        assertThat(ward.as(ward.patient, "POST", task + "/$end-restriction", ending("oral", "Me."))
                        .status())
                .isEqualTo(403);
        assertThat(ward.cast("novak", "POST", task + "/$end-restriction", ending("oral", null))
                        .diagnostics())
                .startsWith("RESTRICTION-001");
        Answer ended = ward.cast("novak", "POST", task + "/$end-restriction", ending("oral", "Agreed by telephone."));
        assertThat(ended.status()).as(ended.body()).isEqualTo(200);
        assertThat(ended.body()).contains("oral: Agreed by telephone.");
        assertThat(ward.get(ward.counselor, ward.observation).status()).isEqualTo(200);
    }

    /** 42 CFR 2.26(b)(3): prospective only, so what is on file stays hidden. Requirement 68. */
    @Test
    void endWhenTheProgramEndsItThenWhatIsOnFileStaysHidden() {
        // Of the individual track: whom a counselor does not see at all, they do not write about.
        String task = reference(
                ask(hideFrom(ward.counselor).replace("]}", ",{\"name\":\"track\",\"valueCode\":\"individual\"}]}")));
        decide(task, "accepted", "Yes.");

        Answer ended = ward.cast("novak", "POST", task + "/$end-restriction", ending("program", "We cannot keep it."));

        assertThat(ended.status()).as(ended.body()).isEqualTo(200);
        assertThat(ward.get(ward.counselor, ward.observation).status()).isEqualTo(404);
        assertThat(ward.get(ward.patient, "Communication?_count=50").body()).contains("from now on");
        String tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();
        Answer later = ward.as(
                ward.counselor,
                "POST",
                "Observation",
                Records.observation("x", ward.patient, ward.counselor, "final", "75626-2", tomorrow));
        assertThat(later.status()).as(later.body()).isEqualTo(201);
        assertThat(ward.get(
                                ward.counselor,
                                "Observation/" + later.json().path("id").asText())
                        .status())
                .isEqualTo(200);
    }

    /** 45 CFR 164.522(a)(1)(vi). Requirements 67, 68. */
    @Test
    void requestWhenPaidInFullThenIsAcceptedAtOnceAndBindsClaimsAndEligibility() {
        String plan = Member.of("harbor-health-plan").actor().reference();
        String coverage = bill(Records.coverage(Ward.id(), ward.patient, plan));
        assertThat(claim(coverage, plan, "2026-11-02", 201)).isNotBlank();

        Answer asked = ask(selfPay(plan, "2026-11-01", "2026-11-05"));

        assertThat(asked.json().path("status").asText()).isEqualTo("accepted");
        assertThat(ward.get(
                                ward.patient,
                                asked.json().path("focus").path("reference").asText())
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("active");
        assertThat(claim(coverage, plan, "2026-11-03", 422)).startsWith("RESTRICTION-008");
        assertThat(claim(coverage, null, "2026-11-03", 422)).startsWith("RESTRICTION-008");
        assertThat(claim(coverage, plan, null, 422)).startsWith("RESTRICTION-008");
        assertThat(claim(coverage, plan, "2026-11-20", 201)).isNotBlank();
        Answer eligibility = ward.cast(
                "mo",
                "POST",
                "CoverageEligibilityRequest",
                """
                {"resourceType":"CoverageEligibilityRequest","status":"active","purpose":["benefits"],
                 "patient":{"reference":"%s"},"created":"2026-11-20","servicedDate":"2026-11-03",
                 "insurer":{"reference":"%s"},"insurance":[{"coverage":{"reference":"%s"}}]}"""
                        .formatted(ward.patient, plan, coverage));
        assertThat(eligibility.diagnostics()).startsWith("RESTRICTION-008");
        String task = reference(asked);
        Answer ended = ward.cast("novak", "POST", task + "/$end-restriction", ending("program", "Too much work."));
        assertThat(ended.diagnostics()).startsWith("RESTRICTION-006");
        assertThat(ward.as(ward.patient, "POST", task + "/$end-restriction", ending("patient", null))
                        .status())
                .isEqualTo(200);
        assertThat(claim(coverage, plan, "2026-11-03", 201)).isNotBlank();
    }

    /**
     * 45 CFR 164.522(a)(1)(vi): a claim says when the services were, not when it was written.
     *
     * <p>Requirement 67.
     */
    @Test
    void requestWhenPaidInFullThenThePlanReadsNoClaimOfThatTimeThatWasFiledBefore() {
        String plan = Member.of("harbor-health-plan").actor().reference();
        String coverage = bill(Records.coverage(Ward.id(), ward.patient, plan));
        String always = "{\"start\":\"2026-03-01\",\"end\":\"2036-03-01\"}";
        Answer consent = ward.as(
                ward.patient,
                "POST",
                "Consent",
                Records.consent("x", "active", ward.patient, "permit", plan, "billing", "HPAYMT", always));
        assertThat(consent.status()).as(consent.body()).isEqualTo(201);
        String paid = claim(coverage, plan, "2026-11-02", 201);
        String undated = claim(coverage, plan, null, 201);
        String other = claim(coverage, plan, "2026-11-20", 201);
        List<String> all = List.of(paid, undated, other);
        assertThat(shown(all)).containsExactlyInAnyOrderElementsOf(all);

        ask(selfPay(plan, "2026-11-01", "2026-11-05"));

        assertThat(shown(all)).containsExactly(other);
        assertThat(ward.cast("harbor-health-plan", "GET", "Claim/" + paid, null).status())
                .isEqualTo(404);
        assertThat(ward.cast("mo", "GET", "Claim/" + paid, null).status()).isEqualTo(200);
    }

    private List<String> shown(List<String> claims) {
        Answer found = ward.cast("harbor-health-plan", "GET", "Claim?_id=" + String.join(",", claims), null);
        assertThat(found.status()).as(found.body()).isEqualTo(200);
        List<String> ids = found.json().path("entry").findValuesAsText("id");
        return claims.stream().filter(ids::contains).toList();
    }

    @Test
    void hideWhenTwoRecordsAreMeantThenBoth() {
        String second = "Observation/" + write(ward.counselor).json().path("id").asText();
        String third = "Observation/" + write(ward.counselor).json().path("id").asText();
        String task = reference(ask(target(ward.observation)
                .replace("]}", ",{\"name\":\"target\",\"valueReference\":{\"reference\":\"" + second + "\"}}]}")));

        decide(task, "accepted", "Yes.");

        assertThat(ward.get(ward.counselor, ward.observation).status()).isEqualTo(404);
        assertThat(ward.get(ward.counselor, second).status()).isEqualTo(404);
        assertThat(ward.get(ward.counselor, third).status()).isEqualTo(200);
    }

    @Test
    void requestWhenItSaysFromWhenThenFromThen() {
        String tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();
        Answer asked = ask(from("valueDate", tomorrow));
        decide(reference(asked), "accepted", "Yes.");
        Answer consent = ward.get(
                ward.patient, asked.json().path("focus").path("reference").asText());
        assertThat(consent.json().path("provision").path("period").path("start").asText())
                .startsWith(tomorrow);
        assertThat(ward.get(ward.counselor, ward.observation).status()).isEqualTo(200);

        decide(reference(ask(from("valueDateTime", "2026-11-01T08:00:00+01:00"))), "accepted", "Yes.");
        assertThat(ward.get(ward.counselor, ward.observation).status()).isEqualTo(404);
    }

    private String from(String type, String time) {
        return hideFrom(ward.counselor).replace("]}", ",{\"name\":\"from\",\"" + type + "\":\"" + time + "\"}]}");
    }

    /** A request that was understood in part would keep another thing from another person. */
    @Test
    void requestWhenAParameterIsNotUnderstoodThenRefusedAndNothingIsStored() {
        String asked = hideFrom(ward.counselor);
        String named = "\"name\":\"recipient\",\"valueReference\":{\"reference\":\"" + ward.counselor + "\"}";
        for (String broken : List.of(
                asked.replace("\"recipient\"", "\"recipeint\""),
                asked.replace(named, "\"name\":\"recipient\",\"valueString\":\"" + ward.counselor + "\""),
                asked.replace(named, "\"name\":\"recipient\",\"valueReference\":{\"display\":\"Kim\"}"),
                from("valueString", "tomorrow"),
                selfPay(ward.counselor, "2026-11-01", "2026-11-05")
                        .replace("]}", ",{\"name\":\"services\",\"valuePeriod\":{\"start\":\"2026-12-01\"}}]}"))) {
            Answer refused = ward.as(ward.patient, "POST", ward.patient + "/$request-restriction", broken);
            assertThat(refused.status()).as(refused.body()).isEqualTo(422);
            assertThat(refused.diagnostics()).startsWith("RESTRICTION-001");
        }
        assertThat(ward.get(ward.patient, "Task").total()).isZero();
    }

    @Test
    void requestWhenSelfPayLacksPlanTimeOrPaymentThenRefusedAndNothingIsStored() {
        String plan = Member.of("harbor-health-plan").actor().reference();
        for (String broken : List.of(
                selfPay(plan, "2026-11-01", "2026-11-05").replace("\"valueBoolean\":true", "\"valueBoolean\":false"),
                selfPay(ward.counselor, "2026-11-01", "2026-11-05"),
                parameters("self-pay", "I paid."))) {
            Answer refused = ward.as(ward.patient, "POST", ward.patient + "/$request-restriction", broken);
            assertThat(refused.diagnostics()).startsWith("RESTRICTION-003");
        }
        assertThat(ward.get(ward.patient, "Task").total()).isZero();
    }

    /** "Hide this note from X": after it was written, and that note alone. */
    @Test
    void hideWhenOneRecordIsMeantThenThatRecordAlone() {
        Answer other = write(ward.counselor);
        String second = "Observation/" + other.json().path("id").asText();
        String task = reference(ask(target(ward.observation)));

        decide(task, "accepted", "Yes.");

        assertThat(ward.get(ward.counselor, ward.observation).status()).isEqualTo(404);
        assertThat(ward.get(ward.counselor, second).status()).isEqualTo(200);
        assertThat(ward.get(ward.counselor, "Observation?patient=" + ward.patient)
                        .total())
                .isEqualTo(1);
        assertThat(ward.get(ward.patient, ward.observation).status()).isEqualTo(200);
        ward.as(ward.patient, "POST", task + "/$end-restriction", ending("patient", null));
        assertThat(ward.get(ward.counselor, ward.observation).status()).isEqualTo(200);
    }

    @Test
    void hideWhenItIsTheCouplesThenOnePartnerSuffices() {
        String from = target(ward.couplesNote).replace(ward.counselor, ward.therapist);
        Answer asked = ward.with("couples-portal", ward.patient, "POST", ward.patient + "/$request-restriction", from);
        assertThat(asked.status()).as(asked.body()).isEqualTo(200);

        decide(reference(asked), "accepted", "Yes.");

        assertThat(ward.get(ward.therapist, ward.couplesNote).status()).isEqualTo(404);
        assertThat(ward.get(ward.therapist, ward.patientsCouplesNote).status()).isEqualTo(200);
        assertThat(ward.with("couples-portal", ward.partner, "GET", ward.couplesNote, null)
                        .status())
                .isEqualTo(200);
    }

    /** "Leave this out of my record": decided before it is written. */
    @Test
    void requestWhenOmissionIsAcceptedThenItIsNotWrittenAndHidesNothing() {
        Answer asked = ask(omission("http://loinc.org", "75626-2"));
        assertThat(write(ward.counselor).status()).isEqualTo(201);

        decide(reference(asked), "accepted", "Agreed.");

        Answer refused = write(ward.counselor);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.diagnostics()).startsWith("RESTRICTION-009");
        assertThat(ward.get(ward.counselor, ward.observation).status()).isEqualTo(200);
        Answer other = ward.as(ward.counselor, "POST", "Observation", pulse("x", "final"));
        assertThat(other.status()).as(other.body()).isEqualTo(201);
        Answer couples = ward.as(
                ward.therapist, "POST", "Observation", Ward.observation("Observation/x", ward.couple, ward.therapist));
        assertThat(couples.diagnostics()).startsWith("RESTRICTION-009");
    }

    /** A plan that names a medicine says what the medicine is, whichever way it names it. */
    @Test
    void omissionWhenTheCodeIsSaidByReferenceThenItIsNotWrittenEither() {
        String medicine = medicine("3554");
        String other = medicine("723");
        String written = created(ward.as(ward.counselor, "POST", "CarePlan", plan(other)));
        omit("http://www.nlm.nih.gov/research/umls/rxnorm", "3554");

        assertThat(ward.as(ward.counselor, "POST", "CarePlan", plan(medicine)).diagnostics())
                .startsWith("RESTRICTION-009");
        String contained = "{\"contained\":[" + Records.medication("3554").replaceFirst("\\{", "{\"id\":\"m\",") + "],";
        assertThat(ward.as(ward.counselor, "POST", "CarePlan", plan("#m").replaceFirst("\\{", contained))
                        .diagnostics())
                .startsWith("RESTRICTION-009");
        created(ward.as(ward.counselor, "POST", "CarePlan", plan(other)));
        String id = "{\"id\":\"" + Ward.part(written) + "\",";
        assertThat(ward.as(ward.counselor, "PUT", written, plan(medicine).replaceFirst("\\{", id))
                        .diagnostics())
                .startsWith("RESTRICTION-009");
        assertThat(ward.get(ward.counselor, written).body()).contains(other).doesNotContain(medicine);
    }

    /** What was written before stays and may be corrected; an old record is no way around. */
    @Test
    void omissionWhenAnOldRecordIsChangedThenOnlyIntoWhatIsNotLeftOut() {
        String old = created(write(ward.counselor));
        String other = created(ward.as(ward.counselor, "POST", "Observation", pulse("x", "final")));
        omit("http://loinc.org", "75626-2");

        Answer corrected = ward.as(
                ward.counselor,
                "PUT",
                old,
                Ward.observation(old, ward.patient, ward.counselor).replace("\"final\"", "\"amended\""));
        assertThat(corrected.status()).as(corrected.body()).isEqualTo(200);
        Answer amended = ward.as(ward.counselor, "PUT", other, pulse(Ward.part(other), "amended"));
        assertThat(amended.status()).as(amended.body()).isEqualTo(200);
        Answer turned = ward.as(ward.counselor, "PUT", other, Ward.observation(other, ward.patient, ward.counselor));
        assertThat(turned.diagnostics()).startsWith("RESTRICTION-009");
        Answer patched = ward.as(
                ward.counselor,
                "PATCH",
                other,
                "[{\"op\":\"replace\",\"path\":\"/code/coding/0/code\",\"value\":\"75626-2\"}]",
                "Content-Type",
                "application/json-patch+json");
        assertThat(patched.diagnostics()).startsWith("RESTRICTION-009");
        assertThat(ward.get(ward.counselor, other).body()).contains("8867-4").doesNotContain("75626-2");
    }

    @Test
    void requestWhenTheTargetIsHiddenFromWhoAsksThenLikeNothing() {
        Answer hidden =
                ward.as(ward.patient, "POST", ward.patient + "/$request-restriction", target(ward.partnersObservation));
        Answer never = ward.as(
                ward.patient, "POST", ward.patient + "/$request-restriction", target("Observation/" + Ward.id()));

        assertThat(hidden.status()).isEqualTo(422);
        assertThat(hidden.normalised()).isEqualTo(never.normalised());
    }

    @Test
    void requestWhenSomebodyElseAsksThenRefusedAndForWhoDoesNotSeeThePatientLikeNothing() {
        String operation = ward.patient + "/$request-restriction";
        assertThat(ward.as(ward.partner, "POST", operation, hideFrom(ward.counselor))
                        .status())
                .isEqualTo(404);
        assertThat(ward.as(ward.colleague, "POST", operation, hideFrom(ward.counselor))
                        .status())
                .isEqualTo(404);
        assertThat(ward.as(ward.counselor, "POST", operation, hideFrom(ward.therapist))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void readsWhenAcceptanceRacesThenNoneThatBeganAfterItShowsTheRecord() throws Exception {
        List<String> paths = List.of(
                ward.observation,
                "Observation?_id=" + Ward.part(ward.observation),
                "Observation?patient=" + ward.patient);
        AtomicInteger before = new AtomicInteger();
        AtomicInteger after = new AtomicInteger();
        AtomicInteger leaked = new AtomicInteger();
        ExecutorService readers = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 5; round++) {
                String task = reference(ask(hideFrom(ward.counselor)));
                AtomicBoolean accepted = new AtomicBoolean();
                AtomicBoolean done = new AtomicBoolean();
                List<Future<?>> running = new ArrayList<>();
                for (int reader = 0; reader < 8; reader++) {
                    String path = paths.get(reader % paths.size());
                    running.add(readers.submit(() -> {
                        while (!done.get()) {
                            boolean late = accepted.get();
                            boolean shown =
                                    ward.get(ward.counselor, path).body().contains("valueInteger");
                            before.addAndGet(!late && shown ? 1 : 0);
                            after.addAndGet(late ? 1 : 0);
                            leaked.addAndGet(late && shown ? 1 : 0);
                        }
                    }));
                }
                Thread.sleep(100);
                decide(task, "accepted", "Race.");
                accepted.set(true);
                Thread.sleep(200);
                done.set(true);
                for (Future<?> reader : running) {
                    reader.get();
                }
                ward.as(ward.patient, "POST", task + "/$end-restriction", ending("patient", null));
            }
        } finally {
            readers.shutdownNow();
        }
        assertThat(before.get()).isPositive();
        assertThat(after.get()).isPositive();
        assertThat(leaked.get()).isZero();
    }

    private void letNorthsideTreat() {
        String northside = Member.of("northside-ehr").actor().reference();
        String years = "{\"start\":\"2026-03-01\",\"end\":\"2031-03-01\"}";
        Answer given = ward.as(
                ward.patient,
                "POST",
                "Consent",
                Records.consent("x", "active", ward.patient, "permit", northside, "individual", "TREAT", years));
        assertThat(given.status()).as(given.body()).isEqualTo(201);
    }

    private void omit(String system, String code) {
        decide(reference(ask(omission(system, code))), "accepted", "Agreed.");
    }

    private static String omission(String system, String code) {
        return parameters("omit", "Leave that out.")
                .replace(
                        "]}",
                        ",{\"name\":\"code\",\"valueCoding\":{\"system\":\"%s\",\"code\":\"%s\"}}]}"
                                .formatted(system, code));
    }

    private String medicine(String code) {
        return created(ward.cast("northside-ehr", "POST", "Medication", Records.medication(code)));
    }

    private String plan(String medicine) {
        return """
                {"resourceType":"CarePlan","status":"active","intent":"plan","subject":{"reference":"%s"},
                 "author":{"reference":"%s"},"activity":[{"detail":{"kind":"MedicationRequest","status":"scheduled",
                 "productReference":{"reference":"%s"}}}]}"""
                .formatted(ward.patient, ward.counselor, medicine);
    }

    private String pulse(String id, String status) {
        return Records.observation(id, ward.patient, ward.counselor, status, "8867-4", "2026-05-03");
    }

    private static String created(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("resourceType").asText() + "/"
                + answer.json().path("id").asText();
    }

    private Answer write(String author) {
        return ward.as(author, "POST", "Observation", Ward.observation("Observation/x", ward.patient, author));
    }

    private String bill(String json) {
        Answer made = ward.cast("mo", "POST", "Coverage", json);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return "Coverage/" + made.json().path("id").asText();
    }

    private String claim(String coverage, String plan, String day, int status) {
        String insurer = plan == null ? "" : "\"insurer\":{\"reference\":\"" + plan + "\"},";
        String serviced = day == null ? "" : ",\"servicedDate\":\"" + day + "\"";
        Answer answer = ward.cast(
                "mo",
                "POST",
                "Claim",
                """
                {"resourceType":"Claim","status":"active","type":{"coding":[{"system":
                 "http://terminology.hl7.org/CodeSystem/claim-type","code":"professional"}]},"use":"claim",
                 "patient":{"reference":"%s"},"created":"2026-11-25",%s"provider":{"reference":"%s"},
                 "priority":{"coding":[{"code":"normal"}]},"insurance":[{"sequence":1,"focal":true,
                 "coverage":{"reference":"%s"}}],"item":[{"sequence":1,"productOrService":{"coding":[{"system":
                 "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets","code":"H0015"}]}%s}]}"""
                        .formatted(ward.patient, insurer, Records.program(), coverage, serviced));
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return status == 201 ? answer.json().path("id").asText() : answer.diagnostics();
    }

    private Answer ask(String parameters) {
        Answer asked = ward.as(ward.patient, "POST", ward.patient + "/$request-restriction", parameters);
        assertThat(asked.status()).as(asked.body()).isEqualTo(200);
        return asked;
    }

    private Answer decide(String task, String decision, String reason) {
        Answer decided = ward.cast("novak", "POST", task + "/$decide-restriction", decision(decision, reason));
        assertThat(decided.status()).as(decided.body()).isEqualTo(200);
        return decided;
    }

    private static String reference(Answer task) {
        return "Task/" + task.json().path("id").asText();
    }

    private static String hideFrom(String whom) {
        return parameters("hide", "Please keep my record from them.")
                .replace("]}", ",{\"name\":\"recipient\",\"valueReference\":{\"reference\":\"" + whom + "\"}}]}");
    }

    private String target(String record) {
        return hideFrom(ward.counselor)
                .replace("]}", ",{\"name\":\"target\",\"valueReference\":{\"reference\":\"" + record + "\"}}]}");
    }

    private static String selfPay(String plan, String from, String to) {
        return parameters("self-pay", "I paid these sessions myself.")
                .replace(
                        "]}",
                        ",{\"name\":\"recipient\",\"valueReference\":{\"reference\":\"" + plan
                                + "\"}},{\"name\":\"services\",\"valuePeriod\":{\"start\":\"" + from + "\",\"end\":\""
                                + to + "\"}},{\"name\":\"paidInFull\",\"valueBoolean\":true}]}");
    }

    private static String parameters(String kind, String words) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"kind\",\"valueCode\":\"" + kind
                + "\"},{\"name\":\"words\",\"valueString\":\"" + words + "\"}]}";
    }

    private static String decision(String decision, String reason) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"decision\",\"valueCode\":\"" + decision
                + "\"},{\"name\":\"reason\",\"valueString\":\"" + reason + "\"}]}";
    }

    private static String ending(String by, String reason) {
        String why = reason == null ? "" : ",{\"name\":\"reason\",\"valueString\":\"" + reason + "\"}";
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"by\",\"valueCode\":\"" + by + "\"}" + why
                + "]}";
    }
}
