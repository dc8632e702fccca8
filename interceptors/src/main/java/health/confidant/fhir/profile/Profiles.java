package health.confidant.fhir.profile;

import health.confidant.fhir.CodeSystems;
import health.confidant.fhir.References;
import health.confidant.ig.Guide;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Contract;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.CoverageEligibilityRequest;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.ExplanationOfBenefit;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;

/**
 * The profiles that a resource has to meet by what it is, whether it claims them or not. What it claims is checked too;
 * what is neither has to be valid R4. The guide's conformance page lists these conditions.
 */
final class Profiles {
    private static final String OURS = "https://confidant.health/fhir/CodeSystem/";
    private static final String LOINC = "http://loinc.org";
    private static final String CONSULT_NOTE = "11488-4";
    private static final String CONSENT_DOCUMENT = "59284-0";
    private static final String BILLING = "https://confidant.health/id/billing";

    private record Kind<R extends Resource>(Class<R> type, String profile, Predicate<R> is) {
        boolean holds(Resource resource) {
            return type.isInstance(resource) && is.test(type.cast(resource));
        }
    }

    private static final List<Kind<?>> KINDS = List.of(
            new Kind<>(Patient.class, "billing-patient", Profiles::isPseudonym),
            new Kind<>(Patient.class, "program-patient", patient -> !isPseudonym(patient)),
            new Kind<>(Group.class, "couple", group -> group.getType() == Group.GroupType.PERSON),
            new Kind<>(CareTeam.class, "individual-care-team", team -> track(team, "individual")),
            new Kind<>(CareTeam.class, "couples-care-team", team -> track(team, "couples")),
            new Kind<>(Encounter.class, "individual-session", visit -> session(visit.getType(), "individual-session")),
            new Kind<>(Encounter.class, "individual-session", visit -> session(visit.getType(), "medication-visit")),
            new Kind<>(Encounter.class, "couples-session", visit -> session(visit.getType(), "couples-session")),
            new Kind<>(DocumentReference.class, "sud-counseling-note", Profiles::isCounselingNote),
            new Kind<>(DocumentReference.class, "signed-consent", document -> typed(document, CONSENT_DOCUMENT)),
            new Kind<>(DocumentReference.class, "vault-document", Profiles::isVaulted),
            new Kind<>(DocumentReference.class, "joint-session-note", note -> isNote(note, "Group")),
            new Kind<>(DocumentReference.class, "session-note", note -> isNote(note, "Patient")),
            new Kind<>(Consent.class, "program-consent", ConsentKinds::isActive),
            new Kind<>(Consent.class, "tpo-consent", ConsentKinds::isTpo),
            new Kind<>(Consent.class, "track-grant", ConsentKinds::isTrackGrant),
            new Kind<>(Consent.class, "counseling-note-consent", ConsentKinds::isForCounselingNotes),
            new Kind<>(Consent.class, "proceedings-consent", ConsentKinds::isForProceedings),
            new Kind<>(Consent.class, "research-consent", ConsentKinds::isForResearch),
            new Kind<>(Consent.class, "self-pay-restriction", ConsentKinds::isSelfPay),
            new Kind<>(Task.class, "restriction-request", task -> task(task, "privacy-restriction-request")),
            new Kind<>(Task.class, "breach-review", task -> task(task, "contract-breach-review")),
            new Kind<>(Contract.class, "couple-confidentiality", contract -> about(contract, "Group")),
            new Kind<>(Contract.class, "therapist-confidentiality", Profiles::isStaffConfidentiality),
            new Kind<>(Practitioner.class, "trained-practitioner", Profiles::isTrained),
            new Kind<>(QuestionnaireResponse.class, "privacy-check-response", Profiles::isPrivacyCheck),
            new Kind<>(Appointment.class, "session-appointment", Profiles::isSession),
            new Kind<>(Coverage.class, "program-coverage", coverage -> true),
            new Kind<>(CoverageEligibilityRequest.class, "eligibility-request", request -> true),
            new Kind<>(Claim.class, "program-claim", claim -> true),
            new Kind<>(ExplanationOfBenefit.class, "program-explanation-of-benefit", benefit -> true));

    private Profiles() {}

    /** Canonical URLs; empty where R4 alone is asked for. */
    static List<String> of(Resource resource) {
        return KINDS.stream()
                .filter(kind -> kind.holds(resource))
                .map(kind -> Guide.CANONICAL + "/StructureDefinition/" + kind.profile())
                .distinct()
                .toList();
    }

    /** The ids of all profiles that a shape calls for. */
    static Set<String> ids() {
        return KINDS.stream().map(Kind::profile).collect(java.util.stream.Collectors.toSet());
    }

    private static boolean isPseudonym(Patient patient) {
        return patient.getIdentifier().stream().anyMatch(identifier -> BILLING.equals(identifier.getSystem()));
    }

    private static boolean track(CareTeam team, String track) {
        return any(team.getCategory(), CodeSystems.TRACK, track);
    }

    private static boolean session(List<CodeableConcept> types, String kind) {
        return any(types, OURS + "session-kind", kind);
    }

    private static boolean isCounselingNote(DocumentReference document) {
        return any(document.getCategory(), CodeSystems.NOTE_CLASS, "sud-counseling-note");
    }

    private static boolean typed(DocumentReference document, String loinc) {
        return document.getType().hasCoding(LOINC, loinc);
    }

    private static boolean isVaulted(DocumentReference document) {
        return document.getCategory().stream()
                .flatMap(category -> category.getCoding().stream())
                .anyMatch(coding -> (OURS + "vault-class").equals(coding.getSystem()));
    }

    private static boolean isNote(DocumentReference document, String subject) {
        return typed(document, CONSULT_NOTE)
                && !isCounselingNote(document)
                && !isVaulted(document)
                && is(document.getSubject(), subject);
    }

    private static boolean task(Task task, String code) {
        return task.getCode().hasCoding(OURS + "task-code", code);
    }

    private static boolean about(Contract contract, String type) {
        return contract.getSubject().stream().anyMatch(subject -> is(subject, type));
    }

    private static boolean isStaffConfidentiality(Contract contract) {
        return contract.getType().hasCoding(OURS + "staff-paper", "confidentiality");
    }

    private static boolean isTrained(Practitioner practitioner) {
        return practitioner.getQualification().stream()
                .anyMatch(each -> each.getCode().hasCoding(OURS + "staff-paper", "privacy-training"));
    }

    private static boolean isPrivacyCheck(QuestionnaireResponse response) {
        String questionnaire = String.valueOf(response.getQuestionnaire());
        return questionnaire.startsWith(Guide.CANONICAL + "/Questionnaire/privacy-check");
    }

    private static boolean isSession(Appointment appointment) {
        return appointment.getServiceType().stream()
                .flatMap(type -> type.getCoding().stream())
                .anyMatch(coding -> (OURS + "session-kind").equals(coding.getSystem()));
    }

    private static boolean any(List<CodeableConcept> concepts, String system, String code) {
        return concepts.stream().anyMatch(concept -> concept.hasCoding(system, code));
    }

    private static boolean is(Reference reference, String type) {
        return References.type(reference).filter(type::equals).isPresent();
    }
}
