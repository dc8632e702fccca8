package health.confidant.fhir.audit;

import health.confidant.access.Purpose;
import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.AuditEvent;

/** The codes of {@link AuditEvents} the other way round: which records have an event with this code. */
public final class EventCodes {
    /**
     * What an event's codes depend on.
     *
     * @param entities whether the record names any
     */
    public record Kind(Action action, Outcome outcome, boolean entities) {}

    private record Sample(Kind kind, AuditEvent event) {}

    private static final List<Sample> SAMPLES = samples();

    private EventCodes() {}

    /** Every kind there is. */
    public static Set<Kind> all() {
        return kinds(event -> true);
    }

    public static Set<Kind> byAction(String code) {
        return kinds(event -> event.getAction().toCode().equals(code));
    }

    public static Set<Kind> byType(String code) {
        return kinds(event -> event.getType().getCode().equals(code));
    }

    public static Set<Kind> bySubtype(String code) {
        return kinds(event ->
                event.getSubtype().stream().anyMatch(coding -> coding.getCode().equals(code)));
    }

    public static Set<Kind> byOutcome(String code) {
        return kinds(event -> event.getOutcome().toCode().equals(code));
    }

    private static Set<Kind> kinds(Predicate<AuditEvent> wanted) {
        return SAMPLES.stream()
                .filter(sample -> wanted.test(sample.event()))
                .map(Sample::kind)
                .collect(Collectors.toSet());
    }

    private static List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        for (Action action : Action.values()) {
            for (Outcome outcome : Outcome.values()) {
                for (boolean entities : new boolean[] {false, true}) {
                    Kind kind = new Kind(action, outcome, entities);
                    samples.add(new Sample(kind, AuditEvents.of(sample(kind))));
                }
            }
        }
        return List.copyOf(samples);
    }

    private static AuditRecord sample(Kind kind) {
        return AuditRecord.of(kind.action(), kind.outcome(), Instant.EPOCH)
                .id(new UUID(0, 0))
                .purpose(Purpose.TREAT)
                .entities(kind.entities() ? List.of("Consent/1") : List.of())
                .build();
    }
}
