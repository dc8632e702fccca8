package health.confidant.server.authorization;

import health.confidant.access.Scope;
import health.confidant.access.Scope.Letter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a scope means, in words for the person who is asked for it. */
final class ScopeWords {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("*", "everything in the record"),
            Map.entry("AllergyIntolerance", "allergies"),
            Map.entry("Appointment", "appointments"),
            Map.entry("AuditEvent", "who has looked at the record"),
            Map.entry("CarePlan", "care plans"),
            Map.entry("CareTeam", "care teams"),
            Map.entry("Claim", "insurance claims"),
            Map.entry("Condition", "diagnoses and health problems"),
            Map.entry("Consent", "consents and refusals"),
            Map.entry("Coverage", "insurance"),
            Map.entry("DiagnosticReport", "test reports"),
            Map.entry("DocumentReference", "documents and notes"),
            Map.entry("Encounter", "visits"),
            Map.entry("ExplanationOfBenefit", "insurance decisions"),
            Map.entry("Goal", "goals"),
            Map.entry("Immunization", "vaccinations"),
            Map.entry("MedicationRequest", "prescriptions"),
            Map.entry("Observation", "measurements, test results and answers"),
            Map.entry("Patient", "name, birth date and contact details"),
            Map.entry("Practitioner", "the names of staff"),
            Map.entry("Procedure", "treatments"),
            Map.entry("Task", "requests"));

    private static final Map<String, String> OTHER = Map.of(
            "openid", "Know that it is you",
            "fhirUser", "Know which person of this server you are",
            "profile", "Know your login and which person of this server you are",
            "launch", "Know for whom you opened the app",
            "launch/patient", "Know which patient it is about",
            "launch/encounter", "Know which visit it is about",
            "offline_access",
                    "Stay connected when you are away, until you disconnect it or do not use it for "
                            + RefreshTokens.OFFLINE.toDays() + " days",
            "online_access", "Stay connected as long as you are signed in here");

    private ScopeWords() {}

    /** One line of the consent page. */
    record Line(String scope, String words, boolean fixed) {}

    /** @param fixed scopes that cannot be left out, because they open nothing and the app would not work */
    static Line line(String scope, Set<String> fixed) {
        return new Line(scope, words(scope), fixed.contains(scope));
    }

    static String words(String scope) {
        return OTHER.containsKey(scope)
                ? OTHER.get(scope)
                : Scope.parse(scope).map(ScopeWords::words).orElse(scope);
    }

    private static String words(Scope scope) {
        String what = TYPES.getOrDefault(scope.type(), "records of the kind " + scope.type());
        String only = scope.query().entrySet().stream()
                .map(condition -> "only " + condition.getKey().replace('-', ' ') + " "
                        + condition.getValue().stream()
                                .map(value -> value.substring(value.indexOf('|') + 1))
                                .sorted()
                                .collect(Collectors.joining(" or ")))
                .sorted()
                .collect(Collectors.joining(", "));
        return verbs(scope.letters()) + ": " + what + (only.isEmpty() ? "" : " (" + only + ")") + whose(scope);
    }

    private static String verbs(Set<Letter> letters) {
        List<String> verbs = new ArrayList<>();
        if (letters.contains(Letter.R) || letters.contains(Letter.S)) {
            verbs.add("Read");
        }
        if (letters.contains(Letter.C)) {
            verbs.add("Add");
        }
        if (letters.contains(Letter.U)) {
            verbs.add("Change");
        }
        if (letters.contains(Letter.D)) {
            verbs.add("Delete");
        }
        return String.join(", ", verbs);
    }

    private static String whose(Scope scope) {
        return scope.level() == Scope.Level.USER ? ", of everyone whose record you may see" : "";
    }
}
