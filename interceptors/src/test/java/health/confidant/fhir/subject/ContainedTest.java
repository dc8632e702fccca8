package health.confidant.fhir.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.confidant.fhir.Refusal;
import health.confidant.fhir.label.Traits;
import org.hl7.fhir.r4.model.*;
import org.junit.jupiter.api.Test;

/** Requirement 8. */
class ContainedTest {
    private static final Reference ANA = new Reference("urn:uuid:ana");
    private static final Coding ALCOHOL = new Coding("http://hl7.org/fhir/sid/icd-10-cm", "F10.20", null);

    private static ServiceRequest referral(Reference subject) {
        return new ServiceRequest().setSubject(subject).addReasonCode(new CodeableConcept(ALCOHOL.copy()));
    }

    @Test
    void raisesTheParentToWhatItContains() {
        ExplanationOfBenefit benefit = new ExplanationOfBenefit().setPatient(ANA);
        benefit.addContained(referral(ANA)).addContained(new Coverage().setBeneficiary(ANA));
        Traits traits = Contained.check(benefit);
        assertThat(traits.type()).isEqualTo("ExplanationOfBenefit");
        assertThat(traits.types()).containsExactlyInAnyOrder("ExplanationOfBenefit", "ServiceRequest", "Coverage");
        assertThat(traits.codes()).contains(new Traits.Code("http://hl7.org/fhir/sid/icd-10-cm", "F10.20"));
    }

    @Test
    void letsTheDirectoryIn() {
        MedicationRequest request = new MedicationRequest().setSubject(ANA);
        request.addContained(new Medication().setCode(new CodeableConcept(ALCOHOL.copy())));
        assertThat(Contained.check(request).codes()).hasSize(1);
    }

    @Test
    void refusesClinicalMatter() {
        DiagnosticReport report = new DiagnosticReport().setSubject(ANA);
        report.addContained(new Observation().setSubject(ANA));
        assertThatThrownBy(() -> Contained.check(report))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("FHIR-001");
    }

    @Test
    void refusesThePartnerInside() {
        ExplanationOfBenefit benefit = new ExplanationOfBenefit().setPatient(ANA);
        benefit.addContained(referral(new Reference("urn:uuid:ben")));
        assertThatThrownBy(() -> Contained.check(benefit))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("FHIR-002");
        Encounter encounter = new Encounter().setSubject(ANA);
        encounter.addContained(new Patient());
        assertThatThrownBy(() -> Contained.check(encounter)).isInstanceOf(Refusal.class);
    }
}
