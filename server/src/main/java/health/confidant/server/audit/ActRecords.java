package health.confidant.server.audit;

import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import health.confidant.server.journal.Journal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes administrative acts from {@code confidant.act} into the journal: those of commands, and those that somebody did to
 * accounts, clients and holds by SQL. Each once, whichever node is first; an act and its mark are one transaction.
 */
public class ActRecords {
    private static final Logger LOG = LoggerFactory.getLogger(ActRecords.class);
    private static final int BATCH = 200;
    private static final String WAITING =
            """
            select id, at, actor, program, address, what, subject from confidant.act a
            where not exists (select from confidant.act_recorded r where r.act = a.id) order by at limit
            """
                    + BATCH;

    private record Act(UUID id, AuditRecord record) {}

    private final JdbcTemplate sql;
    private final Journal journal;
    private final TransactionTemplate transaction;

    public ActRecords(JdbcTemplate sql, Journal journal) {
        this.sql = sql;
        this.journal = journal;
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(sql.getDataSource()));
    }

    @Scheduled(initialDelay = 1_000, fixedDelay = 1_000)
    void everySecond() {
        try {
            record();
        } catch (RuntimeException e) {
            // They wait in the database, and are looked for again in a second.
            LOG.warn(
                    "Administrative acts are not recorded now: {}", e.getClass().getSimpleName());
        }
    }

    /** @return how many were recorded */
    public int record() {
        int all = 0;
        int some;
        do {
            some = transaction.execute(status -> batch());
            all += some;
        } while (some == BATCH);
        return all;
    }

    private int batch() {
        // One node at a time.
        if (!sql.queryForObject("select pg_try_advisory_xact_lock(7083324)", Boolean.class)) {
            return 0;
        }
        List<Act> acts = sql.query(WAITING, (row, n) -> act(row));
        journal.appendInTransaction(acts.stream().map(Act::record).toList());
        sql.batchUpdate(
                "insert into confidant.act_recorded (act) values (?)",
                acts.stream().map(act -> new Object[] {act.id()}).toList());
        return acts.size();
    }

    private static Act act(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        String subject = row.getString("subject");
        AuditRecord record = AuditRecord.of(
                        Action.ADMINISTER,
                        Outcome.SUCCESS,
                        row.getObject("at", OffsetDateTime.class).toInstant())
                .id(id)
                .request("act/" + id)
                .agent("database/" + row.getString("actor"))
                .client(row.getString("program"))
                .address(row.getString("address"))
                .patient(Optional.of(subject).filter(reference -> reference.startsWith("Patient/")))
                .entities(subject.isEmpty() ? List.of() : List.of(subject))
                .detail(row.getString("what"))
                .build();
        return new Act(id, record);
    }
}
