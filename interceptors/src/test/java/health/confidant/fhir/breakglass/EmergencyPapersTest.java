package health.confidant.fhir.breakglass;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.access.Period;
import health.confidant.breakglass.BreakGlassRight.Review;
import health.confidant.fhir.CodeSystems;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;

class EmergencyPapersTest {
    private static final Instant NOW = Instant.parse("2026-11-26T03:00:00.123Z");
    private static final EmergencyDeclaration DECLARED = new EmergencyDeclaration(
            "Patient/a",
            "Practitioner/k",
            "Jordan Kim",
            "Dr. Ada Stone",
            "Northside Community Hospital",
            "Unconscious, overdose suspected.",
            NOW,
            NOW.plus(4, ChronoUnit.HOURS),
            NOW.plus(3, ChronoUnit.DAYS),
            List.of("Practitioner/novak"));

    /** 42 CFR 2.51(c)(1)-(4). */
    @Test
    void ofWhenDeclaredThenRecordHasRecipientFacilityDiscloserTimeAndNature() {
        Communication record = EmergencyPapers.of(DECLARED).stream()
                .filter(Communication.class::isInstance)
                .map(Communication.class::cast)
                .filter(paper ->
                        paper.getCategoryFirstRep().hasCoding(CodeSystems.PRIVACY_PAPER, "emergency-disclosure"))
                .findFirst()
                .orElseThrow();

        assertThat(record.getPayloadFirstRep().getContentStringType().getValue())
                .contains("Dr. Ada Stone", "Northside Community Hospital", "Jordan Kim", "overdose");
        assertThat(record.getSentElement().getValueAsString()).isEqualTo("2026-11-26T03:00:00.123Z");
        assertThat(record.getSubject().getReference()).isEqualTo("Patient/a");
    }

    @Test
    void ofWhenDeclaredThenPatientAndOfficerAreToldAndFurtherDisclosureIsAskedNotToBe() {
        List<Communication> papers = EmergencyPapers.of(DECLARED).stream()
                .filter(Communication.class::isInstance)
                .map(Communication.class::cast)
                .toList();

        assertThat(papers)
                .extracting(
                        paper -> paper.getCategoryFirstRep().getCodingFirstRep().getCode() + " "
                                + paper.getRecipientFirstRep().getReference())
                .containsExactlyInAnyOrder(
                        "emergency-disclosure Practitioner/k",
                        "no-further-disclosure Practitioner/k",
                        "notification Patient/a",
                        "notification Practitioner/novak");
    }

    @Test
    void emergencyWhenReviewIsOpenThenLastsAsDeclared() {
        EmergencyDraft draft = Emergencies.of(review()).orElseThrow();

        assertThat(draft.patient()).isEqualTo("Patient/a");
        assertThat(draft.actor()).isEqualTo("Practitioner/k");
        assertThat(draft.review()).isEqualTo(Review.OPEN);
        assertThat(draft.period()).isEqualTo(new Period(NOW, NOW.plus(4, ChronoUnit.HOURS)));
    }

    @Test
    void emergencyWhenReviewIsClosedThenIsOver() {
        for (String finding : List.of("justified", "unjustified")) {
            Task review = review().setStatus(Task.TaskStatus.COMPLETED);
            review.addOutput().setValue(new CodeableConcept(new Coding(CodeSystems.REVIEW_FINDING, finding, null)));
            EmergencyDraft draft = Emergencies.of(review).orElseThrow();

            assertThat(draft.period().contains(NOW)).isFalse();
            assertThat(draft.review()).isEqualTo(finding.equals("justified") ? Review.JUSTIFIED : Review.UNJUSTIFIED);
        }
    }

    @Test
    void emergencyWhenStatusAloneSaysClosedThenIsOverAndStillToBeReviewed() {
        EmergencyDraft draft =
                Emergencies.of(review().setStatus(Task.TaskStatus.CANCELLED)).orElseThrow();

        assertThat(draft.period().contains(NOW)).isFalse();
        assertThat(draft.review()).isEqualTo(Review.OPEN);
    }

    @Test
    void emergencyWhenUnboundedOrOfAnotherKindThenNone() {
        Task endless = review();
        endless.getExecutionPeriod().setEnd(null);
        Task other = review();
        other.getCode().getCodingFirstRep().setCode("privacy-restriction-request");

        assertThat(Emergencies.of(endless)).isEmpty();
        assertThat(Emergencies.of(other)).isEmpty();
    }

    private static Task review() {
        Resource first = EmergencyPapers.of(DECLARED).get(0);
        return (Task) first;
    }
}
