package health.confidant.server.audit;

import health.confidant.access.Owner;
import health.confidant.access.Segment;
import health.confidant.audit.AuditRecord;
import health.confidant.enforcement.AuditSink;
import health.confidant.server.segment.Segments;
import health.confidant.server.segment.StoredRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Compact rows in {@code confidant.audit}; a FHIR AuditEvent is made of one when it is read. */
public final class JdbcAuditSink implements AuditSink {
    private static final String INSERT =
            """
            insert into confidant.audit
                (id, at, request, action, outcome, agent, client, purpose, address, patient, owner, entities, query, rules)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final DataSource source;
    private final JdbcTemplate sql;
    private final Segments segments;
    private final StoredRows rows;

    public JdbcAuditSink(DataSource source, JdbcTemplate sql, Segments segments, StoredRows rows) {
        this.source = source;
        this.sql = sql;
        this.segments = segments;
        this.rows = rows;
    }

    @Override
    public void append(List<AuditRecord> records) {
        try (Connection connection = source.getConnection()) {
            insert(connection, records);
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("The audit log cannot be written.", e);
        }
    }

    @Override
    public void appendInTransaction(List<AuditRecord> records) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            append(records);
            return;
        }
        Pending pending = (Pending) TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Pending.class::isInstance)
                .findFirst()
                .orElse(null);
        if (pending == null) {
            pending = new Pending();
            TransactionSynchronizationManager.registerSynchronization(pending);
        }
        records.forEach(pending::add);
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
    public Optional<Segment> segment(int id) {
        return segments.find(id);
    }

    @Override
    public Optional<Integer> segmentOf(String type, String id) {
        return rows.segmentForDenial(type, id);
    }

    private List<String> partners(Owner couple) {
        return sql.queryForList(
                "select distinct reference from confidant.couple c join confidant.owner o on o.id = c.partner"
                        + " where c.couple = ? order by 1",
                String.class,
                couple.id());
    }

    private static void insert(Connection connection, List<AuditRecord> records) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (AuditRecord record : records) {
                bind(connection, insert, record);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void bind(Connection connection, PreparedStatement insert, AuditRecord record) throws SQLException {
        insert.setObject(1, record.id());
        insert.setObject(2, record.at().atOffset(ZoneOffset.UTC));
        insert.setString(3, record.request());
        insert.setString(4, record.action().name());
        insert.setString(5, record.outcome().name());
        insert.setString(6, record.agent());
        insert.setString(7, record.client());
        insert.setString(8, record.purpose().name());
        insert.setString(9, record.address());
        insert.setString(10, record.patient().orElse(null));
        insert.setInt(11, record.owner());
        insert.setArray(12, connection.createArrayOf("text", record.entities().toArray()));
        insert.setString(13, record.query());
        insert.setArray(
                14,
                connection.createArrayOf(
                        "text",
                        record.rules().stream()
                                .map(rule -> rule.policy() + ": " + rule.rule().because())
                                .toArray()));
    }

    /** What one transaction wrote, one record a patient and action, inserted just before its commit. */
    private final class Pending implements TransactionSynchronization {
        private final Map<List<Object>, AuditRecord> first = new LinkedHashMap<>();
        private final Map<List<Object>, List<String>> entities = new LinkedHashMap<>();

        private void add(AuditRecord record) {
            List<Object> key = List.of(record.request(), record.action(), record.patient());
            first.putIfAbsent(key, record);
            entities.computeIfAbsent(key, k -> new ArrayList<>()).addAll(record.entities());
        }

        private List<AuditRecord> records() {
            List<AuditRecord> records = new ArrayList<>();
            first.forEach((key, record) -> records.add(record.with(entities.get(key))));
            return records;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            Connection connection = DataSourceUtils.getConnection(source);
            try {
                insert(connection, records());
            } catch (SQLException e) {
                throw health.confidant.enforcement.Refusals.unaudited(e);
            } finally {
                DataSourceUtils.releaseConnection(connection, source);
            }
        }
    }
}
