package health.confidant.server.atrest;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.batch2.api.IJobPersistence;
import ca.uhn.fhir.batch2.model.JobInstance;
import ca.uhn.fhir.batch2.model.StatusEnum;
import ca.uhn.fhir.batch2.model.WorkChunkCreateEvent;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import health.confidant.server.TestServer;
import health.confidant.server.threat.Answer;
import health.confidant.server.threat.Door;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Secrets that came in by the front door, looked for in every table and in the files of the database. They are ten
 * letters and more: five of them, in either case, come about in a hundred megabytes of sealed text.
 */
class PlaintextIT {
    private static final Path PAGE = Path.of("docs/plaintext.md");

    private final TestServer server = TestServer.shared();
    private final JdbcTemplate administrator = server.administrator();
    private final IJobPersistence jobs = server.bean(IJobPersistence.class);
    private final List<String> planted = new ArrayList<>();
    private final Door ehr = Door.of(server, "northside-ehr");

    private List<String> plant() {
        String patient = ehr.create("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"Zqxfamilyname\",\"given\":"
                + "[\"Zqxgivenname\"]}],\"identifier\":[{\"system\":\"urn:zqxsystemname\",\"value\":\"ZQXMRN773311\"}],\"telecom\":"
                + "[{\"system\":\"phone\",\"value\":\"zqx-555-0199\"}],\"address\":[{\"line\":[\"Zqxstreetname\"],\"city\":"
                + "\"Zqxcityname\"}],\"birthDate\":\"1971-03-05\"}");
        String condition = "{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"" + patient
                + "\"},\"clinicalStatus\":{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/"
                + "condition-clinical\",\"code\":\"active\"}]},\"code\":{\"coding\":[{\"system\":\"urn:zqxcodesystem\","
                + "\"code\":\"ZQXCODEVALUE\"}],\"text\":\"Zqxtextwords\"},\"note\":[{\"text\":\"Zqxnotewords of the session\"}]}";
        String stored = ehr.create(condition);
        Answer update = ehr.send(
                "PUT",
                stored,
                condition
                        .replace("{\"resourceType\"", "{\"id\":\"" + stored.split("/")[1] + "\",\"resourceType\"")
                        .replace("Zqxnotewords", "Zqxsecondnote"));
        assertThat(update.status()).as(update.body()).isEqualTo(200);
        // Each test plants one: the index finds them all.
        assertThat(ehr.get("/Condition?code=ZQXCODEVALUE&subject.family=zqxfamilyn")
                        .total())
                .isPositive();
        assertThat(ehr.get("/Patient?name=Zqxgivenname&identifier=ZQXMRN773311").total())
                .isPositive();
        assertThat(ehr.get(patient + "/$everything").body()).contains("Zqxsecondnote");
        assertThat(ehr.get(stored + "/_history").body()).contains("Zqxnotewords");
        plantJob();
        return List.of(
                "zqxparameter",
                "zqxreportword",
                "zqxuserdata",
                "zqxchunkdata",
                "zqxfamilyname",
                "zqxgivenname",
                "zqxsystemname",
                "zqxmrn773311",
                "zqx-555-0199",
                "zqxstreetname",
                "zqxcityname",
                "zqxcodesystem",
                "zqxcodevalue",
                "zqxtextwords",
                "zqxnotewords",
                "zqxsecondnote",
                "zqxfamilyn");
    }

    /** A job that is over before it begins, with a part that waits for ever: nothing runs it. */
    private String plantJob() {
        JobInstance instance = new JobInstance();
        instance.setJobDefinitionId("PLAINTEXT");
        instance.setJobDefinitionVersion(1);
        instance.setStatus(StatusEnum.COMPLETED);
        instance.setParameters("{\"patient\":\"Zqxparameter\"}");
        instance.setReport("Zqxreportword");
        instance.setUserData(Map.of("who", "Zqxuserdata"));
        String id = jobs.storeNewInstance(new SystemRequestDetails(), instance);
        planted.add(id);
        jobs.onWorkChunkCreate(
                new WorkChunkCreateEvent("PLAINTEXT", 1, "step", id, 0, "{\"note\":\"Zqxchunkdata\"}", true));
        return id;
    }

    @AfterEach
    void removeJobs() {
        planted.forEach(jobs::deleteInstanceAndChunks);
    }

