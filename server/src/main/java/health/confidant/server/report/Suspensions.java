package health.confidant.server.report;

import health.confidant.accounting.Suspension;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.server.journal.JournalReader.Withheld;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What a patient is not told of while an agency has stated that an accounting would impede its work (45 CFR
 * 164.528(a)(2)): neither what the agency did nor that somebody wrote the statement down. It would be of no use to leave
 * it out of the accounting and to tell it in the audit log.
 *
 * <p>Requirement 59.
 */
public final class Suspensions {
    /** The officer's act is recorded when it is answered, a moment after the suspension began. */
    private static final Duration ACT = Duration.ofSeconds(30);

    private final AccountingStore store;
    private final Clock clock;

    public Suspensions(AccountingStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @param owners keys of the patients whose records are asked for */
    public List<Withheld> of(Collection<Integer> owners) {
        Instant now = clock.instant();
        List<Withheld> withheld = new ArrayList<>();
        for (int owner : owners) {
            for (AccountingStore.Stated stated : store.stated(owner)) {
                Suspension suspension = stated.suspension();
                if (suspension.inForce(now)) {
                    withheld.add(Withheld.all(owner, suspension.recipient()));
                    withheld.add(new Withheld(
                            owner,
                            stated.officer(),
                            suspension.from().minus(ACT),
                            suspension.from().plus(ACT),
                            Set.of(Action.OPERATION)));
                }
            }
        }
        return withheld;
    }
}
