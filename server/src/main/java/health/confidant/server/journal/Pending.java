package health.confidant.server.journal;

import health.confidant.audit.AuditRecord;
import health.confidant.enforcement.Refusals;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What one transaction wrote, one record a patient and action, inserted just before its commit. A version is named once,
 * however often it comes: BALP's patterns have one object.
 */
final class Pending implements TransactionSynchronization {
    private final DataSource source;
    private final Journal.InTransaction journal;
    private final Map<List<Object>, AuditRecord> first = new LinkedHashMap<>();
    private final Map<List<Object>, Set<String>> entities = new LinkedHashMap<>();

    private Pending(DataSource source, Journal.InTransaction journal) {
        this.source = source;
        this.journal = journal;
    }

    /** The one of the running transaction. */
    static Pending of(DataSource source, Journal journal) {
        for (TransactionSynchronization known : TransactionSynchronizationManager.getSynchronizations()) {
            if (known instanceof Pending pending) {
                return pending;
            }
        }
        Pending pending = new Pending(source, journal.inTransaction());
        TransactionSynchronizationManager.registerSynchronization(pending);
        return pending;
    }

    void add(AuditRecord record) {
        List<Object> key = List.of(record.request(), record.action(), record.patient());
        first.putIfAbsent(key, record);
        entities.computeIfAbsent(key, k -> new LinkedHashSet<>()).addAll(record.entities());
    }

    private Collection<AuditRecord> records() {
        List<AuditRecord> records = new ArrayList<>();
        first.forEach((key, record) -> records.add(record.with(List.copyOf(entities.get(key)))));
        return records;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
        Connection connection = DataSourceUtils.getConnection(source);
        try {
            journal.insert(connection, records());
        } catch (SQLException | RuntimeException e) {
            throw Refusals.unaudited(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, source);
        }
    }

    @Override
    public void afterCompletion(int status) {
        journal.settle(
                switch (status) {
                    case STATUS_COMMITTED -> Numbers.Fate.RECORDED;
                    case STATUS_ROLLED_BACK -> Numbers.Fate.VOID;
                    default -> Numbers.Fate.UNKNOWN;
                });
    }
}
