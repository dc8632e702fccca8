package health.confidant.server.benchmark;

import health.confidant.ig.World;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An invented clinic, the same at each run: {@link #SIZE} resources a patient. Each has an identifier, so that answers of
 * two servers that give different ids can be compared.
 *
 * @param counselor reference of the practitioner who is on every care team and writes the charts
 */
record Charts(String counselor) {
    static final String SYSTEM = "urn:confidant:benchmark";
    static final int OBSERVATIONS = 60;
    static final int CODES = 20;
    static final int SIZE = 100;
    static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);
    static final int DAYS = 730;
    static final String KIM = "Practitioner/" + World.id("Practitioner/kim");

    private static final String TRACK = "https://confidant.health/fhir/CodeSystem/track";
    private static final int VISITS = 8;
    private static final String[] DIAGNOSES = {"F10.20", "F11.20", "F32.1", "F41.1", "I10", "J45.909", "M54.5", "K21.9"
    };

    static String patient(int n) {
        return "p%06d".formatted(n);
    }

    static String family(int n) {
        // Spread over the alphabet, so that a prefix of three letters finds a few.
        int x = (int) (n * 2654435761L % 17576 + 17576) % 17576;
        return "" + (char) ('A' + x / 676) + (char) ('a' + x / 26 % 26) + (char) ('a' + x % 26) + "berg" + n;
    }

    static String code(int i) {
        return String.format(Locale.ROOT, "%d-%d", 70000 + i % CODES, i % 10);
    }

    static String day(int i) {
        return FIRST_DAY.plusDays(Math.floorMod(i, DAYS)).toString();
    }

    /** Patient and individual care team, which intake writes. */
    String admission(int n) {
        String urn = "urn:uuid:" + uuid(n, 0);
        return bundle(List.of(
                entry(urn, "Patient", patientResource(n)),
                entry(
                        "urn:uuid:" + uuid(n, 1),
                        "CareTeam",
                        """
                        {"resourceType":"CareTeam",%s,"status":"active","name":"Individual team",
                         "category":[{"coding":[{"system":"%s","code":"individual"}]}],
                         "subject":{"reference":"%s"},"participant":[{"member":{"reference":"%s"}}]}"""
                                .formatted(identifier(patient(n) + "-t"), TRACK, urn, counselor))));
    }

    private static String patientResource(int n) {
        return """
                {"resourceType":"Patient",%s,"active":true,"name":[{"use":"official","family":"%s","given":["Given%d"]}],
                 "telecom":[{"system":"phone","value":"555-%04d"}],"gender":"%s","birthDate":"%s",
                 "address":[{"line":["%d Main Street"],"city":"Springfield","postalCode":"%05d","country":"US"}]}"""
                .formatted(
                        identifier(patient(n)),
                        family(n),
                        n % 50,
                        n % 10000,
                        n % 2 == 0 ? "female" : "male",
                        LocalDate.of(1950, 1, 1).plusDays(n * 37L % 18000),
                        n,
                        n % 100000);
    }

    /** The rest of the chart, which the counselor writes: {@link #SIZE} less the two of the admission. */
    String chart(int n, String patient) {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < VISITS; i++) {
            entries.add(entry("urn:uuid:" + uuid(n, 10 + i), "Encounter", encounter(n, i, patient)));
        }
        for (int i = 0; i < OBSERVATIONS; i++) {
            String visit = "urn:uuid:" + uuid(n, 10 + i % VISITS);
            entries.add(entry(
                    "urn:uuid:" + uuid(n, 100 + i),
                    "Observation",
                    observation(patient(n) + "-o" + i, patient, visit, i, n * 13 + i * 11)));
        }
        for (int i = 0; i < SIZE - 2 - VISITS - OBSERVATIONS; i++) {
            String visit = "urn:uuid:" + uuid(n, 10 + i % VISITS);
            String urn = "urn:uuid:" + uuid(n, 200 + i);
            entries.add(
                    switch (i % 3) {
                        case 0 -> entry(urn, "Condition", condition(n, i, patient, visit));
                        case 1 -> entry(urn, "MedicationRequest", medication(n, i, patient, visit));
                        default -> entry(urn, "Procedure", procedure(n, i, patient, visit));
                    });
        }
        return bundle(entries);
    }

    /** Planned: one that started would want the acknowledged notice of 42 CFR 2.22, which plain HAPI knows nothing of. */
    private String encounter(int n, int i, String patient) {
        String day = day(n * 13 + i * 91);
        return """
                {"resourceType":"Encounter",%s,"status":"planned","class":{"system":
                 "http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"},"type":[{"text":"Session"}],
                 "subject":{"reference":"%s"},"participant":[{"individual":{"reference":"%s"}}],
                 "period":{"start":"%sT09:00:00Z","end":"%sT09:50:00Z"}}"""
                .formatted(identifier(patient(n) + "-e" + i), patient, counselor, day, day);
    }

    /** @param encounter a reference, or null */
    String observation(String identifier, String patient, String encounter, int code, int day) {
        return """
                {"resourceType":"Observation",%s,"status":"final","category":[{"coding":[{"system":
                 "http://terminology.hl7.org/CodeSystem/observation-category","code":"survey","display":"Survey"}]}],
                 "code":{"coding":[{"system":"http://loinc.org","code":"%s","display":"Measure number %d"}],
                 "text":"Measure number %d"},"subject":{"reference":"%s"},%s"effectiveDateTime":"%s",
                 "performer":[{"reference":"%s"}],"valueQuantity":{"value":%d,"unit":"score","system":
                 "http://unitsofmeasure.org","code":"{score}"}}"""
                .formatted(
                        identifier(identifier),
                        code(code),
                        code % CODES,
                        code % CODES,
                        patient,
                        encounter == null ? "" : "\"encounter\":{\"reference\":\"" + encounter + "\"},",
                        day(day),
                        counselor,
                        day % 28);
    }

    private String condition(int n, int i, String patient, String visit) {
        return """
                {"resourceType":"Condition",%s,"clinicalStatus":{"coding":[{"system":
                 "http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]},
                 "code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"%s"}]},
                 "subject":{"reference":"%s"},"encounter":{"reference":"%s"},"recordedDate":"%s",
                 "recorder":{"reference":"%s"}}"""
                .formatted(
                        identifier(patient(n) + "-c" + i),
                        DIAGNOSES[(n + i / 3) % DIAGNOSES.length],
                        patient,
                        visit,
                        day(n + i),
                        counselor);
    }

    private String medication(int n, int i, String patient, String visit) {
        return """
                {"resourceType":"MedicationRequest",%s,"status":"active","intent":"order",
                 "medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm",
                 "code":"%d"}],"text":"Tablet"},"subject":{"reference":"%s"},"encounter":{"reference":"%s"},
                 "authoredOn":"%s","requester":{"reference":"%s"}}"""
                .formatted(identifier(patient(n) + "-m" + i), 310000 + i, patient, visit, day(n * 3 + i), counselor);
    }

    private String procedure(int n, int i, String patient, String visit) {
        return """
                {"resourceType":"Procedure",%s,"status":"completed","code":{"coding":[{"system":"http://snomed.info/sct",
                 "code":"%d"}],"text":"Intervention"},"subject":{"reference":"%s"},"encounter":{"reference":"%s"},
                 "performedDateTime":"%s","performer":[{"actor":{"reference":"%s"}}]}"""
                .formatted(identifier(patient(n) + "-x" + i), 228557000 + i, patient, visit, day(n * 5 + i), counselor);
    }

    /** An encounter and what was written down in it: ten entries. */
    String visit(String identifier, String patient, int i) {
        String visit = "urn:uuid:" + uuid(i, 900);
        String day = day(i);
        List<String> entries = new ArrayList<>();
        entries.add(entry(
                visit,
                "Encounter",
                """
                {"resourceType":"Encounter",%s,"status":"planned","class":{"system":
                 "http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"},"subject":{"reference":"%s"},
                 "participant":[{"individual":{"reference":"%s"}}],"period":{"start":"%s","end":"%s"}}"""
                        .formatted(identifier(identifier), patient, counselor, day, day)));
        for (int k = 0; k < 9; k++) {
            entries.add(entry(
                    "urn:uuid:" + uuid(i, 901 + k),
                    "Observation",
                    observation(identifier + "-" + k, patient, visit, k, i)));
        }
        return bundle(entries);
    }

    private static String identifier(String value) {
        return "\"identifier\":[{\"system\":\"" + SYSTEM + "\",\"value\":\"" + value + "\"}]";
    }

    private static String uuid(int n, int k) {
        return "%08x-0000-4000-8000-%012x".formatted(n, k);
    }

    private static String entry(String url, String type, String resource) {
        return "{\"fullUrl\":\"" + url + "\",\"resource\":" + resource + ",\"request\":{\"method\":\"POST\",\"url\":\""
                + type + "\"}}";
    }

    private static String bundle(List<String> entries) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + String.join(",", entries) + "]}";
    }
}
