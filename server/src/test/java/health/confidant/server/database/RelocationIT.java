package health.confidant.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.server.TestServer;
import health.confidant.server.threat.Answer;
import health.confidant.server.threat.Door;
import health.confidant.server.threat.Records;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** A change of labels moves every row of a resource, its old versions too, or none. */
class RelocationIT {
    private final TestServer server = TestServer.shared();
    private final JdbcTemplate administrator = server.administrator();
    private final Door ehr = Door.of(server, "northside-ehr");
    private final String patient = ehr.create("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Brought\"}]}");

    /** Segments by table and column that says whose row it is. */
    private Map<String, Set<Integer>> rows(String reference) {
        long pid = administrator.queryForObject(
                "select res_id from hfj_resource where fhir_id = ?",
                Long.class,
                reference.split("/")[1]);
        Map<String, Set<Integer>> found = new TreeMap<>();
        List<Map<String, Object>> columns = administrator.queryForList(
                "select p.table_name as t, c.column_name as c from information_schema.columns p join"
                        + " information_schema.columns c using (table_schema, table_name) where p.table_schema ="
                        + " 'public' and p.column_name = 'partition_id' and c.column_name in ('res_id',"
                        + " 'src_resource_id', 'res_pid', 'resource_pid')");
        for (Map<String, Object> column : columns) {
            List<Integer> segments = administrator.queryForList(
                    "select partition_id from " + column.get("t") + " where " + column.get("c") + " = ?",
                    Integer.class,
                    pid);
            if (!segments.isEmpty()) {
                found.put(column.get("t").toString(), new TreeSet<>(segments));
            }
        }
        return found;
    }

    private static int only(Map<String, Set<Integer>> rows) {
        assertThat(rows).containsKeys("hfj_resource", "hfj_res_ver", "hfj_spidx_token", "hfj_res_link");
        Set<Integer> segments = new TreeSet<>();
        rows.values().forEach(segments::addAll);
        assertThat(segments).as(rows.toString()).hasSize(1);
        return segments.iterator().next();
    }

    private String plain() {
        return Records.observation(patient, "8867-4", ",\"valueInteger\":70");
    }

    private String sensitive() {
        return plain().replaceFirst(
                        "\\{\"coding\":\\[",
                        "{\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/icd-10-cm\",\"code\":\"F10.20\"},");
    }

    private String brought() {
        String reference = ehr.create(plain());
        Answer second = ehr.send("PUT", reference, Records.withId(plain().replace(":70}", ":72}"), reference));
        assertThat(second.status()).as(second.body()).isEqualTo(200);
        return reference;
    }

    @Test
    void allRowsMoveWithTheLabels() {
        String reference = brought();
        int before = only(rows(reference));
        Answer update = ehr.send("PUT", reference, Records.withId(sensitive(), reference));
        assertThat(update.status()).as(update.body()).isEqualTo(200);
        assertThat(update.body()).contains("42CFRPart2");
        int after = only(rows(reference));
        assertThat(after).isNotEqualTo(before);
        assertThat(administrator.queryForObject(
                        "select array_to_string(labels, ',') from confidant.segment where id = ?", String.class, after))
                .contains("PART2");
        assertThat(ehr.get(reference + "/_history").references()).hasSize(3);
        assertThat(ehr.get("/Observation?code=F10.20&_id=" + reference.split("/")[1])
                        .total())
                .isEqualTo(1);
        Answer back = ehr.send("PUT", reference, Records.withId(plain(), reference));
        assertThat(back.status()).as(back.body()).isEqualTo(200);
        only(rows(reference));
    }

    @Test
    void moveByPatchIsAMoveToo() {
        String reference = brought();
        int before = only(rows(reference));
        Answer patch = ehr.send(
                "PATCH",
                reference,
                "[{\"op\":\"add\",\"path\":\"/code/coding/-\",\"value\":{\"system\":"
                        + "\"http://hl7.org/fhir/sid/icd-10-cm\",\"code\":\"F10.20\"}}]",
                "Content-Type",
                "application/json-patch+json");
        assertThat(patch.status()).as(patch.body()).isEqualTo(200);
        assertThat(only(rows(reference))).isNotEqualTo(before);
        assertThat(ehr.get(reference).body()).contains("42CFRPart2");
    }

    @Test
    void moveByTransactionIsAMoveToo() {
        String reference = brought();
        int before = only(rows(reference));
        Answer moved = ehr.send(
                "POST",
                "/",
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":"
                        + Records.withId(sensitive(), reference) + ",\"request\":{\"method\":\"PUT\",\"url\":\""
                        + reference + "\"}}]}");
        assertThat(moved.status()).as(moved.body()).isEqualTo(200);
        assertThat(only(rows(reference))).isNotEqualTo(before);
    }

    @Test
    void failureHalfwayMovesNothing() {
        String reference = brought();
        Map<String, Set<Integer>> before = rows(reference);
        String stored = ehr.get(reference).body();
        administrator.execute("create function public.stumble() returns trigger language plpgsql as $$ begin if"
                + " old.partition_id <> new.partition_id then raise exception 'stumble'; end if; return new; end $$");
        administrator.execute("create trigger stumble before update on hfj_spidx_token for each row execute function"
                + " public.stumble()");
        try {
            Answer failed = ehr.send("PUT", reference, Records.withId(sensitive(), reference));
            assertThat(failed.status()).as(failed.body()).isGreaterThanOrEqualTo(500);
            assertThat(failed.body()).doesNotContain("stumble", "hfj_", "F10.20");
        } finally {
            administrator.execute("drop trigger stumble on hfj_spidx_token");
            administrator.execute("drop function public.stumble()");
        }
        assertThat(rows(reference)).isEqualTo(before);
        assertThat(ehr.get(reference).body()).isEqualTo(stored);
    }
}
