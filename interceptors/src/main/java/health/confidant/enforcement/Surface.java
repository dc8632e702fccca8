package health.confidant.enforcement;

import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import java.util.Set;

/**
 * What the server binds, and so all that it can do. A test compares this list with what is really bound and with the
 * CapabilityStatement.
 */
public final class Surface {
    /** Types whose resources are stored by HAPI. AuditEvent is served from the audit log instead. */
    public static final Set<String> STORED = Set.of(
            "Account",
            "AllergyIntolerance",
            "Appointment",
            "Binary",
            "CarePlan",
            "CareTeam",
            "Claim",
            "ClaimResponse",
            "Communication",
            "Condition",
            "Consent",
            "Contract",
            "Coverage",
            "CoverageEligibilityRequest",
            "CoverageEligibilityResponse",
            "Device",
            "DiagnosticReport",
            "DocumentReference",
            "Encounter",
            "EpisodeOfCare",
            "ExplanationOfBenefit",
            "Flag",
            "Goal",
            "Group",
            "HealthcareService",
            "ImagingStudy",
            "Immunization",
            "Location",
            "Media",
            "Medication",
            "MedicationAdministration",
            "MedicationDispense",
            "MedicationRequest",
            "MedicationStatement",
            "Observation",
            "Organization",
            "Patient",
            "Practitioner",
            "PractitionerRole",
            "Procedure",
            "Provenance",
            "QuestionnaireResponse",
            "RelatedPerson",
            "ServiceRequest",
            "Specimen",
            "SupplyDelivery",
            "Task");

    static final Set<RestOperationTypeEnum> INTERACTIONS = Set.of(
            RestOperationTypeEnum.READ,
            RestOperationTypeEnum.VREAD,
            RestOperationTypeEnum.HISTORY_INSTANCE,
            RestOperationTypeEnum.SEARCH_TYPE,
            RestOperationTypeEnum.CREATE,
            RestOperationTypeEnum.UPDATE,
            RestOperationTypeEnum.PATCH,
            RestOperationTypeEnum.DELETE,
            RestOperationTypeEnum.TRANSACTION,
            RestOperationTypeEnum.GET_PAGE,
            RestOperationTypeEnum.METADATA);

    /** Operations by type and name; of any type where that is a star. */
    public static final Set<String> OPERATIONS = Set.of(
            "Patient/$everything",
            "Patient/$access-report",
            "Patient/$watch",
            "Patient/$disclosure-accounting",
            "Patient/$request-accounting",
            "Patient/$extend-accounting",
            "Patient/$suspend-accounting",
            "Patient/$shred",
            "Group/$shred",
            "Patient/$legal-hold",
            "Patient/$renew-keys",
            "Patient/$retention",
            "Organization/$hand-over",
            "Group/$legal-hold",
            "Group/$renew-keys",
            "Group/$retention",
            "Patient/$export",
            "Patient/$who-can-see",
            "Patient/$relabeling",
            "*/$explain-access",
            "Consent/$revoke",
            "Consent/$preview",
            "Patient/$break-glass",
            "Patient/$request-restriction",
            "Patient/$confidential-communication",
            "Patient/$contact",
            "Practitioner/$deadlines",
            "Contract/$report-breach",
            "Task/$decide-restriction",
            "Task/$end-restriction");

    /** Those of them that are asked of the type, not of one resource. */
    static final Set<String> TYPE_OPERATIONS = Set.of("Consent/$preview", "Patient/$relabeling", "Patient/$export");

    /** Search parameters that would ask about labels, profiles or text rather than records. */
    public static final Set<String> REFUSED_PARAMETERS = Set.of(
            "_security",
            "_tag",
            "_profile",
            "_source",
            "_filter",
            "_text",
            "_content",
            "_list",
            "_query",
            "_contained",
            "_containedType");

    private Surface() {}

    static boolean served(String type) {
        return STORED.contains(type) || type.equals("AuditEvent");
    }
}
