package health.confidant.server.fhir;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.api.svc.ResolveIdentityMode;
import ca.uhn.fhir.jpa.dao.index.IdHelperService;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import health.confidant.server.database.ScopedTransactionService;
import java.util.List;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IIdType;

/**
 * Finds the rows that the references of a search stand for ({@code Observation?patient=ID}), whatever type they are of:
 * a token for Observations alone must find them by their patient (ADR 0046). HAPI asks for several rows at once for
 * nothing but this; what it then looks for are links from records that the token is for.
 */
final class TargetIds extends IdHelperService {
    private final Supplier<ScopedTransactionService> transactions;

    TargetIds(Supplier<ScopedTransactionService> transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<JpaPid> resolveResourcePids(
            RequestPartitionId partitions, List<IIdType> ids, ResolveIdentityMode mode) {
        List<JpaPid> found = super.resolveResourcePids(partitions, ids, mode);
        return found.size() < ids.size()
                ? transactions
                        .get()
                        .targeting(() -> super.resolveResourcePids(partitions, ids, mode))
                        .orElse(found)
                : found;
    }
}
