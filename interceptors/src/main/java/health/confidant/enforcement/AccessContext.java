package health.confidant.enforcement;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import health.confidant.access.AccessDecision;
import health.confidant.access.Actor;
import health.confidant.access.Assurance;
import health.confidant.access.Purpose;
import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecordBuilder;
import health.confidant.disclosure.Disclosure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The one typed holder of a request: who asks, why, from where, and the decision in force. */
public final class AccessContext {
    private static final String KEY = AccessContext.class.getName();

    private final Actor actor;
    private final Purpose purpose;
    private final String address;
    private final boolean source;
    private final Optional<Assurance> assurance;
    private final String token;
    private volatile AccessDecision decision;
    private volatile Object decided;
    private volatile String requestId;
    private volatile boolean audited;
    private volatile List<Disclosure> disclosed = List.of();
    private final Set<String> written = ConcurrentHashMap.newKeySet();

    /** @param source whether the caller is an outside system, whose records stay marked as its own */
    public AccessContext(Actor actor, Purpose purpose, String address, boolean source) {
        this(actor, purpose, address, source, Optional.empty());
    }

    public AccessContext(Actor actor, Purpose purpose, String address, boolean source, Optional<Assurance> assurance) {
        this(actor, purpose, address, source, assurance, "");
    }

    /**
     * @param assurance how sure the server is of who asks; empty where the token does not say
     * @param token id of the access token ({@code jti}); empty where the server itself asks
     */
    public AccessContext(
            Actor actor, Purpose purpose, String address, boolean source, Optional<Assurance> assurance, String token) {
        this.actor = actor;
        this.purpose = purpose;
        this.address = address;
        this.source = source;
        this.assurance = assurance;
        this.token = token;
    }

    /** The same caller for another purpose; nothing is decided yet. */
    public AccessContext as(Purpose other) {
        AccessContext context = new AccessContext(actor, other, address, source, assurance, token);
        context.requestId = requestId;
        return context;
    }

    public void attach(RequestDetails request) {
        requestId = request.getRequestId();
        request.getUserData().put(KEY, this);
    }

    public static Optional<AccessContext> find(RequestDetails request) {
        return request == null
                ? Optional.empty()
                : Optional.ofNullable((AccessContext) request.getUserData().get(KEY));
    }

    /** @throws AuthenticationException when nobody asked: no caller, no decision, no rows */
    public static AccessContext of(RequestDetails request) {
        return find(request).orElseThrow(() -> new AuthenticationException("No caller."));
    }

    /** The id that the answer carries; entries of a batch have none of their own. */
    public String requestId() {
        return String.valueOf(requestId);
    }

    public Actor actor() {
        return actor;
    }

    public Purpose purpose() {
        return purpose;
    }

    public String address() {
        return address;
    }

    public boolean source() {
        return source;
    }

    public Optional<Assurance> assurance() {
        return assurance;
    }

    public String token() {
        return token;
    }

    /** The decision of the latest transaction; empty before the first one. */
    public Optional<AccessDecision> decision() {
        return Optional.ofNullable(decision);
    }

    /** @param token the decider's own handle, for its next look at the same request */
    public void decide(AccessDecision decision, Object token) {
        this.decision = decision;
        this.decided = token;
    }

    public Object decided() {
        return decided;
    }

    /** What this request wrote, as {@code Type/id}: recorded as written, whether or not it is shown too. */
    Set<String> written() {
        return written;
    }

    /** A record of the journal with all that it says of who asked; the rest is said by who writes it. */
    public AuditRecordBuilder record(AuditRecord.Action action, AuditRecord.Outcome outcome, Instant at) {
        return AuditRecord.of(action, outcome, at)
                .agent(actor.reference())
                .client(actor.client())
                .token(token)
                .purpose(purpose)
                .address(address);
    }

    /** The caller's roles, as a record of the journal has them. */
    public List<String> roles() {
        return actor.roles().stream().map(Enum::name).sorted().toList();
    }

    /** The lines that this answer left in the ledger of disclosures. */
    List<Disclosure> disclosed() {
        return disclosed;
    }

    void disclosed(List<Disclosure> lines) {
        this.disclosed = List.copyOf(lines);
    }

    public boolean audited() {
        return audited;
    }

    public void audited(boolean done) {
        this.audited = done;
    }
}
