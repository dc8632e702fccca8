package health.confidant.server.journal;

import health.confidant.audit.AuditRecord;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The records of every log as they are sealed, each once: whoever watches continues where they were. Below what is sealed
 * each number has its record, so that none comes later, however long its transaction took. Not thread-safe.
 */
public final class JournalFeed {
    private static final int PAGE = 5_000;
    private static final String SEALED =
            """
            select l.id, coalesce((select max(size) from confidant.journal_checkpoint c where c.log = l.id), 0)
            from confidant.journal_log l
            """;
    private static final String FIRST = "select log, min(sequence) from confidant.journal where at >= ? group by log";
    /** The time leaves out the months that are over. */
    private static final String NEXT = "select " + Row.COLUMNS
            + " from confidant.journal where log = ? and sequence >= ? and sequence < ? and at >= ? order by sequence"
            + " limit ?";

    private final JdbcTemplate sql;
    private final JournalReader reader;
    private final Map<Integer, Long> next = new HashMap<>();

    public JournalFeed(JdbcTemplate sql, JournalReader reader) {
        this.sql = sql;
        this.reader = reader;
    }

    /** Begins with the first record of each log that was made at this time or after it. */
    public void begin(Instant from) {
        next.clear();
        next.putAll(numbers(SEALED));
        next.putAll(numbers(FIRST, at(from)));
    }

    /** Hands on what is sealed since the last time and not older than this, log after log. */
    public void read(Instant from, Consumer<AuditRecord> watcher) {
        numbers(SEALED).forEach((log, end) -> {
            while (next.getOrDefault(log, 0L) < end) {
                List<JournalReader.Entry> page = sql.query(
                        NEXT,
                        (row, n) -> reader.entry(Row.read(row)),
                        log,
                        next.getOrDefault(log, 0L),
                        end,
                        at(from),
                        PAGE);
                page.forEach(entry -> watcher.accept(entry.record()));
                next.put(
                        log,
                        page.size() < PAGE ? end : page.get(PAGE - 1).leaf().sequence() + 1);
            }
        });
    }

    private Map<Integer, Long> numbers(String query, Object... arguments) {
        Map<Integer, Long> numbers = new HashMap<>();
        sql.query(
                query,
                row -> {
                    numbers.put(row.getInt(1), row.getLong(2));
                },
                arguments);
        return numbers;
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
