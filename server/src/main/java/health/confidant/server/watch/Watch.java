package health.confidant.server.watch;

import health.confidant.access.Purpose;
import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import health.confidant.server.journal.Journal;
import health.confidant.server.journal.JournalReader;
import health.confidant.watch.Alert;
import health.confidant.watch.WatchRule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;

/** Looks at the last day of the journal every minute; what a rule sees is raised once, whichever node sees it first. */
public class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration SPAN = Duration.ofHours(2);
    private static final int PAGE = 5_000;

    private final JdbcTemplate sql;
    private final JournalReader reader;
    private final Journal journal;
    private final List<WatchRule> rules;
    private final Clock clock;

    public Watch(JdbcTemplate sql, JournalReader reader, Journal journal, List<WatchRule> rules, Clock clock) {
        this.sql = sql;
        this.reader = reader;
        this.journal = journal;
        this.rules = List.copyOf(rules);
        this.clock = clock;
    }

    @Scheduled(initialDelay = 60_000, fixedDelay = 60_000)
    void everyMinute() {
        try {
            look();
        } catch (DataAccessException e) {
            LOG.warn("The journal is not watched now: {}", e.getClass().getSimpleName());
        }
    }

    /** @return how many alerts were raised that were not known before */
    public int look() {
        Instant now = clock.instant();
        List<AuditRecord> records = records(now.minus(SPAN), now);
        int raised = 0;
        for (WatchRule rule : rules) {
            for (Alert alert : rule.look(records)) {
                raised += raise(alert, now);
            }
        }
        return raised;
    }

    private List<AuditRecord> records(Instant from, Instant until) {
        List<Integer> owners = sql.queryForList("select id from confidant.owner", Integer.class);
        JournalReader.Question question = new JournalReader.Question(
                new HashSet<>(owners),
                true,
                Optional.empty(),
                from,
                until,
                Optional.empty(),
                Optional.empty(),
                JournalReader.Kind.ALL,
                Optional.empty());
        List<AuditRecord> records = new ArrayList<>();
        List<JournalReader.Entry> page;
        do {
            page = reader.search(question, true, PAGE, records.size());
            page.forEach(entry -> records.add(entry.record()));
        } while (page.size() == PAGE);
        records.removeIf(record -> record.action() == Action.ALERT);
        records.sort(Comparator.comparing(AuditRecord::at));
        return records;
    }

    private int raise(Alert alert, Instant now) {
        int fresh = sql.update(
                "insert into confidant.alert (rule, subject) values (?, sha256(convert_to(?, 'UTF8'))) on conflict do"
                        + " nothing",
                alert.rule(),
                alert.subject());
        if (fresh > 0) {
            journal.append(List.of(record(alert, now)));
        }
        return fresh;
    }

    private AuditRecord record(Alert alert, Instant now) {
        List<String> entities = alert.records().stream()
                .map(UUID::toString)
                .map(id -> "AuditEvent/" + id)
                .toList();
        return new AuditRecord(
                        UUID.randomUUID(),
                        now,
                        "",
                        Action.ALERT,
                        Outcome.SUCCESS,
                        "watch/" + alert.rule(),
                        "",
                        Purpose.HOPERAT,
                        "",
                        Optional.empty(),
                        0,
                        entities,
                        "",
                        List.of())
                .with(List.of(), Optional.empty(), alert.rule() + ": " + alert.because());
    }
}
