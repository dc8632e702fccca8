package health.confidant.server.export;

import health.confidant.access.Purpose;
import health.confidant.enforcement.AccessContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One export: what was asked, by whom and for what.
 *
 * @param types resource types, of each one file
 * @param since records changed before it are left out
 * @param asked address of the request
 * @param at what changed later is left to the next export
 */
record Export(
        UUID id,
        String client,
        String requester,
        Purpose purpose,
        List<String> types,
        Optional<Instant> since,
        String asked,
        Instant at,
        Instant expires) {
    /** Nobody else's token opens it, nor the same system's for another purpose. */
    boolean belongsTo(AccessContext context) {
        return client.equals(context.actor().client())
                && requester.equals(context.actor().reference())
                && purpose == context.purpose();
    }
}
