package health.confidant.server.segment;

import health.confidant.access.Segment;
import health.confidant.server.atrest.Bodies;
import health.confidant.server.database.RowLevelSecurity;
import health.confidant.server.database.SystemScope;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/**
 * Moves a resource with its history, indexes and links to another segment, in the running transaction: either all of
 * its rows change their segment or none does, and an old version is never behind with an old label.
 */
final class Relocation {
    private record Column(String table, String key, String partition) {}

    private final JdbcTemplate sql;
    private final EntityManager entities;
    private final Bodies bodies;
    private final Supplier<List<Companion>> companions;
    private volatile List<Column> columns;

    Relocation(JdbcTemplate sql, EntityManager entities, Bodies bodies, Supplier<List<Companion>> companions) {
        this.sql = sql;
        this.entities = entities;
        this.bodies = bodies;
        this.companions = companions;
    }

    void move(String type, String id, int segment) {
        entities.flush();
        asSystem(() -> {
            List<Long> pids = sql.queryForList(
                    "select res_id from hfj_resource where res_type = ? and fhir_id = ?", Long.class, type, id);
            update(pids, segment);
            return null;
        });
        entities.clear();
    }

    /** The same for many; they may come from different segments. */
    void move(Collection<Long> pids, int segment) {
        entities.flush();
        asSystem(() -> {
            update(pids, segment);
            return null;
        });
        entities.clear();
    }

    private void update(Collection<Long> pids, int segment) {
        Long[] keys = pids.toArray(Long[]::new);
        pids.forEach(pid -> reseal(pid, segment));
        bodies.segment(segment).ifPresent(target -> tell(keys, target));
        for (Column column : columns()) {
            sql.update(
                    "update " + column.table() + " set " + column.partition() + " = ? where " + column.key()
                            + " = any(?)",
                    segment,
                    keys);
        }
    }

    /** Sees and moves what the running request may not: a rule about a record holds whether or not its maker sees it. */
    <T> T asSystem(Supplier<T> work) {
        List<T> answer = new ArrayList<>(1);
        SystemScope.within(SystemScope.Work.RESEGMENTATION, sql, () -> answer.add(work.get()));
        return answer.get(0);
    }

    /** What was written in this transaction so far, as the database has it. */
    void flush() {
        entities.flush();
    }

    private void tell(Long[] pids, Segment target) {
        List<Companion> all = companions.get();
        if (!all.isEmpty()) {
            sql.queryForList(
                            "select res_type || '/' || fhir_id from hfj_resource where res_id = any(?)",
                            String.class,
                            (Object) pids)
                    .forEach(reference -> all.forEach(companion -> companion.moved(reference, target)));
        }
    }

    /** A body is bound to its segment, and its key is the owner's: every version, and which is the newest, is opened and sealed for the new one. */
    private void reseal(long pid, int segment) {
        sql.query(
                "select res_ver, partition_id, res_text_vc from hfj_res_ver where res_id = ? and res_text_vc is not null",
                (RowCallbackHandler) row -> {
                    long version = row.getLong(1);
                    String body = bodies.open(row.getInt(2), pid, version, row.getString(3));
                    sql.update(
                            "update hfj_res_ver set res_text_vc = ? where res_id = ? and res_ver = ?",
                            bodies.seal(segment, pid, version, body),
                            pid,
                            version);
                },
                pid);
        sql.query(
                "select res_ver, partition_id, hash_sha256 from hfj_resource where res_id = ? and hash_sha256 is not null",
                (RowCallbackHandler) row -> sql.update(
                        "update hfj_resource set hash_sha256 = ? where res_id = ?",
                        bodies.resealHash(row.getInt(2), segment, pid, row.getLong(1), row.getString(3)),
                        pid),
                pid);
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
