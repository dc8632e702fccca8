package health.confidant.server.segment;

import ca.uhn.fhir.context.FhirContext;
import health.confidant.server.atrest.Bodies;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Versions as HAPI stored them, for those who are in the system role: carving and relabelling. */
final class StoredBodies {
    /** @param body JSON without id, as HAPI writes it */
    record Row(long pid, long version, String type, String id, int segment, String body) {
        String reference() {
            return type + "/" + id;
        }

        /** Without its id, as it is stored. */
        Resource bare() {
            return (Resource) FhirContext.forR4Cached().newJsonParser().parseResource(body);
        }

        Resource resource() {
            Resource resource = bare();
            resource.setId(reference());
            return resource;
        }
    }

    /** Whether this is the newest version, by what its resource's row says. */
    private interface Head {
        void check(int segment, long resource, long version, String sealed);
    }

    private static final String SELECT =
            """
            select r.res_id, v.res_ver, r.res_type, r.fhir_id, v.partition_id, v.res_text_vc, r.hash_sha256
            from hfj_resource r join hfj_res_ver v on v.res_id = r.res_id
            where r.res_deleted_at is null and v.res_text_vc is not null and
            """;

    private final JdbcTemplate sql;
    private final Bodies bodies;

    StoredBodies(JdbcTemplate sql, Bodies bodies) {
        this.sql = sql;
        this.bodies = bodies;
    }

    /** @param condition over {@code r}, the resource, and {@code v}, its latest version */
    List<Row> latest(String condition, Object... arguments) {
        return read("v.res_ver = r.res_ver and " + condition, bodies::openHash, arguments);
    }

    /** Every version of one resource. */
    List<Row> versions(long pid) {
        return read("r.res_id = ?", (segment, resource, version, head) -> {}, pid);
    }

    /** Puts another text in place of a version's: its labels are in the text. */
    void write(Row row, String body) {
        sql.update(
                "update hfj_res_ver set res_text_vc = ? where res_id = ? and res_ver = ?",
                bodies.seal(row.segment(), row.pid(), row.version(), body),
                row.pid(),
                row.version());
    }

    /** @param reference {@code Type/id} */
    Optional<Row> find(String reference) {
        int slash = reference.indexOf('/');
        return slash < 0
                ? Optional.empty()
                : latest(
                                "r.res_type = ? and r.fhir_id = ?",
                                reference.substring(0, slash),
                                reference.substring(slash + 1))
                        .stream()
                        .findFirst();
    }

    private List<Row> read(String condition, Head head, Object... arguments) {
        return sql.query(
                SELECT + condition,
                (row, n) -> {
                    long pid = row.getLong(1);
                    long version = row.getLong(2);
                    int segment = row.getInt(5);
                    head.check(segment, pid, version, row.getString(7));
                    String body = bodies.open(segment, pid, version, row.getString(6));
                    return new Row(pid, version, row.getString(3), row.getString(4), segment, body);
                },
                arguments);
    }
}
