package health.confidant.fhir.consent;

import health.confidant.access.Purpose;
import health.confidant.fhir.CodeSystems;
import org.hl7.fhir.r4.model.*;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;

/** Consents and provisions to start from. */
final class TestConsents {
    private TestConsents() {}

    /** With every element of 42 CFR 2.31(a) outside the provision. */
    static Consent signed(ProvisionComponent root) {
        boolean vague = !root.hasSecurityLabel() && !root.hasClass_() && !root.hasCode() && !root.hasData();
        if (root.getType() == ConsentProvisionType.PERMIT && vague && !root.hasDataPeriod()) {
            label(root, CodeSystems.TRACK, "individual");
        }
        Consent consent = new Consent()
                .setStatus(Consent.ConsentState.ACTIVE)
                .setScope(new CodeableConcept(
                        new Coding("http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy", null)))
                .setPatient(new Reference("Patient/ana"))
                .setDateTimeElement(new DateTimeType("2026-03-01T09:12:00Z"))
                .addPerformer(new Reference("Patient/ana"))
                .addOrganization(new Reference("Organization/program"))
                .setSource(new Reference("DocumentReference/signed"))
                .addPolicy(new Consent.ConsentPolicyComponent()
                        .setUri("https://confidant.health/policy/part2-consent/2026-02"))
                .setProvision(root);
        return consent;
    }

    static ProvisionComponent tpo() {
        return permit("Organization/payer", Purpose.TREAT, Purpose.HPAYMT, Purpose.HOPERAT);
    }

    static ProvisionComponent permit(String recipient, Purpose... purposes) {
        return rule(ConsentProvisionType.PERMIT, recipient, purposes);
    }

    static ProvisionComponent deny(String recipient, Purpose... purposes) {
        return rule(ConsentProvisionType.DENY, recipient, purposes);
    }

    static ProvisionComponent label(ProvisionComponent provision, String system, String code) {
        return provision.addSecurityLabel(new Coding(system, code, null));
    }

    static ProvisionComponent until(ProvisionComponent provision, String end) {
        return provision.setPeriod(new Period().setEndElement(new DateTimeType(end)));
    }

    private static ProvisionComponent rule(ConsentProvisionType type, String recipient, Purpose... purposes) {
        ProvisionComponent provision = new ProvisionComponent().setType(type);
        if (recipient != null) {
            provision
                    .addActor()
                    .setRole(new CodeableConcept(new Coding(CodeSystems.PARTICIPATION_TYPE, "IRCP", null)))
                    .setReference(new Reference(recipient));
        }
        for (Purpose purpose : purposes) {
            provision.addPurpose(new Coding(CodeSystems.ACT_REASON, purpose.name(), null));
        }
        return provision;
    }
}
