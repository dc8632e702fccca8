package health.confidant.server.segment;

import ca.uhn.fhir.jpa.dao.tx.IHapiTransactionService;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import health.confidant.label.LabelingService;
import health.confidant.server.database.SystemScope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Labels again what is stored when the list of codes has changed, one owner a transaction: a run that was interrupted
 * goes on where it stopped, and readers see an owner's records with the old labels or with the new ones, never with
 * both.
 */
public final class Relabeling {
    /**
     * How far a run has come.
     *
     * @param valueSet version and digest of the list
     * @param total patients and couples on file
     */
    public record Progress(
            int run, String valueSet, boolean finished, int owners, int total, long examined, long changed) {}

    private static final Logger LOG = LoggerFactory.getLogger(Relabeling.class);
    private static final String PROGRESS =
            """
            select id, value_set, finished is not null, owners,
                   (select count(*) from confidant.owner where kind <> 'DIRECTORY' and id > 9), examined, changed
            from confidant.relabeling
            """;

    private final JdbcTemplate sql;
    private final RelabeledOwner owner;
    private final Supplier<IHapiTransactionService> transactions;
    private final ReentrantLock running = new ReentrantLock();

    Relabeling(JdbcTemplate sql, RelabeledOwner owner, Supplier<IHapiTransactionService> transactions) {
        this.sql = sql;
        this.owner = owner;
        this.transactions = transactions;
    }

    /** In the background, when the list is another one than that of the last finished run. */
    void start(LabelingService labels) {
        if (sql.queryForList("select 1 from confidant.relabeling").isEmpty() && isFresh()) {
            sql.update(
                    "insert into confidant.relabeling (value_set, finished) values (?, clock_timestamp())",
                    labels.valueSet());
            return;
        }
        if (!isLabelledBy(labels.valueSet())) {
            Thread thread = new Thread(() -> inBackground(labels), "relabeling");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Before the first patient there is nothing to label again. */
    private boolean isFresh() {
        return sql.queryForList("select 1 from confidant.owner where kind <> 'DIRECTORY' and id > 9 limit 1")
                .isEmpty();
    }

    private void inBackground(LabelingService labels) {
        try {
            Progress done = run(labels, () -> true);
            LOG.info(
                    "Relabelled by {}: {} records examined, {} changed",
                    done.valueSet(),
                    done.examined(),
                    done.changed());
        } catch (RuntimeException e) {
            LOG.error(
                    "Relabelling stopped and goes on at the next start: {}",
                    e.getClass().getName());
        }
    }

    /**
     * Begins a run for this list, or goes on with one.
     *
     * @param go asked before each owner
     */
    public Progress run(LabelingService labels, BooleanSupplier go) {
        running.lock();
        try {
            int run = open(labels.valueSet());
            while (go.getAsBoolean() && step(run, labels)) {
                // Each step is a transaction.
            }
            return progress(run);
        } finally {
            running.unlock();
        }
    }

    /** Every run, the latest first. */
    public List<Progress> runs() {
        return progress("order by id desc");
    }

    /** How many records went from which labels to which. */
    public Map<String, Long> report(int run) {
        return sql
                .query(
                        "select array_to_string(before, ' ') || ' -> ' || array_to_string(after, ' '), count(*)"
                                + " from confidant.relabeled where relabeling = ? group by 1 order by 1",
                        (row, n) -> Map.entry(row.getString(1), row.getLong(2)),
                        run)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, LinkedHashMap::new));
    }

    private boolean isLabelledBy(String valueSet) {
        return sql.queryForList(
                        "select value_set from confidant.relabeling where finished is not null order by id desc limit 1",
                        String.class)
                .equals(List.of(valueSet));
    }

    private int open(String valueSet) {
        Optional<Integer> open = sql
                .queryForList(
                        "select id from confidant.relabeling where value_set = ? and finished is null order by id desc"
                                + " limit 1",
                        Integer.class,
                        valueSet)
                .stream()
                .findFirst();
        return open.orElseGet(() -> sql.queryForObject(
                "insert into confidant.relabeling (value_set) values (?) returning id", Integer.class, valueSet));
    }

    private boolean step(int run, LabelingService labels) {
        return SystemScope.run(
                SystemScope.Work.RESEGMENTATION,
                () -> transactions.get().withRequest(new SystemRequestDetails()).execute(() -> {
                    int reached = sql.queryForObject(
                            "select reached from confidant.relabeling where id = ? for update", Integer.class, run);
                    RelabeledOwner.Step step = owner.next(run, reached, labels);
                    sql.update(
                            "update confidant.relabeling set reached = ?, owners = owners + ?, examined = examined + ?,"
                                    + " changed = changed + ?, finished = case when ? then clock_timestamp() end"
                                    + " where id = ?",
                            step.owner().map(next -> next.id()).orElse(reached),
                            step.owner().isPresent() ? 1 : 0,
                            step.examined(),
                            step.changed(),
                            step.owner().isEmpty(),
                            run);
                    return step.owner().isPresent();
                }));
    }

    private Progress progress(int run) {
        return progress("where id = " + run).get(0);
    }

    private List<Progress> progress(String which) {
        return sql.query(
                PROGRESS + which,
                (row, n) -> new Progress(
                        row.getInt(1),
                        row.getString(2),
                        row.getBoolean(3),
                        row.getInt(4),
                        row.getInt(5),
                        row.getLong(6),
                        row.getLong(7)));
    }
}
