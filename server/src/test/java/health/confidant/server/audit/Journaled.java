package health.confidant.server.audit;

import health.confidant.audit.AuditRecord;
import health.confidant.server.TestServer;
import health.confidant.server.journal.JournalReader;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the journal says, as its reader opens it. */
public final class Journaled {
    private static final int MANY = 100_000;

    private final TestServer server;
    private final JournalReader reader;

    public Journaled(TestServer server) {
        this.server = server;
        this.reader = server.bean(JournalReader.class);
    }

    private JournalReader.Question all() {
        Set<Integer> owners =
                new HashSet<>(server.administrator().queryForList("select id from confidant.owner", Integer.class));
        return new JournalReader.Question(
                owners,
                true,
                Optional.empty(),
                Instant.EPOCH,
                Instant.parse("9000-01-01T00:00:00Z"),
                Optional.empty(),
                Optional.empty(),
                JournalReader.Kind.ALL,
                Optional.empty());
    }

    /** All of them, the newest first. */
    public List<AuditRecord> records() {
        return reader.search(all(), false, MANY, 0).stream()
                .map(JournalReader.Entry::record)
                .toList();
    }

    /** The records of a request, among the newest. */
    public List<AuditRecord> of(String request) {
        return reader.search(all(), false, 300, 0).stream()
                .map(JournalReader.Entry::record)
                .filter(record -> record.request().equals(request))
                .toList();
    }

    /** A record about the patient. */
    public AuditRecord about(String patient) {
        return records().stream()
                .filter(record -> record.patient().equals(Optional.of(patient)))
                .findFirst()
                .orElseThrow();
    }

    public int count() {
        return reader.count(all());
    }
}
