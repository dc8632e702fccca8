package health.confidant.fhir.consent;

import health.confidant.access.ConsentFact.Effect;
import health.confidant.access.Period;
import health.confidant.access.Track;
import health.confidant.label.Label;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Consent;

/** "A clear explanation of the scope of the consent", which goes with each disclosure made on it (42 CFR 2.32(b)). */
public final class ConsentScope {
    private ConsentScope() {}

    /** One sentence, in codes and references; it names nobody but the recipients. */
    public static String explain(Consent consent, ProvisionDraft rule) {
        List<String> parts = new ArrayList<>();
        parts.add(rule.effect() == Effect.PERMIT ? "The patient's written consent" : "The patient's directive");
        if (consent.hasDateTime()) {
            parts.add("of " + consent.getDateTimeElement().getValueAsString());
        }
        parts.add(rule.effect() == Effect.PERMIT ? "covers" : "denies");
        parts.add(what(rule));
        parts.add("for " + (rule.purposes().isEmpty() ? "any purpose" : join(rule.purposes(), " or ")));
        parts.add("to " + (rule.recipients().isEmpty() ? "anybody" : join(rule.recipients(), " or ")));
        parts.add(
                rule.period().end().equals(Instant.MAX)
                        ? "until it is revoked"
                        : "until " + rule.period().end());
        return String.join(" ", parts) + ".";
    }

    private static String what(ProvisionDraft rule) {
        List<String> labels = Stream.concat(
                        rule.tracks().stream().map(Track::code).sorted().map(track -> track + " track"),
                        rule.labels().stream().map(Label::code).sorted().map(code -> "labelled " + code))
                .toList();
        List<String> parts = new ArrayList<>();
        parts.add(
                labels.isEmpty()
                        ? "all records but those of the couples track"
                        : "records (" + join(labels, ", ") + ")");
        ContentSelector content = rule.content();
        if (!content.classes().isEmpty()) {
            parts.add("of the class " + join(content.classes(), " or "));
        }
        if (!content.codes().isEmpty()) {
            parts.add("with the code " + join(content.codes(), " or "));
        }
        if (!content.data().isEmpty()) {
            parts.add("of the data " + join(content.data(), " or "));
        }
        if (!content.dataPeriod().equals(Period.ALWAYS)) {
            parts.add("from " + day(content.dataPeriod().start()) + " to "
                    + day(content.dataPeriod().end()));
        }
        return String.join(" ", parts);
    }

    private static String day(Instant instant) {
        return instant.equals(Instant.MIN) || instant.equals(Instant.MAX) ? "any time" : instant.toString();
    }

    private static String join(Collection<?> values, String by) {
        return String.join(
                by, new TreeSet<>(values.stream().map(Object::toString).toList()));
    }
}
