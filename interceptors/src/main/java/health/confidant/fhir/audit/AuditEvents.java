package health.confidant.fhir.audit;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.InstantType;

/**
 * {@link AuditRecord} to R4 AuditEvent, shaped on IHE BALP. The same record gives the same event, byte for byte.
 *
 * <p>{@code meta.profile} is claimed only where the event conforms: a success of an interaction that BALP profiles, with
 * a network address, and with exactly one data entity (or, for a search, its query). One event is about one patient. An
 * operation and a history are {@code rest} events without a profile.
 *
 * <p>A denial has the shape of BALP AuthZconsent. That profile wants the consents that decided and takes no other
 * entity, so it is claimed only when they are given; else the event says {@code AuthZ-Role} and what was asked for.
 */
public final class AuditEvents {
    private final AuditSource source;

    public AuditEvents(AuditSource source) {
        this.source = source;
    }

    public AuditEvent of(AuditRecord entry) {
        return of(entry, List.of());
    }

    /** @param consents versioned references of the consents that a denial rests on; a success ignores them */
    public AuditEvent of(AuditRecord entry, List<String> consents) {
        AuditEvent event = new AuditEvent();
        event.setId(entry.id().toString());
        event.setRecordedElement(new InstantType(
                Date.from(entry.at()), TemporalPrecisionEnum.MILLI, TimeZone.getTimeZone(ZoneOffset.UTC)));
        event.addPurposeOfEvent(
                new CodeableConcept(Codes.purpose(entry.purpose().name())));
        event.getSource().setObserver(Agents.identified(source.url()));
        entry.patient().ifPresent(patient -> event.addEntity(Entities.patient(patient)));
        return entry.outcome() == Outcome.SUCCESS ? success(event, entry) : denial(event, entry, consents);
    }

    private AuditEvent success(AuditEvent event, AuditRecord entry) {
        Pattern pattern = Pattern.of(entry.action());
        event.setType(Codes.hl7("audit-event-type", "rest"));
        event.addSubtype(
                new Coding().setSystem(Codes.INTERACTION).setCode(entry.action().code()));
        event.setAction(pattern.action()).setOutcome(AuditEventOutcome._0);
        event.addAgent(Agents.client(entry, pattern.client()));
        event.addAgent(Agents.server(source, pattern.server()));
        event.addAgent(Agents.user(entry, pattern.user()));
        asked(event, entry);
        if (conforms(entry)) {
            pattern.profile(entry.patient().isPresent())
                    .ifPresent(profile -> event.getMeta().addProfile(profile));
        }
        return event;
    }

    private AuditEvent denial(AuditEvent event, AuditRecord entry, List<String> consents) {
        boolean cited = !consents.isEmpty()
                && entry.patient().isPresent()
                && !entry.address().isBlank();
        event.setType(Codes.dicom("110113"));
        event.addSubtype(
                new Coding().setSystem(Codes.AUTHORIZATION_SUBTYPE).setCode(cited ? "AuthZ-Consent" : "AuthZ-Role"));
        event.setAction(AuditEvent.AuditEventAction.E).setOutcome(AuditEventOutcome._8);
        event.setOutcomeDesc(because(entry));
        event.addAgent(Agents.client(entry, Codes.dicom("110150")));
        event.addAgent(Agents.user(entry, Codes.participation("IRCP")));
        event.addAgent(Agents.organization(source));
        event.addAgent(Agents.authorizer(source));
        if (cited) {
            consents.forEach(consent -> event.addEntity(Entities.consent(consent)));
            event.getMeta().addProfile(Codes.BALP + "AuthZconsent");
        } else {
            asked(event, entry);
        }
        return event;
    }

    private static void asked(AuditEvent event, AuditRecord entry) {
        // What a search found stays out of its event; the journal has it.
        if (entry.action() != Action.SEARCH) {
            entry.entities().forEach(reference -> event.addEntity(Entities.data(reference)));
        }
        if (!entry.query().isBlank()) {
            event.addEntity(Entities.query(entry.query()));
        }
        event.addEntity(Entities.transaction(entry.request()));
    }

    private static boolean conforms(AuditRecord entry) {
        boolean query = !entry.query().isBlank();
        boolean object =
                entry.action() == Action.SEARCH ? query : entry.entities().size() == 1 && !query;
        return object && !entry.address().isBlank();
    }

    private static String because(AuditRecord entry) {
        if (entry.rules().isEmpty()) {
            return "No policy permitted it.";
        }
        return entry.rules().stream()
                .map(cited -> cited.policy() + ": " + cited.rule().because())
                .distinct()
                .collect(Collectors.joining(" "));
    }
}
