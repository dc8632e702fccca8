package health.confidant.server.oracle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The records of a world, each with its track and labels as the rules say (requirements 1-6, 31; 42 CFR 2.11). */
final class Chart {
    static final String ALCOHOL = "F10.20 http://hl7.org/fhir/sid/icd-10-cm";
    static final String OPIOID = "F11.20 http://hl7.org/fhir/sid/icd-10-cm";
    static final String ANXIETY = "F41.1 http://hl7.org/fhir/sid/icd-10-cm";
    static final String AUDIT_C = "75626-2 http://loinc.org";
    static final String HEART_RATE = "8867-4 http://loinc.org";
    static final String SEALED = "application/jose+json urn:ietf:bcp:13";
    static final String NOTE = "sud-counseling-note";

    private Chart() {}

    static List<Held> of(World world) {
        List<Held> records = new ArrayList<>();
        for (Person person : world.people()) {
            if (person.kind() == Kind.PATIENT) {
                String source = person.name().startsWith("X") ? "northside-ehr" : "";
                records.add(of(person.name(), "Patient", person.name(), "general", source, null));
            }
        }
        world.all(Fact.Couple.class).forEach(c -> records.add(of(c.name(), "Group", c.name(), "general", "", null)));
        world.all(Fact.Team.class)
                .forEach(t -> records.add(of(t.name(), "CareTeam", t.subject(), "general", "", null)));
        world.all(Fact.Directive.class).forEach(directive -> records.add(directive(directive)));
        world.all(Fact.Agreement.class)
                .forEach(a -> records.add(new Held(
                        a.name(),
                        "Contract",
                        a.person(),
                        false,
                        "staff",
                        Set.of("R"),
                        Set.of(),
                        a.person(),
                        "",
                        false,
                        null,
                        Set.of())));
        world.all(Fact.Sheet.class).forEach(sheet -> records.add(sheet(world, sheet)));
        return records;
    }

    private static Held of(String name, String type, String owner, String track, String source, String day) {
        return new Held(
                name,
                type,
                owner,
                owner.startsWith("C"),
                track,
                Set.of("R", "42CFRPart2"),
                Set.of(),
                "",
                source,
                false,
                day,
                Set.of());
    }

    /** What it selects by a code tells as much as the code: the directive has its sensitivity. */
    private static Held directive(Fact.Directive directive) {
        Set<String> codes = Stream.concat(Stream.of(directive.rule()), directive.rule().nested().stream())
                .map(Rule::code)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Set<String> labels = new TreeSet<>(Set.of("R", "42CFRPart2"));
        codes.forEach(code -> labels.addAll(sensitivity(code)));
        return new Held(
                directive.name(),
                "Consent",
                directive.patient(),
                false,
                "privacy",
                labels,
                Set.of(),
                "",
                "",
                false,
                "2026-03-01",
                codes);
    }

    static Held sheet(World world, Fact.Sheet sheet) {
        boolean brought = world.people().stream()
                .anyMatch(person -> person.name().equals(sheet.author()) && person.kind() == Kind.EHR);
        Set<String> labels = sensitivity(sheet);
        // 2.11: whatever the program creates is a Part 2 record; imported data is one by its source and codes.
        if (!brought || !labels.isEmpty() || sheet.code() == null) {
            labels.add("42CFRPart2");
        }
        if (sheet.note()) {
            labels.add("V");
        } else {
            labels.add(labels.contains("42CFRPart2") ? "R" : "N");
        }
        Set<String> codes = new HashSet<>();
        if (sheet.code() != null) {
            codes.add(sheet.code());
        }
        if (sheet.type().equals("Communication")) {
            labels.add("MASKED");
            codes.add(SEALED);
        }
        return new Held(
                sheet.name(),
                sheet.type(),
                sheet.subject(),
                sheet.subject().startsWith("C"),
                sheet.track(),
                labels,
                codes,
                sheet.author(),
                brought ? sheet.author() : "",
                sheet.note(),
                sheet.day(),
                Set.of());
    }

    private static Set<String> sensitivity(Fact.Sheet sheet) {
        Set<String> labels = sensitivity(sheet.code());
        if (sheet.note()) {
            labels.addAll(Set.of(NOTE, "PSYTHPN"));
        }
        return labels;
    }

    private static Set<String> sensitivity(String code) {
        Set<String> labels = new TreeSet<>();
        if (ALCOHOL.equals(code) || AUDIT_C.equals(code)) {
            labels.addAll(Set.of("SUD", "ETHUD"));
        }
        if (OPIOID.equals(code)) {
            labels.addAll(Set.of("SUD", "OPIOIDUD"));
        }
        return labels;
    }
}
