package health.confidant.server.segment;

import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import health.confidant.access.Owner;
import health.confidant.access.ProvisionId;
import health.confidant.access.Segment;
import health.confidant.fhir.consent.ProvisionDraft;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What is on file of an owner, and what provisions that nobody has written yet would carve of it. */
public final class Holdings {
    /** @param matched the drafts whose selectors of content the record matches */
    public record Holding(String reference, Segment segment, Set<ProvisionId> matched) {}

    private final Carving carving;
    private final Segments segments;
    private final Supplier<IHapiTransactionService> transactions;

    Holdings(Carving carving, Segments segments, Supplier<IHapiTransactionService> transactions) {
        this.carving = carving;
        this.segments = segments;
        this.transactions = transactions;
    }

    /** Every record, whether or not the caller sees it: who shows them must look at the segment. */
    public List<Holding> of(RequestDetails request, Owner owner, Map<ProvisionId, ProvisionDraft> drafts) {
        List<CarvingRules.Rule> rules = drafts.entrySet().stream()
                .filter(draft -> !draft.getValue().content().isEmpty())
                .map(draft -> new CarvingRules.Rule(
                        draft.getKey(),
                        draft.getValue().effect(),
                        draft.getValue().content()))
                .toList();
        List<Segment> lie = segments.of(List.of(owner.id()));
        return transactions.get().withRequest(request).execute(() -> carving.look(lie, rules)).stream()
                .collect(Collectors.toList());
    }
}
