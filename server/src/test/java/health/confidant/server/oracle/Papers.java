package health.confidant.server.oracle;

import health.confidant.server.noninterference.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The facts of a world as FHIR JSON. References are given by a function from names. */
final class Papers {
    private static final String TRACK = "https://confidant.health/fhir/CodeSystem/track";
    private static final String NOTE_CLASS = "https://confidant.health/fhir/CodeSystem/note-class";
    private static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";

    private final UnaryOperator<String> references;

    Papers(UnaryOperator<String> references) {
        this.references = references;
    }

    String practitioner(String name, When training) {
        return """
                {"resourceType":"Practitioner","id":"%s","active":true,"name":[{"family":"%s"}],
                 "identifier":[{"system":"https://confidant.health/id/practitioner","value":"%s"}],
                 "qualification":[{"code":{"coding":[{"system":"https://confidant.health/fhir/CodeSystem/staff-paper",
                 "code":"privacy-training"}]},"period":%s,"issuer":{"reference":"%s"}}]}"""
                .formatted(id(name), name, id(name), training.json(), Records.program());
    }

    String organization(String name) {
        return "{\"resourceType\":\"Organization\",\"id\":\"%s\",\"active\":true,\"name\":\"%s\"}"
                .formatted(id(name), name);
    }

    String post(Fact.Post post) {
        return """
                {"resourceType":"PractitionerRole","id":"%s","active":true,"period":%s,
                 "practitioner":{"reference":"%s"},"organization":{"reference":"%s"}}"""
                .formatted(
                        id(post.name()), post.when().json(), reference(post.person()), reference(post.organization()));
    }

    String team(String name, String subject, String track, Iterable<String> members, When when, boolean active) {
        List<String> participants = new ArrayList<>();
        members.forEach(member -> participants.add("{\"member\":{\"reference\":\"" + reference(member) + "\"}}"));
        return """
                {"resourceType":"CareTeam","id":"%s","status":"%s","name":"Team","period":%s,
                 "category":[{"coding":[{"system":"%s","code":"%s"}]}],
                 "subject":{"reference":"%s"},"participant":[%s]}"""
                .formatted(
                        id(name),
                        active ? "active" : "inactive",
                        when.json(),
                        TRACK,
                        track,
                        reference(subject),
                        String.join(",", participants));
    }

    String condition(Fact.Sheet sheet) {
        return """
                {"resourceType":"Condition","id":"%s","code":{"coding":[{"system":"%s","code":"%s"}]},
                 "subject":{"reference":"%s"},"recordedDate":"%s","recorder":{"reference":"%s"}}"""
                .formatted(
                        id(sheet.name()),
                        system(sheet.code()),
                        code(sheet.code()),
                        reference(sheet.subject()),
                        sheet.day(),
                        reference(author(sheet)));
    }

    /** The recorder of a Condition is a person, also where a system brings it. */
    private static String author(Fact.Sheet sheet) {
        return sheet.author().startsWith("S") ? sheet.author() : "S0";
    }

    String provision(Rule rule) {
        List<String> parts = new ArrayList<>(List.of("\"type\":\"" + (rule.permit() ? "permit" : "deny") + "\""));
        if (rule.when() != null) {
            parts.add("\"period\":" + rule.when().json());
        }
        add(parts, "actor", rule.recipients(), this::actor);
        add(parts, "securityLabel", rule.labels(), Papers::label);
        add(parts, "purpose", rule.purposes(), purpose -> coding(TERMINOLOGY + "v3-ActReason", purpose));
        if (rule.type() != null) {
            parts.add("\"class\":[" + coding("http://hl7.org/fhir/resource-types", rule.type()) + "]");
        }
        if (rule.code() != null) {
            parts.add("\"code\":[{\"coding\":[" + coding(system(rule.code()), code(rule.code())) + "]}]");
        }
        if (rule.record() != null) {
            parts.add("\"data\":[{\"meaning\":\"instance\",\"reference\":{\"reference\":\"" + reference(rule.record())
                    + "\"}}]");
        }
        if (rule.from() != null) {
            String[] days = rule.from().split("\\.\\.");
            parts.add("\"dataPeriod\":{\"start\":\"" + days[0] + "\",\"end\":\"" + days[1] + "\"}");
        }
        add(parts, "provision", rule.nested(), this::provision);
        return "{" + String.join(",", parts) + "}";
    }

    private static <T> void add(
            List<String> parts, String element, Iterable<T> values, java.util.function.Function<T, String> json) {
        List<String> all = new ArrayList<>();
        values.forEach(value -> all.add(json.apply(value)));
        if (!all.isEmpty()) {
            parts.add("\"" + element + "\":[" + String.join(",", all) + "]");
        }
    }

    private String actor(String name) {
        return "{\"role\":{\"coding\":[" + coding(TERMINOLOGY + "v3-ParticipationType", "IRCP")
                + "]},\"reference\":{\"reference\":\"" + reference(name) + "\"}}";
    }

    private static String label(String label) {
        return switch (label) {
            case "individual", "couples", "billing", "general", "privacy" -> coding(TRACK, label);
            case "R" -> coding(TERMINOLOGY + "v3-Confidentiality", label);
            case Chart.NOTE -> coding(NOTE_CLASS, label);
            default -> coding(TERMINOLOGY + "v3-ActCode", label);
        };
    }

    static String parameters(String... parts) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":["
                + java.util.Arrays.stream(parts).filter(part -> part != null).collect(Collectors.joining(",")) + "]}";
    }

    private static String coding(String system, String code) {
        return "{\"system\":\"" + system + "\",\"code\":\"" + code + "\"}";
    }

    /** With the day of its services: of when a bill was written a plan's time says nothing. */
    static String billed(String claim, String day) {
        return claim.replace(
                "\"created\":", "\"billablePeriod\":{\"start\":\"" + day + "\",\"end\":\"" + day + "\"},\"created\":");
    }

    static String code(String coded) {
        return coded.substring(0, coded.indexOf(' '));
    }

    static String system(String coded) {
        return coded.substring(coded.indexOf(' ') + 1);
    }

    private String reference(String name) {
        return references.apply(name);
    }

    private String id(String name) {
        String reference = reference(name);
        return reference.substring(reference.indexOf('/') + 1);
    }
}
