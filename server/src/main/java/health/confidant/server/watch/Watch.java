package health.confidant.server.watch;

import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import health.confidant.server.journal.Journal;
import health.confidant.server.journal.JournalFeed;
import health.confidant.server.journal.JournalReader;
import health.confidant.server.journal.JournalUnavailable;
import health.confidant.watch.Alert;
import health.confidant.watch.WatchRule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks at the last hour of the journal every minute; what a rule sees is raised once, whichever node sees it first. Each
 * record is read once and kept, as long as its hour lasts.
 */
public class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration SPAN = Duration.ofHours(1);
    /** Of a very busy hour the newest: what is kept in memory has an end. */
    private static final int MOST = 100_000;

    private final TreeSet<AuditRecord> window =
            new TreeSet<>(Comparator.comparing(AuditRecord::at).thenComparing(AuditRecord::id));

    private final JdbcTemplate sql;
    private final JournalReader reader;
    private final JournalFeed feed;
    private final Journal journal;
    private final Supplier<List<WatchRule>> rules;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private boolean begun;

    /** @param rules over the relations of the moment */
    public Watch(
            JdbcTemplate sql, JournalReader reader, Journal journal, Supplier<List<WatchRule>> rules, Clock clock) {
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(sql.getDataSource()));
        this.sql = sql;
        this.reader = reader;
        this.feed = new JournalFeed(sql, reader);
        this.journal = journal;
        this.rules = rules;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 60_000, fixedDelay = 60_000)
    void everyMinute() {
        try {
            look();
        } catch (DataAccessException | JournalUnavailable e) {
            LOG.warn("The journal is not watched now: {}", e.getClass().getSimpleName());
        }
    }

    /** @return how many alerts were raised that were not known before */
    public synchronized int look() {
        Instant now = clock.instant();
        seal();
        int raised = 0;
        if (!begun) {
            raised += beforeTheStop(now.minus(SPAN));
            feed.begin(now.minus(SPAN));
            begun = true;
        }
        feed.read(now.minus(SPAN), this::add);
        forget(now.minus(SPAN));
        return raised + judge(now);
    }

    /** What was done a moment ago is looked at too; where it cannot be sealed now, what is sealed is. */
    private void seal() {
        try {
            journal.seal();
        } catch (JournalUnavailable e) {
            LOG.warn("The journal is not sealed now, and watched up to its last seal.");
        }
    }

    /** The last hour in which anything was recorded, if that is longer ago: nobody looked at its end. */
    private int beforeTheStop(Instant now) {
        Optional<Instant> last = reader.lastBefore(now);
        if (last.isEmpty()) {
            return 0;
        }
        Instant until = last.get();
        JournalFeed past = new JournalFeed(sql, reader);
        past.begin(until.minus(SPAN));
        past.read(until.minus(SPAN), record -> {
            if (!record.at().isAfter(until)) {
                add(record);
            }
        });
        forget(until.minus(SPAN));
        return judge(clock.instant());
    }

    private int judge(Instant now) {
        int raised = 0;
        List<AuditRecord> records = List.copyOf(window);
        for (WatchRule rule : rules.get()) {
            for (Alert alert : rule.look(records)) {
                raised += raise(alert, now);
            }
        }
        return raised;
    }

    private void add(AuditRecord record) {
        if (record.action() != Action.ALERT && record.action() != Action.VOID) {
            window.add(lean(record));
        }
        if (window.size() > MOST) {
            window.pollFirst();
        }
    }

    private void forget(Instant before) {
        while (!window.isEmpty() && window.first().at().isBefore(before)) {
            window.pollFirst();
        }
    }

    /** What no rule asks for is not kept: an hour may have a hundred thousand records. */
    private static AuditRecord lean(AuditRecord record) {
        return AuditRecord.of(record.action(), record.outcome(), record.at())
                .id(record.id())
                .request(record.request())
                .agent(record.agent().intern())
                .purpose(record.purpose())
                .patient(record.patient().map(String::intern))
                .roles(record.roles())
                .build();
    }

    /** Known and recorded, or neither: an alert that could not be recorded is raised at the next look. */
    private int raise(Alert alert, Instant now) {
        Integer raised = transaction.execute(status -> {
            int fresh = sql.update(
                    "insert into confidant.alert (rule, subject) values (?, sha256(convert_to(?, 'UTF8'))) on conflict"
                            + " do nothing",
                    alert.rule(),
                    alert.subject());
            if (fresh > 0) {
                journal.append(List.of(record(alert, now)));
            }
            return fresh;
        });
        return raised == null ? 0 : raised;
    }

    private AuditRecord record(Alert alert, Instant now) {
        List<String> entities = alert.records().stream()
                .map(UUID::toString)
                .map(id -> "AuditEvent/" + id)
                .toList();
        return AuditRecord.of(Action.ALERT, Outcome.SUCCESS, now)
                .agent("watch/" + alert.rule())
                .entities(entities)
                .detail(alert.rule() + ": " + alert.because())
                .build();
    }
}
