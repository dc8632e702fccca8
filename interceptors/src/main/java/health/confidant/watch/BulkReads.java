package health.confidant.watch;

import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One person saw records of many patients within an hour. */
public final class BulkReads implements WatchRule {
    private static final Duration SPAN = Duration.ofHours(1);

    private final int many;

    /** @param many how many patients are remarkable */
    public BulkReads(int many) {
        this.many = many;
    }

    @Override
    public String name() {
        return "bulk-reads";
    }

    @Override
    public String falsePositives() {
        return "A biller's monthly run, a covering clinician's round, a list of one's own patients, an outside record"
                + " system that exchanges.";
    }

    @Override
    public List<Alert> look(List<AuditRecord> records) {
        List<Alert> alerts = new ArrayList<>();
        Map<String, Deque<AuditRecord>> windows = new HashMap<>();
        for (AuditRecord record : records) {
            // An administrator who opens accounts sees no record.
            if (record.outcome() != Outcome.SUCCESS
                    || record.patient().isEmpty()
                    || !record.action().rest()) {
                continue;
            }
            Deque<AuditRecord> window = windows.computeIfAbsent(record.agent(), agent -> new ArrayDeque<>());
            window.add(record);
            while (window.peekFirst().at().isBefore(record.at().minus(SPAN))) {
                window.removeFirst();
            }
            long patients = window.stream().map(AuditRecord::patient).distinct().count();
            if (patients >= many) {
                String subject = record.agent() + " " + record.at().toString().substring(0, 13);
                alerts.add(new Alert(
                        name(),
                        subject,
                        "One person saw records of " + patients + " patients within an hour.",
                        List.of(record.id())));
                window.clear();
            }
        }
        return alerts;
    }
}
