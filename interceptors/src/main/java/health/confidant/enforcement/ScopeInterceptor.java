package health.confidant.enforcement;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import health.confidant.access.Actor;
import health.confidant.access.Scope.Letter;
import org.hl7.fhir.instance.model.api.IBaseBundle;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;

/**
 * Scopes narrow what the person may do anyway: letters and types here, rows in the database (ADR 0009), owners in the
 * SCOPE policy. SMART App Launch 2.2: each entry of a batch or transaction is authorized by itself.
 */
public final class ScopeInterceptor {
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void check(RequestDetails request, RestOperationTypeEnum operation) {
        if (operation == RestOperationTypeEnum.METADATA || operation == RestOperationTypeEnum.TRANSACTION) {
            return;
        }
        Actor actor = AccessContext.of(request).actor();
        Letter letter = letter(operation);
        if (request.getResourceName() != null && letter != null) {
            require(actor, request.getResourceName(), letter);
        }
    }

    @Hook(Pointcut.STORAGE_TRANSACTION_PROCESSING)
    public void checkEntries(RequestDetails request, IBaseBundle bundle) {
        if (((Bundle) bundle).getType() == Bundle.BundleType.BATCH) {
            return; // HAPI comes here again with each entry as a transaction of its own, which fails alone.
        }
        Actor actor = AccessContext.of(request).actor();
        for (Bundle.BundleEntryComponent entry : ((Bundle) bundle).getEntry()) {
            String url = entry.getRequest().getUrl();
            String path = url == null ? "" : url.split("\\?", 2)[0];
            String type = path.startsWith("/") ? path.substring(1).split("/")[0] : path.split("/")[0];
            if (!Surface.STORED.contains(type)) {
                throw Refusals.invalid("BUNDLE-003", "an entry is about a type that this server does not store.");
            }
            require(actor, type, letter(entry, path));
        }
    }

    private static Letter letter(Bundle.BundleEntryComponent entry, String path) {
        if (entry.getRequest().getMethod() == null) {
            throw Refusals.invalid("BUNDLE-001", "an entry has no request.method.");
        }
        return switch (entry.getRequest().getMethod()) {
            case POST -> Letter.C;
            case PUT, PATCH -> Letter.U;
            case DELETE -> Letter.D;
            default -> new IdType(path).hasIdPart() ? Letter.R : Letter.S;
        };
    }

    private static Letter letter(RestOperationTypeEnum operation) {
        return switch (operation) {
            case READ, VREAD, HISTORY_INSTANCE, EXTENDED_OPERATION_INSTANCE -> Letter.R;
            case SEARCH_TYPE -> Letter.S;
            case CREATE -> Letter.C;
            case UPDATE, PATCH -> Letter.U;
            case DELETE -> Letter.D;
            default -> null;
        };
    }

    private static void require(Actor actor, String type, Letter letter) {
        if (!actor.mayTouch(type, letter)) {
            throw Refusals.scope(type, letter.name().toLowerCase(java.util.Locale.ROOT));
        }
    }
}
