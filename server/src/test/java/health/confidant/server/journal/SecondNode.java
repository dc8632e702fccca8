package health.confidant.server.journal;

import health.confidant.access.Purpose;
import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import health.confidant.audit.PayloadCipher;
import health.confidant.server.TestServer;
import health.confidant.server.database.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.IntSupplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Another node on the database of a server, sealed by hand, so that a test can do something in between. */
final class SecondNode implements AutoCloseable {
    final Path keys;
    final CheckpointFile witness;
    final NodeLog log;
    final Sealer sealer;
    final JournalWriter writer;
    final Draft.Maker drafts;
    final JdbcTemplate administrator;

    SecondNode(TestServer server, Path keys) {
        this(server, keys, Clock.systemUTC());
    }

    SecondNode(TestServer server, Path keys, Clock clock) {
        this(server, keys, clock, () -> 0);
    }

    /** @param underway requests that may still come with a record */
    SecondNode(TestServer server, Path keys, Clock clock, IntSupplier underway) {
        this.keys = keys;
        this.witness = new CheckpointFile(keys.resolve("checkpoints.txt"));
        this.administrator = server.administrator();
        this.drafts = new Draft.Maker(server.bean(PayloadCipher.class), server.bean(Draft.SearchHash.class));
        DataSource source = server.bean(Database.class).journal();
        OpenLog open = OpenLog.open(source, new JournalKeys(keys), witness, drafts, clock);
        this.log = open.log();
        this.sealer = open.sealer();
        this.writer = new JournalWriter(source, log, open.locked(), underway);
    }

    static AuditRecord record(String agent) {
        return AuditRecord.of(Action.READ, Outcome.SUCCESS, Instant.now())
                .request("request of " + agent)
                .agent(agent)
                .client("client")
                .purpose(Purpose.TREAT)
                .address("10.0.0.9")
                .entities(List.of("Observation/1"))
                .build();
    }

    SecondNode append(int count) {
        for (int i = 0; i < count; i++) {
            writer.append(List.of(drafts.make(record("Practitioner/" + i), 0)));
        }
        return this;
    }

    /** As somebody who owns the tables and has put the triggers aside. */
    int change(String sql, Object... arguments) {
        administrator.execute("alter table confidant.journal disable trigger all");
        for (String partition : administrator.queryForList(
                "select inhrelid::regclass::text from pg_inherits where inhparent = 'confidant.journal'::regclass",
                String.class)) {
            administrator.execute("alter table " + partition + " disable trigger all");
        }
        return administrator.update(sql, arguments);
    }

    String detail(long sequence) {
        return administrator.queryForObject(
                "select action::text from confidant.journal where log = ? and sequence = ?",
                String.class,
                log.id(),
                sequence);
    }

    @Override
    public void close() {
        writer.close();
        sealer.close();
    }
}
