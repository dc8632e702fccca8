package health.confidant.watch;

import health.confidant.audit.AuditRecord;
import health.confidant.audit.AuditRecord.Action;
import health.confidant.audit.AuditRecord.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One person was refused again and again, and nothing was granted in between. A request counts once. */
public final class DenialsInARow implements WatchRule {
    private static final Duration SPAN = Duration.ofMinutes(10);

    private final int many;

    /** @param many how many refusals in a row are remarkable */
    public DenialsInARow(int many) {
        this.many = many;
    }

    @Override
    public String name() {
        return "denials-in-a-row";
    }

    @Override
    public String falsePositives() {
        return "An application that asks for what its user may not see, an expired consent that nobody has noticed, a"
                + " forgotten password.";
    }

    @Override
    public List<Alert> look(List<AuditRecord> records) {
        List<Alert> alerts = new ArrayList<>();
        Map<String, List<AuditRecord>> rows = new HashMap<>();
        for (AuditRecord record : records) {
            if (!record.action().rest() && record.action() != Action.SIGN_IN) {
                continue;
            }
            List<AuditRecord> row = rows.computeIfAbsent(record.agent(), agent -> new ArrayList<>());
            boolean stale =
                    !row.isEmpty() && row.get(0).at().isBefore(record.at().minus(SPAN));
            if (record.outcome() == Outcome.SUCCESS || stale) {
                row.clear();
            }
            boolean again = !row.isEmpty()
                    && !record.request().isEmpty()
                    && row.get(row.size() - 1).request().equals(record.request());
            if (record.outcome() == Outcome.DENIED && !again) {
                row.add(record);
            }
            if (row.size() == many) {
                alerts.add(new Alert(
                        name(),
                        record.agent() + " " + row.get(0).id(),
                        "One person was refused " + many + " times in a row.",
                        row.stream().map(AuditRecord::id).toList()));
                row.clear();
            }
        }
        return alerts;
    }
}
