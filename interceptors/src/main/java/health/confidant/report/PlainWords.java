package health.confidant.report;

import health.confidant.access.Track;
import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** The program's words in a patient's. */
public final class PlainWords {
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("Patient", "name and contact details"),
            Map.entry("Condition", "diagnoses and problems"),
            Map.entry("Observation", "measurements and results"),
            Map.entry("DiagnosticReport", "test reports"),
            Map.entry("DocumentReference", "notes and documents"),
            Map.entry("Binary", "notes and documents"),
            Map.entry("Encounter", "visits and sessions"),
            Map.entry("Appointment", "appointments"),
            Map.entry("MedicationRequest", "prescriptions"),
            Map.entry("MedicationStatement", "medications"),
            Map.entry("MedicationAdministration", "medications"),
            Map.entry("Procedure", "treatments"),
            Map.entry("CarePlan", "treatment plans"),
            Map.entry("Goal", "treatment goals"),
            Map.entry("CareTeam", "care teams"),
            Map.entry("Consent", "consents and permissions"),
            Map.entry("Contract", "agreements"),
            Map.entry("Claim", "bills"),
            Map.entry("ExplanationOfBenefit", "insurance statements"),
            Map.entry("Coverage", "insurance"),
            Map.entry("Communication", "messages"),
            Map.entry("QuestionnaireResponse", "questionnaires"),
            Map.entry("AllergyIntolerance", "allergies"),
            Map.entry("Immunization", "vaccinations"),
            Map.entry("Group", "couple record"),
            Map.entry("Provenance", "where records came from"),
            Map.entry("AuditEvent", "the list of who looked at your records"),
            Map.entry("Task", "requests"));
    private static final Map<String, String> OPERATIONS = Map.of(
            "$access-report", "the report of who looked at your records",
            "$disclosure-accounting", "the accounting of disclosures",
            "$everything", "all of your records that they may see");
    private static final Map<String, String> ROLES = Map.ofEntries(
            Map.entry("PATIENT", "patient"),
            Map.entry("INDIVIDUAL_COUNSELOR", "individual counselor"),
            Map.entry("COUPLES_THERAPIST", "couples therapist"),
            Map.entry("PRESCRIBER", "prescriber"),
            Map.entry("BILLER", "billing"),
            Map.entry("PRIVACY_OFFICER", "privacy officer"),
            Map.entry("INTAKE", "admissions"),
            Map.entry("OPERATOR", "system operator"),
            Map.entry("EHR", "outside care provider"),
            Map.entry("PAYER", "health plan"),
            Map.entry("RESEARCHER", "researcher"));

    private PlainWords() {}

    static String action(AuditRecord record) {
        String done =
                switch (record.action()) {
                    case READ, VREAD -> "looked at";
                    case HISTORY -> "looked at earlier versions of";
                    case SEARCH -> "searched";
                    case CREATE -> "added";
                    case UPDATE, PATCH -> "changed";
                    case DELETE -> "deleted";
                    case OPERATION -> "called up";
                    case DISCLOSE -> "received";
                    case RECEIVE -> "sent us";
                    case EMERGENCY -> "opened in an emergency";
                    case ADMINISTER -> "administered";
                    default -> record.action().name().toLowerCase(Locale.ROOT).replace('_', ' ');
                };
        return record.outcome() == Outcome.DENIED ? "was refused: " + done : done;
    }

    /** What kind of record, never which one. */
    static String kinds(AuditRecord record) {
        if (record.action() == AuditRecord.Action.ADMINISTER && !record.detail().isBlank()) {
            return record.detail().split(":")[0];
        }
        TreeSet<String> kinds = new TreeSet<>();
        if (record.outcome() == Outcome.SUCCESS) {
            record.entities().forEach(entity -> kinds.add(kind(entity.split("/")[0])));
        }
        String[] asked = record.query().split("[?]")[0].split("/");
        if (asked.length > 1 && OPERATIONS.containsKey(asked[1])) {
            return OPERATIONS.get(asked[1]);
        }
        if (kinds.isEmpty() && !record.query().isBlank()) {
            kinds.add(kind(asked[0]));
        }
        return kinds.isEmpty() ? "a record of yours" : String.join(", ", kinds);
    }

    /** @param type a resource type of FHIR */
    public static String kind(String type) {
        return KINDS.getOrDefault(
                type, type.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT));
    }

    static String roles(List<String> roles) {
        return String.join(
                ", ", roles.stream().map(role -> ROLES.getOrDefault(role, role)).toList());
    }

    static String track(Track track) {
        return switch (track) {
            case INDIVIDUAL -> "individual treatment";
            case COUPLES -> "couples treatment";
            case BILLING -> "billing";
            case GENERAL -> "general";
            case PRIVACY -> "privacy";
        };
    }

    /** @param purpose a code of v3-ActReason */
    public static String purpose(String purpose) {
        return switch (purpose) {
            case "TREAT" -> "treatment";
            case "HPAYMT" -> "payment";
            case "HOPERAT" -> "health care operations";
            case "PATRQT" -> "your own request";
            case "HRESCH" -> "research";
            case "BTG" -> "an emergency";
            case "HLEGAL" -> "a legal proceeding";
            default -> purpose;
        };
    }
}
