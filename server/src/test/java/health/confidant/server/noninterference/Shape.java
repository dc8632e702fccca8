package health.confidant.server.noninterference;

import java.util.List;

/**
 * What may be asked about a type.
 *
 * @param patient the reference parameter that leads to the patient
 * @param date the date parameter, or null
 */
record Shape(
        String type,
        String patient,
        String token,
        List<String> values,
        String date,
        List<String> includes,
        String back) {
    static final List<Shape> ALL = List.of(
            of(
                    "Condition",
                    "code",
                    "F10.20,F11.20,F41.1,J45.909",
                    "recorded-date",
                    "subject,encounter",
                    "CarePlan:condition"),
            of(
                    "Observation",
                    "status",
                    "final,preliminary",
                    "date",
                    "encounter,performer,patient",
                    "Provenance:target"),
            of("Observation", "code", "75626-2,44249-1,8867-4", "date", "performer", "Observation:derived-from"),
            of("Encounter", "status", "finished,planned", "date", "participant,patient", "Condition:encounter"),
            of(
                    "DocumentReference",
                    "type",
                    "11488-4,59284-0",
                    "date",
                    "author,patient,encounter",
                    "Consent:source-reference"),
            of("Goal", "lifecycle-status", "active", "start-date", "patient", "CarePlan:goal"),
            of("Goal", "description", "193462001,none", "start-date", "patient", "CarePlan:goal"),
            of("Condition", "code", "F10.20,F41.1", "asserted-date", "subject", "CarePlan:condition"),
            of("Encounter", "discharge-disposition", "home,hosp", "date", "participant", "Condition:encounter"),
            of("CareTeam", "role", "101YA0400X,none", "date", "participant", "CarePlan:care-team"),
            of("CarePlan", "status", "active,revoked", "date", "care-team,goal,condition", "Task:focus"),
            of("MedicationRequest", "code", "1819", "authoredon", "encounter,requester,patient", "Provenance:target"),
            of("CareTeam", "status", "active,inactive", "date", "participant,patient", "CarePlan:care-team"),
            of("Consent", "status", "active,inactive,proposed", "date", "patient,source-reference", "Task:focus"),
            of("Appointment", "status", "booked", "date", "patient,practitioner", "Encounter:appointment"),
            of("Claim", "use", "claim", "created", "insurer,patient", "ExplanationOfBenefit:claim"),
            of("Coverage", "status", "active", null, "payor,patient", "Claim:patient"),
            of("ExplanationOfBenefit", "status", "active", "created", "claim,patient", "Provenance:target"),
            of("Task", "status", "requested", "authored-on", "focus,patient", "Provenance:target"),
            new Shape(
                    "Patient",
                    "_id",
                    "gender",
                    List.of("female", "male"),
                    "birthdate",
                    List.of("organization"),
                    "Condition:patient"),
            new Shape(
                    "Patient", "link", "active", List.of("true"), "birthdate", List.of("organization"), "Group:member"),
            new Shape("Group", "member", "type", List.of("person"), null, List.of("member"), "Observation:subject"));

    private static Shape of(String type, String token, String values, String date, String includes, String back) {
        return new Shape(type, "patient", token, List.of(values.split(",")), date, List.of(includes.split(",")), back);
    }
}
