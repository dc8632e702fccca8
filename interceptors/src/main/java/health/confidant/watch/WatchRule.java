package health.confidant.watch;

import health.confidant.audit.AuditRecord;
import java.util.List;

/** One thing to look out for, over the records of a day, oldest first. */
public interface WatchRule {
    String name();

    /** When it alarms for nothing: what the officer should think of first. */
    String falsePositives();

    List<Alert> look(List<AuditRecord> records);
}