    @Test
    void parametersReportAndDataOfAJobAreSealedAndReadBack() {
        String id = plantJob();
        Map<String, Object> stored = new HashMap<>(administrator.queryForMap(
                "select params_json_vc, report_vc, user_data_json from bt2_job_instance where id = ?", id));
        stored.putAll(administrator.queryForMap("select chunk_data_vc from bt2_work_chunk where instance_id = ?", id));
        assertThat(stored).hasSize(4);
        stored.forEach((column, value) -> assertThat(String.valueOf(value))
                .as(column)
                .startsWith("s1.0-service-")
                .doesNotContain("Zqxparameter", "Zqxreportword", "Zqxuserdata", "Zqxchunkdata"));
        JobInstance read = jobs.fetchInstance(id).orElseThrow();
        assertThat(read.getParameters()).contains("Zqxparameter");
        assertThat(read.getReport()).isEqualTo("Zqxreportword");
        assertThat(jobs.fetchAllWorkChunksIterator(id, true).next().getData()).contains("Zqxchunkdata");
    }

    private Set<String> documented() throws IOException {
        Matcher columns = Pattern.compile("`([A-Za-z_0-9]+\\.[a-z_0-9]+)`").matcher(Files.readString(PAGE));
        Set<String> found = new TreeSet<>();
        while (columns.find()) {
            found.add(columns.group(1));
        }
        return found;
    }

    private List<Map<String, Object>> columns() {
        return administrator.queryForList(
                """
                select table_schema as s, table_name as t, column_name as c, data_type as d
                from information_schema.columns join information_schema.tables using (table_schema, table_name)
                where table_schema in ('public', 'confidant') and table_type = 'BASE TABLE' order by 1, 2, 3
                """);
    }

    private static String table(Map<String, Object> column) {
        return column.get("s") + ".\"" + column.get("t") + "\"";
    }

    private static String name(Map<String, Object> column) {
        String schema = column.get("s").equals("confidant") ? "confidant." : "";
        return schema + column.get("t") + "." + column.get("c");
    }

    @Test
    void secretsAreInNoColumnThatThePageDoesNotName() throws IOException {
        List<String> secrets = plant();
        Set<String> allowed = documented();
        Set<String> showing = new TreeSet<>();
        for (Map<String, Object> column : columns()) {
            String text = column.get("d").equals("bytea")
                    ? "encode(\"" + column.get("c") + "\", 'escape')"
                    : "\"" + column.get("c") + "\"::text";
            boolean shows = administrator.queryForObject(
                    "select exists (select from " + table(column) + " where lower(" + text + ") like any (?))",
                    Boolean.class,
                    (Object) secrets.stream().map(s -> "%" + s + "%").toArray(String[]::new));
            if (shows) {
                showing.add(name(column));
            }
        }
        assertThat(allowed).containsAll(showing);
        assertThat(administrator.queryForObject("select count(*) from pg_largeobject", Integer.class))
                .as("large objects, which no seal covers")
                .isZero();
    }

    @Test
    void everyColumnOfHapisThatHoldsTextIsOnThePageOrIsEmptyOrSealed() throws IOException {
        plant();
        Set<String> allowed = documented();
        List<String> unnamed = new ArrayList<>();
        for (Map<String, Object> column : columns()) {
            boolean holdsText = Set.of("text", "character varying", "json", "jsonb", "bytea", "ARRAY", "oid")
                    .contains(column.get("d"));
            boolean hapis = column.get("s").equals("public");
            if (hapis && holdsText && !allowed.contains(name(column))) {
                String value = "\"" + column.get("c") + "\"";
                String text = column.get("d").equals("bytea") ? "encode(" + value + ", 'escape')" : value + "::text";
                boolean open = administrator.queryForObject(
                        "select exists (select from " + table(column) + " where " + value + " is not null and " + text
                                + " !~ '^s1[.]')",
                        Boolean.class);
                if (open) {
                    unnamed.add(name(column));
                }
            }
        }
        assertThat(unnamed).isEmpty();
    }

    @Test
    void pageNamesNoColumnThatIsNotThere() throws IOException {
        Set<String> existing = columns().stream().map(PlaintextIT::name).collect(Collectors.toSet());
        assertThat(existing).containsAll(documented());
    }

    @Test
    void secretsOfTheRecordAreNotInTheFilesOfTheDatabase() throws IOException {
        plant();
        administrator.execute("checkpoint");
        Path directory = Path.of(administrator.queryForObject("show data_directory", String.class));
        List<String> hits = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = content(file);
                for (String secret : List.of(
                        "Zqxnotewords",
                        "Zqxsecondnote",
                        "Zqxtextwords",
                        "Zqxstreetname",
                        "Zqxfamilyname",
                        "ZQXFAMILYNAME",
                        "Zqxparameter",
                        "Zqxchunkdata")) {
                    if (bytes.contains(secret)) {
                        hits.add(secret + " in " + directory.relativize(file));
                    }
                }
            }
        }
        assertThat(hits).isEmpty();
    }

    private static String content(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (java.nio.file.NoSuchFileException e) {
            return ""; // PostgreSQL removed it meanwhile.
        }
    }
}
