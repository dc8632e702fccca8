package health.confidant.server.fhir;

import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.ReindexParameters;
import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.api.server.storage.TransactionDetails;
import health.confidant.server.database.SystemScope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Indexes what was stored before a search parameter was added, one record a transaction, in the order in which they were
 * stored: a run that was interrupted goes on where it stopped. Only then are the added parameters offered, so that no
 * search leaves out a record that is there (ADR 0073).
 */
public final class Reindexing {
    /**
     * How far a run has come.
     *
     * @param parameters the added ones, each with its expression
     * @param failed records that HAPI could not index; the log has why
     */
    public record Progress(int run, String parameters, boolean finished, long examined, long failed) {}

    private record Row(long id, int segment, String type) {}

    private static final Logger LOG = LoggerFactory.getLogger(Reindexing.class);
    private static final String NEXT =
            """
            select res_id, partition_id, res_type from hfj_resource
            where res_type = any(?) and res_deleted_at is null and res_id > ? order by res_id limit 1 for update
            """;
    private static final String PROGRESS =
            "select id, parameters, finished is not null, examined, failed from confidant.indexing ";

    private final JdbcTemplate sql;
    private final DaoRegistry daos;
    private final Supplier<IHapiTransactionService> transactions;
    private final SurfaceSearchParameters offered;
    private final ReentrantLock running = new ReentrantLock();

    Reindexing(
            JdbcTemplate sql,
            DaoRegistry daos,
            Supplier<IHapiTransactionService> transactions,
            SurfaceSearchParameters offered) {
        this.sql = sql;
        this.daos = daos;
        this.transactions = transactions;
        this.offered = offered;
    }

    /** In the background, unless all is indexed or nothing is stored yet. */
    void start() {
        if (isIndexed()) {
            offered.open();
        } else if (isEmpty()) {
            run(() -> true);
        } else {
            Thread thread = new Thread(this::inBackground, "indexing");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void inBackground() {
        try {
            Progress done = run(() -> true);
            LOG.info("Indexed by new search parameters: {} records, {} failed", done.examined(), done.failed());
        } catch (RuntimeException e) {
            LOG.error(
                    "Indexing stopped and goes on at the next start: {}",
                    e.getClass().getName());
        }
    }

    /**
     * Begins a run, or goes on with one; when it is finished the parameters are offered.
     *
     * @param go asked before each record
     */
    public Progress run(BooleanSupplier go) {
        running.lock();
        try {
            int run = opened();
            while (go.getAsBoolean() && step(run)) {
                // Each step is a transaction.
            }
            Progress progress = progress("where id = " + run).get(0);
            if (progress.finished()) {
                offered.open();
            }
            return progress;
        } finally {
            running.unlock();
        }
    }

    /** Every run, the latest first. */
    public List<Progress> runs() {
        return progress("order by id desc");
    }

    private boolean isIndexed() {
        return runs().stream()
                .filter(Progress::finished)
                .findFirst()
                .filter(run -> run.parameters().equals(parameters()))
                .isPresent();
    }

    private boolean isEmpty() {
        return system(() -> next(0).isEmpty());
    }

    /** By name and expression: another expression makes other rows. */
    private String parameters() {
        return offered.indexed().stream()
                .map(parameter -> parameter.getName() + " " + parameter.getPath())
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private int opened() {
        String wanted = parameters();
        return runs().stream()
                .filter(run -> !run.finished() && run.parameters().equals(wanted))
                .map(Progress::run)
                .findFirst()
                .orElseGet(() -> sql.queryForObject(
                        "insert into confidant.indexing (parameters) values (?) returning id", Integer.class, wanted));
    }

    private boolean step(int run) {
        return system(() -> {
            long reached = sql.queryForObject(
                    "select reached from confidant.indexing where id = ? for update", Long.class, run);
            Optional<Row> next = next(reached);
            boolean indexed = next.map(this::index).orElse(true);
            sql.update(
                    "update confidant.indexing set reached = ?, examined = examined + ?, failed = failed + ?,"
                            + " finished = case when ? then clock_timestamp() end where id = ?",
                    next.map(Row::id).orElse(reached),
                    next.isPresent() ? 1 : 0,
                    indexed ? 0 : 1,
                    next.isEmpty(),
                    run);
            return next.isPresent();
        });
    }

    private Optional<Row> next(long reached) {
        String[] types = offered.indexed().stream()
                .map(RuntimeSearchParam::getBase)
                .flatMap(Set::stream)
                .toArray(String[]::new);
        return sql
                .query(NEXT, (row, n) -> new Row(row.getLong(1), row.getInt(2), row.getString(3)), types, reached)
                .stream()
                .findFirst();
    }

    private boolean index(Row row) {
        return daos.getResourceDao(row.type())
                .reindex(
                        JpaPid.fromId(row.id(), row.segment()),
                        new ReindexParameters(),
                        new SystemRequestDetails(),
                        new TransactionDetails())
                .getWarnings()
                .isEmpty();
    }

    private <T> T system(Supplier<T> task) {
        return SystemScope.run(
                SystemScope.Work.INDEXING,
                () -> transactions.get().withRequest(new SystemRequestDetails()).execute(task::get));
    }

    private List<Progress> progress(String which) {
        return sql.query(
                PROGRESS + which,
                (row, n) -> new Progress(
                        row.getInt(1), row.getString(2), row.getBoolean(3), row.getLong(4), row.getLong(5)));
    }
}
