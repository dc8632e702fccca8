package health.confidant.server.decision;

import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import health.confidant.access.AccessDecision;
import health.confidant.access.AccessRequest;
import health.confidant.access.Actor;
import health.confidant.access.Facts;
import health.confidant.access.Owner;
import health.confidant.access.PolicyDecisionPoint;
import health.confidant.access.Purpose;
import health.confidant.access.Segment;
import health.confidant.enforcement.AccessContext;
import health.confidant.server.database.Scope;
import health.confidant.server.database.ScopeSource;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;

/**
 * Decides requests, at most two round trips each: the transaction's first statement says whether anything changed
 * since this caller was last decided, and only then are facts read again, of the changed owners alone. Where this process
 * knows of a change already, it does not ask whether there was one; one that another process made costs a third.
 */
public final class Decisions implements ScopeSource {
    private record Key(Actor actor, Purpose purpose) {}

    private static final Set<String> REFERRED =
            Set.of("Patient", "Group", "Practitioner", "PractitionerRole", "Organization", "Location");

    private final FactStore facts;
    private final PolicyDecisionPoint pdp;
    private final Cache<Key, Epoch> cache;
    /** What was decided before this transaction may be stale, as far as this process knows. */
    private final AtomicLong newest = new AtomicLong();

    public Decisions(FactStore facts, PolicyDecisionPoint pdp) {
        this.facts = facts;
        this.pdp = pdp;
        this.cache = Caffeine.newBuilder()
                .maximumWeight(2_000_000)
                .<Key, Epoch>weigher(
                        (key, epoch) -> 50 + epoch.decision().because().size())
                .build();
    }

    @Override
    public Optional<Known> known(RequestDetails request) {
        AccessContext context = AccessContext.of(request);
        return Optional.ofNullable(cache.getIfPresent(key(context)))
                .filter(epoch -> epoch.since() >= newest.get() && System.currentTimeMillis() < until(epoch))
                .map(epoch -> new Known(scope(request, context, epoch.decision()), epoch.since(), until(epoch)));
    }

    @Override
    public void confirmed(RequestDetails request, Known known) {
        AccessContext context = AccessContext.of(request);
        Epoch epoch = cache.getIfPresent(key(context));
        if (epoch == null || epoch.since() != known.since()) {
            // Evicted or moved on meanwhile; the newer one has seen at least as much, but decide rather than guess.
            decide(request);
            return;
        }
        context.decide(epoch.decision(), epoch);
    }

    @Override
    public Scope decide(RequestDetails request) {
        AccessContext context = AccessContext.of(request);
        AccessDecision decision = decide(context);
        return scope(request, context, decision);
    }

    /** Facts are being changed by this transaction. A hint: the database is asked whether a decision still holds. */
    public void changing(long transaction) {
        newest.accumulateAndGet(transaction + 1, Math::max);
    }

    /** Decides outside a request's transaction too: facts need no scope. */
    public AccessDecision decide(AccessContext context) {
        Key key = key(context);
        Epoch before = cache.getIfPresent(key);
        Epoch base = before != null && System.currentTimeMillis() < until(before) ? before : null;
        FactStore.Reading reading = facts.read(context.actor(), base == null ? -1 : base.since());
        if (base != null && !reading.now().isBefore(base.decision().validUntil())) {
            base = null;
            reading = facts.read(context.actor(), -1);
        }
        AccessRequest question = new AccessRequest(context.actor(), context.purpose(), reading.now());
        if (!reading.changed().isEmpty()) {
            newest.accumulateAndGet(reading.since(), Math::max);
        }
        Epoch epoch = Epoch.next(base, reading, question, pdp);
        if (reading.clean()) {
            cache.asMap().merge(key, epoch, (kept, fresh) -> kept.since() > fresh.since() ? kept : fresh);
        }
        context.decide(epoch.decision(), epoch);
        return epoch.decision();
    }

    /** What somebody's decision about one owner and the owner's couples is; nothing of it is kept. */
    public AccessDecision about(Actor actor, Purpose purpose, Owner owner) {
        FactStore.Reading reading = facts.readAbout(actor, owner);
        return judge(actor, purpose, reading, reading.candidates(), reading.facts());
    }

    /** The facts that {@link #about} rests on, for asking what would follow from others. */
    public FactStore.Reading reading(Actor actor, Owner owner) {
        return facts.readAbout(actor, owner);
    }

    /** What would follow from these segments and facts. */
    public AccessDecision judge(
            Actor actor, Purpose purpose, FactStore.Reading reading, Collection<Segment> segments, Facts supposed) {
        return pdp.decide(new AccessRequest(actor, purpose, reading.now()), segments, supposed);
    }

    /** Owners that this caller sees anything of, by the decision in force. */
    public Set<Integer> owners(AccessContext context) {
        if (context.decided() == null) {
            decide(context);
        }
        return ((Epoch) context.decided()).owners();
    }

    private static Key key(AccessContext context) {
        return new Key(context.actor(), context.purpose());
    }

    private static long until(Epoch epoch) {
        Instant until = epoch.decision().validUntil();
        return until.equals(Instant.MAX) ? Long.MAX_VALUE : until.toEpochMilli();
    }

    private static Scope scope(RequestDetails request, AccessContext context, AccessDecision decision) {
        return Scope.request(
                decision.readable().toScopeLiteral(),
                decision.writable().toScopeLiteral(),
                types(request, context.actor()),
                GrantedResources.of(context.actor().scopes()));
    }

    /**
     * The types that this token may see. A write sees besides what it may write, whose record it is and the directory:
     * an Observation refers to its Patient and its Practitioner, and that is no read of them. Any other reference needs
     * the scope to read its target, or it would tell whether there is one.
     */
    private static String types(RequestDetails request, Actor actor) {
        boolean asks = request.getRequestType() == RequestTypeEnum.GET
                || request.getRestOperationType() == RestOperationTypeEnum.SEARCH_TYPE
                || request.getRestOperationType() == RestOperationTypeEnum.EXTENDED_OPERATION_INSTANCE
                || request.getResource() instanceof Bundle bundle
                        && bundle.getEntry().stream()
                                .anyMatch(entry -> entry.getRequest().getMethod() == Bundle.HTTPVerb.GET);
        Set<String> types = actor.scopes().stream()
                .filter(scope -> !scope.granular() && (!asks || reads(scope)))
                .map(health.confidant.access.Scope::type)
                .collect(Collectors.toCollection(TreeSet::new));
        if (types.contains("*")) {
            return "*";
        }
        if (!asks) {
            types.addAll(REFERRED);
        }
        return String.join(",", types);
    }

    private static boolean reads(health.confidant.access.Scope scope) {
        return scope.letters().contains(health.confidant.access.Scope.Letter.R)
                || scope.letters().contains(health.confidant.access.Scope.Letter.S);
    }
}
