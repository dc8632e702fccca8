package health.confidant.server.consent;

import health.confidant.server.noninterference.Records;
import java.util.ArrayList;
import java.util.List;

/** A provision, said step by step, as JSON. */
final class Rules {
    private static final String TRACK = "https://confidant.health/fhir/CodeSystem/track";
    private final List<String> elements = new ArrayList<>();
    private final List<String> actors = new ArrayList<>();
    private final List<String> nested = new ArrayList<>();

    private Rules(String type) {
        elements.add("\"type\":\"" + type + "\"");
    }

    /** For treatment, of the individual track, for some years. */
    static Rules permit(String... recipients) {
        return new Rules("permit")
                .to(recipients)
                .treatment()
                .track("individual")
                .with("\"period\":{\"start\":\"2026-03-01\",\"end\":\"2031-03-01\"}");
    }

    static Rules bare(String type) {
        return new Rules(type);
    }

    static Rules deny(String... recipients) {
        return new Rules("deny").to(recipients);
    }

    Rules to(String... recipients) {
        for (String recipient : recipients) {
            actors.add(Records.recipient(recipient));
        }
        return this;
    }

    Rules treatment() {
        return with(
                "\"purpose\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ActReason\",\"code\":\"TREAT\"}]");
    }

    Rules track(String track) {
        return with("\"securityLabel\":[{\"system\":\"" + TRACK + "\",\"code\":\"" + track + "\"}]");
    }

    Rules type(String type) {
        return with("\"class\":[{\"system\":\"http://hl7.org/fhir/resource-types\",\"code\":\"" + type + "\"}]");
    }

    Rules loinc(String code) {
        return with("\"code\":[{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"" + code + "\"}]}]");
    }

    Rules data(String meaning, String reference) {
        return with("\"data\":[{\"meaning\":\"" + meaning + "\",\"reference\":{\"reference\":\"" + reference + "\"}}]");
    }

    Rules from(String start, String end) {
        return with("\"dataPeriod\":{\"start\":\"" + start + "\",\"end\":\"" + end + "\"}");
    }

    Rules except(Rules exception) {
        nested.add(exception.json());
        return this;
    }

    Rules with(String element) {
        elements.add(element);
        return this;
    }

    String json() {
        List<String> all = new ArrayList<>(elements);
        if (!actors.isEmpty()) {
            all.add("\"actor\":[" + String.join(",", actors) + "]");
        }
        if (!nested.isEmpty()) {
            all.add("\"provision\":[" + String.join(",", nested) + "]");
        }
        return "{" + String.join(",", all) + "}";
    }
}
