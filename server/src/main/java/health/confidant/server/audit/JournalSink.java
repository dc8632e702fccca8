package health.confidant.server.audit;

import health.confidant.access.Owner;
import health.confidant.access.Segment;
import health.confidant.audit.AuditRecord;
import health.confidant.enforcement.AuditSink;
import health.confidant.server.journal.Journal;
import health.confidant.server.segment.Segments;
import health.confidant.server.segment.StoredRows;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** The FHIR endpoint's way into the journal; a FHIR AuditEvent is made of a record when it is read. */
public final class JournalSink implements AuditSink {
    private final Journal journal;
    private final JdbcTemplate sql;
    private final Segments segments;
    private final StoredRows rows;
    private final SoughtPatients patients;

    public JournalSink(Journal journal, JdbcTemplate sql, Segments segments, StoredRows rows, SoughtPatients patients) {
        this.journal = journal;
        this.sql = sql;
        this.segments = segments;
        this.rows = rows;
        this.patients = patients;
    }

    @Override
    public void append(List<AuditRecord> records) {
        journal.append(records);
    }

    @Override
    public void appendToAnswer(List<AuditRecord> records) {
        journal.appendToAnswer(records);
    }

    @Override
    public void appendInTransaction(List<AuditRecord> records) {
        journal.appendInTransaction(records);
    }

    @Override
    public List<String> patients(int segment) {
        return segments.find(segment)
                .map(Segment::owner)
                .map(owner -> switch (owner.kind()) {
                    case PATIENT -> List.of(owner.reference());
                    case COUPLE -> partners(owner);
                    case DIRECTORY -> List.<String>of();
                })
                .orElse(List.of());
    }

    @Override
    public List<String> consents(String patient) {
        return sql.queryForList(
                "select distinct resource from confidant.consent c join confidant.owner o on o.id = c.patient"
                        + " where o.reference = ? order by 1",
                String.class,
                patient);
    }

    @Override
    public Optional<Segment> segment(int id) {
        return segments.find(id);
    }

    @Override
    public Optional<Integer> segmentOf(String type, String id) {
        return rows.segmentForDenial(type, id);
    }

    @Override
    public List<String> sought(Set<String> ids, List<Mark> marks) {
        return patients.find(ids, marks);
    }

    private List<String> partners(Owner couple) {
        return sql.queryForList(
                "select distinct reference from confidant.couple c join confidant.owner o on o.id = c.partner"
                        + " where c.couple = ? order by 1",
                String.class,
                couple.id());
    }
}
