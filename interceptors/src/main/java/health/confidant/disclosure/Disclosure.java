package health.confidant.disclosure;

import health.confidant.access.Purpose;
import java.util.List;
import java.util.UUID;

/**
 * One line of the ledger: what one patient's consent let go to one recipient in one answer (42 CFR 2.25; 45 CFR
 * 164.528(b)(2)). When it was is the ledger's to say.
 *
 * @param request correlation id of the HTTP request, as in the audit log
 * @param recipient reference of who received it
 * @param network address that asked
 * @param what versioned references of what was disclosed
 */
public record Disclosure(
        UUID id,
        String request,
        ConsentCopy consent,
        String recipient,
        String network,
        Purpose purpose,
        List<String> what,
        Notice notice) {
    public Disclosure {
        what = List.copyOf(what);
    }
}
