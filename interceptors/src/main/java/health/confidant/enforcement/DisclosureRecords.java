package health.confidant.enforcement;

import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import health.confidant.disclosure.ConsentCopy;
import health.confidant.disclosure.Disclosure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What left the program and what came in from outside, as records of their own beside the read or the write (IHE BALP,
 * PrivacyDisclosure.Source and .Recipient): a patient who asks to whom their records went finds them by one code.
 */
public final class DisclosureRecords {
    private DisclosureRecords() {}

    /**
     * One for each line of the ledger.
     *
     * @param accesses the records of the same request, which say by which rules and of which track
     */
    public static List<AuditRecord> of(AccessContext context, List<AuditRecord> accesses, Instant at) {
        return context.disclosed().stream()
                .map(disclosure -> record(context, disclosure, accesses, at))
                .toList();
    }

    private static AuditRecord record(
            AccessContext context, Disclosure disclosure, List<AuditRecord> accesses, Instant at) {
        Optional<String> patient =
                Optional.of(disclosure.consent().patient()).filter(reference -> !reference.isEmpty());
        Optional<AuditRecord> access = accesses.stream()
                .filter(record -> record.patient().equals(patient))
                .findFirst();
        return AuditRecord.of(Action.DISCLOSE, Outcome.SUCCESS, at)
                .request(disclosure.request())
                .agent(disclosure.recipient())
                .client(context.actor().client())
                .token(context.token())
                .purpose(disclosure.purpose())
                .address(disclosure.network())
                .patient(patient)
                .owner(disclosure.consent().owner())
                .entities(disclosure.what())
                .rules(access.map(AuditRecord::rules).orElse(List.of()))
                .roles(context.roles())
                .track(access.flatMap(AuditRecord::track))
                .detail(paper(disclosure.consent()))
                .build();
    }

    /** Consent or order, in the version that it was then; none where it was changed while the answer was on its way. */
    private static String paper(ConsentCopy copy) {
        return copy.version() == 0 ? copy.consent() : copy.consent() + "/_history/" + copy.version();
    }

    /** The same write, as something that an outside system sent. */
    static AuditRecord received(AuditRecord write) {
        return write.but()
                .id(UUID.randomUUID())
                .action(Action.RECEIVE)
                .query("")
                .build();
    }
}
