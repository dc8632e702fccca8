package health.confidant.server.watch;

import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import health.confidant.server.journal.Journal;
import health.confidant.server.journal.JournalReader;
import health.confidant.server.journal.JournalUnavailable;
import health.confidant.watch.Alert;
import health.confidant.watch.WatchRule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
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

/** Looks at the last hour of the journal every minute; what a rule sees is raised once, whichever node sees it first. */
public class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration SPAN = Duration.ofHours(1);
    private static final Duration OVERLAP = Duration.ofMinutes(1);
    private static final int PAGE = 5_000;
    /** Of a very busy hour the newest: what is kept in memory has an end. */
    private static final int MOST = 100_000;

    private final TreeSet<AuditRecord> window =
            new TreeSet<>(Comparator.comparing(AuditRecord::at).thenComparing(AuditRecord::id));
    private Instant seen = Instant.EPOCH;

    private final JdbcTemplate sql;
    private final JournalReader reader;
    private final Journal journal;
    private final Supplier<List<WatchRule>> rules;
    private final Clock clock;
    private final TransactionTemplate transaction;

    /** @param rules over the relations of the moment */
    public Watch(
            JdbcTemplate sql, JournalReader reader, Journal journal, Supplier<List<WatchRule>> rules, Clock clock) {
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(sql.getDataSource()));
        this.sql = sql;
        this.reader = reader;
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
        int raised = 0;
        if (seen.equals(Instant.EPOCH)) {
            raised += beforeTheStop(now.minus(SPAN));
        }
        read(now.minus(SPAN), now);
        return raised + judge(now);
    }

    /** The last hour in which anything was recorded, if that is longer ago: nobody looked at its end. */
    private int beforeTheStop(Instant now) {
        Optional<Instant> last = reader.lastBefore(now);
        if (last.isEmpty()) {
            return 0;
        }
        Instant until = last.get().plusMillis(1);
        read(until.minus(SPAN), until);
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

    /** What is new, and a little before: a transaction's records have the time of their request, not of its commit. */
    private void read(Instant from, Instant until) {
        List<Integer> owners = sql.queryForList("select id from confidant.owner", Integer.class);
        JournalReader.Question question = new JournalReader.Question(
                new HashSet<>(owners),
                true,
                Optional.empty(),
                seen.minus(OVERLAP).isBefore(from) ? from : seen.minus(OVERLAP),
                until,
                Optional.empty(),
                Optional.empty(),
                JournalReader.Kind.ALL,
                Optional.empty());
        int offset = 0;
        List<JournalReader.Entry> page;
        do {
            page = reader.search(question, true, PAGE, offset);
            page.stream()
                    .map(JournalReader.Entry::record)
                    .filter(record -> record.action() != Action.ALERT)
                    .forEach(record -> window.add(lean(record)));
            offset += page.size();
            forget(from);
        } while (page.size() == PAGE);
        seen = until;
    }

    private void forget(Instant before) {
        while (!window.isEmpty() && (window.size() > MOST || window.first().at().isBefore(before))) {
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
