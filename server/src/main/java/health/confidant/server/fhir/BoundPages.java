package health.confidant.server.fhir;

import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import health.confidant.enforcement.AccessContext;
import health.confidant.server.decision.Decisions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Binds the links of those pages that HAPI keeps on the server (history, {@code $everything}) to the caller and to what
 * the caller may see now; a link of somebody else, or of before a revocation, is no page. Searches page without server
 * state (ADR 0007).
 */
final class BoundPages extends DatabaseBackedPagingProvider {
    private final Decisions decisions;
    private final byte[] key = new byte[32];

    BoundPages(Decisions decisions) {
        this.decisions = decisions;
        new SecureRandom().nextBytes(key);
        setDefaultPageSize(Limits.PAGE);
        setMaximumPageSize(Limits.MAXIMUM_PAGE);
    }

    @Override
    public synchronized String storeResultList(RequestDetails request, IBundleProvider list) {
        String id = super.storeResultList(request, list);
        return id == null ? null : id + "." + seal(request, id);
    }

    @Override
    public synchronized IBundleProvider retrieveResultList(RequestDetails request, String link) {
        int dot = link.indexOf('.');
        String id = dot < 0 ? link : link.substring(0, dot);
        String seal = dot < 0 ? "" : link.substring(dot + 1);
        boolean bound = MessageDigest.isEqual(
                seal.getBytes(StandardCharsets.UTF_8), seal(request, id).getBytes(StandardCharsets.UTF_8));
        return bound ? super.retrieveResultList(request, id) : null;
    }

    private String seal(RequestDetails request, String id) {
        AccessContext context = AccessContext.of(request);
        String text = String.join(
                "\n",
                id,
                context.actor().reference(),
                context.actor().client(),
                context.purpose().name(),
                decisions.decide(context).readable().toScopeLiteral());
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
