package health.confidant.server.fhir;

import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import health.confidant.access.SegmentSet;
import health.confidant.enforcement.AccessContext;
import health.confidant.server.decision.Decisions;
import health.confidant.server.keys.Hmac;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;

/**
 * Binds the links of those pages that HAPI keeps on the server (history, {@code $everything}) to the caller and to what
 * the caller could see when the list was made: a link of somebody else is no page, and neither is one of before anything
 * of that was taken away. What the caller may see besides since then does not end it. Searches page without server state
 * (ADR 0007).
 */
final class BoundPages extends DatabaseBackedPagingProvider {
    /** About 100 MB at most: a segment's id as text is up to 11 bytes, as a bit much less. */
    private static final long SEGMENTS_KEPT = 8_000_000;

    private final Decisions decisions;
    private final byte[] key = new byte[32];
    /** What the caller could see, by page id. Where it was dropped, the link has ended. */
    private final Cache<String, SegmentSet> seen;

    BoundPages(Decisions decisions, Duration life) {
        this.decisions = decisions;
        this.seen = Caffeine.newBuilder()
                .expireAfterWrite(life)
                .maximumWeight(SEGMENTS_KEPT)
                .<String, SegmentSet>weigher((id, segments) -> 50 + segments.size())
                .build();
        new SecureRandom().nextBytes(key);
        setDefaultPageSize(Limits.PAGE);
        setMaximumPageSize(Limits.MAXIMUM_PAGE);
    }

    @Override
    public synchronized String storeResultList(RequestDetails request, IBundleProvider list) {
        String id = super.storeResultList(request, list);
        if (id == null) {
            return null;
        }
        seen.put(id, readable(request));
        return id + "." + seal(request, id);
    }

    @Override
    public synchronized IBundleProvider retrieveResultList(RequestDetails request, String link) {
        int dot = link.indexOf('.');
        String id = dot < 0 ? link : link.substring(0, dot);
        String seal = dot < 0 ? "" : link.substring(dot + 1);
        boolean own = MessageDigest.isEqual(
                seal.getBytes(StandardCharsets.UTF_8), seal(request, id).getBytes(StandardCharsets.UTF_8));
        SegmentSet then = own ? seen.getIfPresent(id) : null;
        return then != null && readable(request).containsAll(then) ? super.retrieveResultList(request, id) : null;
    }

    private SegmentSet readable(RequestDetails request) {
        return decisions.decide(AccessContext.of(request)).readable();
    }

    private String seal(RequestDetails request, String id) {
        AccessContext context = AccessContext.of(request);
        String text = String.join(
                "\n",
                id,
                context.actor().reference(),
                context.actor().client(),
                context.purpose().name());
        return HexFormat.of()
                .formatHex(Hmac.of(new SecretKeySpec(key, Hmac.NAME), text.getBytes(StandardCharsets.UTF_8)));
    }
}
