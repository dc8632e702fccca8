package health.confidant.server.segment;

import health.confidant.server.database.RowLevelSecurity;
import health.confidant.server.database.SystemScope;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Moves a resource with its history, indexes and links to another segment, in the running transaction: either all of
 * its rows change their segment or none does, and an old version is never behind with an old label.
 */
final class Relocation {
    private record Column(String table, String key, String partition) {}

    private final JdbcTemplate sql;
    private final EntityManager entities;
    private volatile List<Column> columns;

    Relocation(JdbcTemplate sql, EntityManager entities) {
        this.sql = sql;
        this.entities = entities;
    }

    void move(String type, String id, int segment) {
        entities.flush();
        SystemScope.within(SystemScope.Work.RESEGMENTATION, sql, () -> moveRows(type, id, segment));
        entities.clear();
    }

    private void moveRows(String type, String id, int segment) {
        long pid = sql.queryForObject(
                "select res_id from hfj_resource where res_type = ? and fhir_id = ?", Long.class, type, id);
        for (Column column : columns()) {
            sql.update(
                    "update " + column.table() + " set " + column.partition() + " = ? where " + column.key() + " = ?",
                    segment,
                    pid);
        }
    }

    /** Every guarded table that holds rows of a resource, with the column that says whose they are. */
    private List<Column> columns() {
        if (columns == null) {
            List<Column> found = new ArrayList<>();
            for (String table : RowLevelSecurity.guarded(sql)) {
                List<String> names = sql.queryForList(
                        "select column_name from information_schema.columns where table_schema = 'public' and"
                                + " table_name = ?",
                        String.class,
                        table);
                for (String key : List.of("res_id", "src_resource_id", "res_pid")) {
                    if (names.contains(key)) {
                        found.add(new Column(table, key, "partition_id"));
                        break;
                    }
                }
                if (names.contains("target_res_partition_id")) {
                    found.add(new Column(table, "target_resource_id", "target_res_partition_id"));
                }
            }
            columns = List.copyOf(found);
        }
        return columns;
    }
}
