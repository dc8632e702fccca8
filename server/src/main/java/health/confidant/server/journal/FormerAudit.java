package health.confidant.server.journal;

import health.confidant.access.CitedRule;
import health.confidant.access.PolicyId;
import health.confidant.access.Purpose;
import health.confidant.access.Rule;
import health.confidant.audit.AuditRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** Takes the table from before there was a journal into the journal, once, with its ids and times, and drops it. */
final class FormerAudit {
    private static final int BATCH = 200;

    private final JdbcTemplate owner;

    /** @param owner the account that owns the schema */
    FormerAudit(JdbcTemplate owner) {
        this.owner = owner;
    }

    void adopt(Journal journal) {
        if (owner.queryForObject("select to_regclass('confidant.audit') is null", Boolean.class)) {
            return;
        }
        for (List<AuditRecord> batch = batch(); !batch.isEmpty(); batch = batch()) {
            journal.adopt(batch);
        }
        owner.execute("drop table confidant.audit");
    }

    private List<AuditRecord> batch() {
        return owner.query(
                "select * from confidant.audit a where not exists (select from confidant.journal j where j.at = a.at"
                        + " and j.id = a.id) order by at, id limit " + BATCH,
                (row, n) -> record(row));
    }

    private static AuditRecord record(ResultSet row) throws SQLException {
        List<CitedRule> rules = new ArrayList<>();
        for (String rule : (String[]) row.getArray("rules").getArray()) {
            String[] parts = rule.split(": ", 2);
            rules.add(new CitedRule(PolicyId.valueOf(parts[0]), new Rule.Permit(Set.of(), parts[1])));
        }
        return AuditRecord.of(
                        AuditRecord.Action.valueOf(row.getString("action")),
                        AuditRecord.Outcome.valueOf(row.getString("outcome")),
                        row.getObject("at", OffsetDateTime.class).toInstant())
                .id(row.getObject("id", UUID.class))
                .request(row.getString("request"))
                .agent(row.getString("agent"))
                .client(row.getString("client"))
                .purpose(Purpose.valueOf(row.getString("purpose")))
                .address(row.getString("address"))
                .patient(Optional.ofNullable(row.getString("patient")))
                .owner(row.getInt("owner"))
                .entities(List.of((String[]) row.getArray("entities").getArray()))
                .query(row.getString("query"))
                .rules(rules)
                .build();
    }
}
