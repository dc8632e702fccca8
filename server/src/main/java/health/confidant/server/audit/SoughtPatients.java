package health.confidant.server.audit;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.jpa.searchparam.MatchUrlService;
import ca.uhn.fhir.jpa.searchparam.ResourceSearch;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import health.confidant.enforcement.AuditSink.Mark;
import health.confidant.server.database.SystemScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Finds whose records a search asked for, hidden ones too, for their logs and for nothing else: neither ids nor counts of
 * this reach an answer. Each mark is one search and all ids one statement, whatever is there.
 */
public final class SoughtPatients {
    /** A name that more people bear than this names nobody; for each alternative that was asked for. */
    private static final int MOST = 5;

    private static final String WHOSE =
            """
            select distinct o.reference
            from hfj_resource r join confidant.segment s on s.id = r.partition_id
            left join confidant.couple p on p.couple = s.owner
            join confidant.owner o on o.id = coalesce(p.partner, s.owner) and o.kind = 'PATIENT'
            where (r.fhir_id = any(?) or r.res_id = any(?)) and r.res_deleted_at is null
            """;

    private final JdbcTemplate sql;
    private final FhirContext fhir;
    private final Supplier<IHapiTransactionService> transactions;
    private final Supplier<MatchUrlService> urls;
    private final Supplier<DaoRegistry> daos;

    /** @param transactions HAPI's parts, which are wanted only when there is a request */
    public SoughtPatients(
            JdbcTemplate sql,
            FhirContext fhir,
            Supplier<IHapiTransactionService> transactions,
            Supplier<MatchUrlService> urls,
            Supplier<DaoRegistry> daos) {
        this.sql = sql;
        this.fhir = fhir;
        this.transactions = transactions;
        this.urls = urls;
        this.daos = daos;
    }

    List<String> find(Set<String> ids, List<Mark> marks) {
        return SystemScope.run(SystemScope.Work.LOOKUP, () -> {
            List<Long> rows = new ArrayList<>();
            marks.forEach(mark -> rows.addAll(bearers(mark)));
            return transactions.get().withRequest(request()).execute(() -> whose(ids, rows));
        });
    }

    private List<String> whose(Set<String> ids, List<Long> rows) {
        return sql.queryForList(WHOSE, String.class, ids.toArray(String[]::new), rows.toArray(Long[]::new));
    }

    private List<Long> bearers(Mark mark) {
        int most = MOST * mark.alternatives();
        try {
            ResourceSearch search = urls.get().getResourceSearch(mark.url());
            SearchParameterMap question = search.getSearchParameterMap();
            question.setLoadSynchronousUpTo(most + 1);
            question.setCount(most + 1);
            List<JpaPid> found =
                    daos.get().getResourceDao(search.getResourceType()).searchForIds(question, request());
            return found.size() > most
                    ? List.of()
                    : found.stream().map(JpaPid::getId).toList();
        } catch (InvalidRequestException e) {
            // A part of a question that is none by itself: it names nobody.
            return List.of();
        }
    }

    private SystemRequestDetails request() {
        SystemRequestDetails request = SystemRequestDetails.forAllPartitions();
        request.setFhirContext(fhir);
        return request;
    }
}
