package health.confidant.server.segment;

import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import health.confidant.access.AccessDecision;
import health.confidant.server.database.SystemScope;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;

/** Looks at HAPI's tables for what HAPI has no question for: in which segment something is, seen by whom. */
public final class StoredRows {
    private static final String FIND =
            "select partition_id from hfj_resource where res_type = ? and fhir_id = ? and res_deleted_at is null";

    private final JdbcTemplate sql;
    private final Supplier<IHapiTransactionService> transactions;

    public StoredRows(JdbcTemplate sql, Supplier<IHapiTransactionService> transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    /** The segment, if the caller sees the resource. */
    OptionalInt segment(RequestDetails request, String type, String id) {
        return transactions.get().withRequest(request).execute(() -> find(type, id));
    }

    /** The same outside a request's own transaction, by the decision in force. */
    public OptionalInt visibleSegment(AccessDecision decision, String type, String id) {
        Optional<Integer> found = segmentForDenial(type, id);
        boolean visible = found.isPresent() && decision.readable().contains(found.get());
        return visible ? OptionalInt.of(found.get()) : OptionalInt.empty();
    }

    /** The segment, whoever asks; for the log of the patient whose record was asked for in vain. */
    public Optional<Integer> segmentForDenial(String type, String id) {
        OptionalInt found = find(SystemScope.Work.DENIAL, type, id);
        return found.isPresent() ? Optional.of(found.getAsInt()) : Optional.empty();
    }

    /** Whether the start before this one wrote it; the demo world's alone. */
    public boolean writtenByDemo(String type, String id) {
        return find(SystemScope.Work.DEMO, type, id).isPresent();
    }

    private OptionalInt find(SystemScope.Work work, String type, String id) {
        return SystemScope.run(
                work,
                () -> transactions.get().withRequest(new SystemRequestDetails()).execute(() -> find(type, id)));
    }

    private OptionalInt find(String type, String id) {
        List<Integer> rows = sql.queryForList(FIND, Integer.class, type, id);
        return rows.isEmpty() ? OptionalInt.empty() : OptionalInt.of(rows.get(0));
    }
}
