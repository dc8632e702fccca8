package health.confidant.server.audit;

import health.confidant.access.CitedRule;
import health.confidant.access.PolicyId;
import health.confidant.access.Purpose;
import health.confidant.access.Rule;
import health.confidant.audit.AuditRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the audit log, of the patients that the caller may see the log of. */
final class AuditLog {
    /**
     * @param patients whose records may be shown at all
     * @param unattributed whether records of no patient are shown too
     */
    record Question(
            Set<String> patients,
            boolean unattributed,
            Optional<String> patient,
            Instant from,
            Instant until,
            int count,
            int offset) {}

    private static final String WHERE =
            """
             where (patient = any(?) or (? and patient is null)) and (?::text is null or patient = ?)
               and at >= ? and at < ?
            """;

    private final JdbcTemplate sql;

    AuditLog(JdbcTemplate sql) {
        this.sql = sql;
    }

    int count(Question question) {
        return sql.queryForObject(
                "select count(*) from confidant.audit" + WHERE,
                Integer.class,
                arguments(question).toArray());
    }

    List<AuditRecord> search(Question question) {
        List<Object> arguments = arguments(question);
        arguments.add(question.count());
        arguments.add(question.offset());
        return sql.query(
                "select * from confidant.audit" + WHERE + " order by at desc, id limit ? offset ?",
                (row, n) -> record(row),
                arguments.toArray());
    }

    Optional<AuditRecord> find(UUID id, Set<String> patients, boolean unattributed) {
        return sql
                .query(
                        "select * from confidant.audit where id = ? and (patient = any(?) or (? and patient is null))",
                        (row, n) -> record(row),
                        id,
                        patients.toArray(String[]::new),
                        unattributed)
                .stream()
                .findFirst();
    }

    private static List<Object> arguments(Question question) {
        String patient = question.patient().orElse(null);
        return new ArrayList<>(Arrays.asList(
                question.patients().toArray(String[]::new),
                question.unattributed(),
                patient,
                patient,
                question.from().atOffset(ZoneOffset.UTC),
                question.until().atOffset(ZoneOffset.UTC)));
    }

    private static AuditRecord record(ResultSet row) throws SQLException {
        List<CitedRule> rules = new ArrayList<>();
        for (String rule : (String[]) row.getArray("rules").getArray()) {
            String[] parts = rule.split(": ", 2);
            rules.add(new CitedRule(PolicyId.valueOf(parts[0]), new Rule.Permit(Set.of(), parts[1])));
        }
        return new AuditRecord(
                row.getObject("id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("request"),
                AuditRecord.Action.valueOf(row.getString("action")),
                AuditRecord.Outcome.valueOf(row.getString("outcome")),
                row.getString("agent"),
                row.getString("client"),
                Purpose.valueOf(row.getString("purpose")),
                row.getString("address"),
                Optional.ofNullable(row.getString("patient")),
                row.getInt("owner"),
                List.of((String[]) row.getArray("entities").getArray()),
                row.getString("query"),
                rules);
    }
}
