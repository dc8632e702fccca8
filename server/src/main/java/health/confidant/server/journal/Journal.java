package health.confidant.server.journal;

import health.confidant.audit.AuditRecord;
import health.confidant.audit.SignedCheckpoint;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The journal of this node: the one way in. */
public final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final long PAUSE = 500;
    private static final int MONTHS = 12;

    private final NodeLog log;
    private final JournalWriter writer;
    private final Sealer sealer;
    private final Draft.Maker drafts;
    private final ToIntFunction<String> owners;
    private final JdbcTemplate sql;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "journal-sealer");
        thread.setDaemon(true);
        return thread;
    });
    private final ThreadLocal<Answer> answers = new ThreadLocal<>();
    private LocalDate partitioned = LocalDate.MIN;

    /** @param owners the key of a patient in {@code confidant.owner}, or 0 */
    Journal(
            NodeLog log,
            JournalWriter writer,
            Sealer sealer,
            Draft.Maker drafts,
            ToIntFunction<String> owners,
            JdbcTemplate sql,
            Clock clock) {
        this.log = log;
        this.writer = writer;
        this.sealer = sealer;
        this.drafts = drafts;
        this.owners = owners;
        this.sql = sql;
        this.clock = clock;
        timer.scheduleWithFixedDelay(this::work, PAUSE, PAUSE, TimeUnit.MILLISECONDS);
    }

    private void work() {
        try {
            prepareMonths();
            sealer.seal();
        } catch (SQLException | IOException | DataAccessException e) {
            LOG.warn("The journal is not sealed now: {}", e.getClass().getSimpleName());
        } catch (RuntimeException e) {
            LOG.error("The journal is not sealed: {}", e.getClass().getName());
        }
    }

    private void prepareMonths() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (today.equals(partitioned)) {
            return;
        }
        for (int month = 0; month <= MONTHS; month++) {
            sql.query("select confidant.journal_partition(?)", row -> {}, today.plusMonths(month));
        }
        partitioned = today;
    }

    /**
     * Durable when this returns, whatever becomes of the running transaction.
     *
     * @throws JournalUnavailable when it is not
     */
    public void append(List<AuditRecord> records) {
        if (!records.isEmpty()) {
            writer.append(drafts(records));
        }
    }

    /** Begins an answer of this thread's, whose records may be written while it is made. */
    public Answer answer() {
        Answer answer = new Answer();
        answers.set(answer);
        return answer;
    }

    /** Durable before the answer leaves that this thread makes; when this returns, if it makes none. */
    public void appendToAnswer(List<AuditRecord> records) {
        Answer answer = answers.get();
        if (answer == null) {
            append(records);
        } else if (!records.isEmpty()) {
            answer.queued.add(writer.queue(drafts(records)));
        }
    }

    /** An answer that is made; it may leave after {@link #durable} and not before (45 CFR 164.312(b)). */
    public final class Answer implements AutoCloseable {
        private final List<JournalWriter.Waiting> queued = new ArrayList<>(1);

        private Answer() {}

        /** @throws JournalUnavailable when one of its records is not durable: nothing of it may leave */
        public void durable() {
            queued.forEach(writer::await);
        }

        @Override
        public void close() {
            answers.remove();
        }
    }

    /** Part of the running transaction, if there is one: both are durable, or neither. */
    public void appendInTransaction(List<AuditRecord> records) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            append(records);
            return;
        }
        Pending pending = Pending.of(sql.getDataSource(), this);
        records.forEach(pending::add);
    }

    /** Records that have their own ids and times, from before there was a journal. */
    void adopt(List<AuditRecord> records) {
        writer.append(records.stream()
                .map(record -> Draft.Maker.renamed(record, record.id(), record.at(), owner(record)))
                .map(drafts::make)
                .toList());
    }

    private List<Draft> drafts(Collection<AuditRecord> records) {
        return records.stream()
                .map(record -> drafts.make(record, owner(record)))
                .toList();
    }

    private int owner(AuditRecord record) {
        return record.patient().map(owners::applyAsInt).orElse(0);
    }

    /** Records that become durable with a transaction, or do not. */
    final class InTransaction {
        private final List<Long> numbers = new ArrayList<>();

        /** Just before the commit. */
        void insert(Connection connection, Collection<AuditRecord> records) throws SQLException {
            List<Row> rows = new ArrayList<>();
            for (Draft draft : drafts(records)) {
                long number = log.numbers().take();
                numbers.add(number);
                rows.add(log.row(number, draft));
            }
            Row.insert(connection, rows);
        }

        /** Has to follow every insert. */
        void settle(Numbers.Fate fate) {
            numbers.forEach(number -> log.numbers().settle(number, fate));
            numbers.clear();
        }
    }

    InTransaction inTransaction() {
        return new InTransaction();
    }

    /** Seals all that is durable, for a receipt that is wanted now. */
    public SignedCheckpoint seal() {
        try {
            sealer.seal();
        } catch (SQLException | IOException e) {
            throw new JournalUnavailable("The journal cannot be sealed now.", e);
        }
        return sealer.last().orElseThrow(() -> new JournalUnavailable("The journal has no checkpoint yet.", null));
    }

    /** The newest checkpoint of this node. */
    public Optional<SignedCheckpoint> checkpoint() {
        return sealer.last();
    }

    /** The public key of this node's log, as a verifier wants it. */
    public String key() {
        return log.signer().key().text();
    }

    public String origin() {
        return log.signer().key().name();
    }

    /** Records that are durable and not sealed yet. */
    public long unsealed() {
        return sealer.waiting();
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            timer.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writer.close();
        work();
        sealer.close();
    }
}
