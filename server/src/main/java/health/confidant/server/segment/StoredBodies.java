package health.confidant.server.segment;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Latest versions as HAPI stored them, for those who are in the system role: carving and relabelling. */
final class StoredBodies {
    record Row(long pid, String type, String id, int segment, String body) {}

    private static final String FROM =
            """
            from hfj_resource r join hfj_res_ver v on v.res_id = r.res_id and v.res_ver = r.res_ver
            where r.res_deleted_at is null and
            """;

    private StoredBodies() {}

    /** @param condition over {@code r}, the resource, and {@code v}, its latest version */
    static List<Row> read(JdbcTemplate sql, String condition, Object... arguments) {
        return sql.query(
                "select r.res_id, r.res_type, r.fhir_id, r.partition_id, v.res_text_vc " + FROM + condition,
                (row, n) ->
                        new Row(row.getLong(1), row.getString(2), row.getString(3), row.getInt(4), row.getString(5)),
                arguments);
    }

    /** @param reference {@code Type/id} */
    static Optional<String> body(JdbcTemplate sql, String reference) {
        return one(sql, reference).map(Row::body);
    }

    static Optional<Integer> segment(JdbcTemplate sql, String reference) {
        return one(sql, reference).map(Row::segment);
    }

    private static Optional<Row> one(JdbcTemplate sql, String reference) {
        int slash = reference.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        return read(
                        sql,
                        "r.res_type = ? and r.fhir_id = ?",
                        reference.substring(0, slash),
                        reference.substring(slash + 1))
                .stream()
                .findFirst();
    }
}
