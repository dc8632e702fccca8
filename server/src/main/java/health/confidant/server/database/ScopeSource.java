package health.confidant.server.database;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Optional;

/** Where a request's scope comes from. The transaction service asks at the start of every transaction. */
public interface ScopeSource {
    /**
     * A scope and how long it may be trusted.
     *
     * @param since the oldest transaction that the scope may not have seen: a fact changed by it or later makes it stale
     * @param until first instant, in milliseconds of the epoch, at which a period among its facts begins or ends
     */
    record Known(Scope scope, long since, long until) {}

    /** The scope that last held for this request's caller, if any. */
    Optional<Known> known(RequestDetails request);

    /** The known scope was confirmed by the database for the running transaction. */
    void confirmed(RequestDetails request, Known known);

    /** Decides again, within the running transaction's snapshot. Never null; an error here fails the request. */
    Scope decide(RequestDetails request);
}
