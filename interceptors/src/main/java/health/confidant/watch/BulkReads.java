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
import java.util.Optional;

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
        Map<String, Window> windows = new HashMap<>();
        for (AuditRecord record : records) {
            // An administrator who opens accounts sees no record.
            if (record.outcome() != Outcome.SUCCESS
                    || record.patient().isEmpty()
                    || !record.action().rest()) {
                continue;
            }
            Window window = windows.computeIfAbsent(record.agent(), agent -> new Window());
            int patients = window.add(record);
            if (patients >= many) {
                String subject = record.agent() + " " + record.at().toString().substring(0, 13);
                alerts.add(new Alert(
                        name(),
                        subject,
                        "One person saw records of " + patients + " patients within an hour.",
                        List.of(record.id())));
                windows.remove(record.agent());
            }
        }
        return alerts;
    }

    /** What one person saw within the hour, with how often each patient is in it. */
    private static final class Window {
        private final Deque<AuditRecord> records = new ArrayDeque<>();
        private final Map<Optional<String>, Integer> patients = new HashMap<>();

        /** @return how many patients are in it now */
        private int add(AuditRecord record) {
            records.add(record);
            patients.merge(record.patient(), 1, Integer::sum);
            while (records.element().at().isBefore(record.at().minus(SPAN))) {
                patients.computeIfPresent(
                        records.remove().patient(), (patient, times) -> times == 1 ? null : times - 1);
            }
            return patients.size();
        }
    }
}
