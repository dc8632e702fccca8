package health.confidant.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.confidant.server.TestServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A search by what a record refers to, with a token for the record's type and not for the target's: it finds by the
 * reference that the record shows anyway, and tells nothing else of the target. SMART App Launch 2.2, scopes: an app with
 * {@code patient/Observation.rs} asks for {@code Observation?patient=}.
 */
class SearchByPatientIT {
    private static final TestServer SERVER = TestServer.shared();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String MAYA = App.id("Patient/maya");
    private static final String DANIEL = App.id("Patient/daniel");
    private static final String SURVEY = App.id("Observation/maya-audit-c");
    private static final String DRINKS = App.id("Observation/maya-drinks");

    private static String patient(String scopes) {
        return SERVER.tokenWithScopes("maya", "individual-portal", scopes);
    }

    private static String clinician(String scopes) {
        return SERVER.tokenWithScopes("kim", "clinician-app", scopes);
    }

    private static HttpResponse<String> get(String token, String path) {
        return SERVER.send(token, "GET", path, null);
    }

    private static JsonNode found(String token, String path) throws Exception {
        HttpResponse<String> answer = get(token, path);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static Set<String> ids(JsonNode bundle) {
        Set<String> ids = new TreeSet<>();
        for (JsonNode entry : bundle.path("entry")) {
            ids.add(entry.path("resource").path("id").asText());
        }
        return ids;
    }

    @Test
    void everyWayOfSearchingByPatientFinds() throws Exception {
        for (String token : List.of(patient("patient/Observation.rs"), clinician("user/Observation.rs"))) {
            for (String by : List.of("patient=" + MAYA, "patient=Patient/" + MAYA, "subject=Patient/" + MAYA)) {
                assertThat(ids(found(token, "/Observation?" + by))).as(by).contains(SURVEY, DRINKS);
                assertThat(found(token, "/Observation?" + by + "&_summary=count")
                                .path("total")
                                .asInt())
                        .as(by)
                        .isGreaterThanOrEqualTo(2);
            }
            assertThat(ids(found(token, "/Observation?patient=" + MAYA + "&category=survey&_sort=-date&_count=50")))
                    .contains(SURVEY)
                    .doesNotContain(DRINKS);
            HttpResponse<String> posted = SERVER.send(
                    token,
                    "POST",
                    "/Observation/_search",
                    "patient=" + MAYA,
                    "Content-Type",
                    "application/x-www-form-urlencoded");
            assertThat(ids(JSON.readTree(posted.body()))).contains(SURVEY, DRINKS);
            for (String kind : List.of("batch", "transaction")) {
                String bundle =
                        """
                        {"resourceType":"Bundle","type":"%s","entry":[
                          {"request":{"method":"GET","url":"Observation?patient=%s"}}]}
                        """
                                .formatted(kind, MAYA);
                assertThat(SERVER.send(token, "POST", "/", bundle).body())
                        .as(kind)
                        .contains(SURVEY, DRINKS);
            }
        }
    }

    @Test
    void aScopeWithAQueryPartFindsByPatientWhatItIsAbout() throws Exception {
        String token = patient("patient/Observation.rs?category="
                + "http://terminology.hl7.org/CodeSystem/observation-category|survey");
        assertThat(ids(found(token, "/Observation?patient=" + MAYA)))
                .contains(SURVEY)
                .doesNotContain(DRINKS);
    }

    @Test
    void anotherReferenceFindsWhatShowsIt() throws Exception {
        String token = clinician("user/Observation.rs");
        JsonNode drinks = found(token, "/Observation?_id=" + DRINKS);
        String performer = drinks.at("/entry/0/resource/performer/0/reference").asText();
        assertThat(performer).isNotEmpty();
        assertThat(ids(found(token, "/Observation?performer=" + performer))).contains(DRINKS);
    }

    @Test
    void pagesGoOn() throws Exception {
        String token = patient("patient/Observation.rs");
        JsonNode page = found(token, "/Observation?patient=" + MAYA + "&_count=1&_sort=_id");
        Set<String> all = ids(page);
        String next = next(page);
        while (!next.isEmpty()) {
            page = found(token, next.substring(SERVER.fhir().toString().length()));
            assertThat(ids(page)).hasSizeLessThanOrEqualTo(1);
            all.addAll(ids(page));
            next = next(page);
        }
        assertThat(all).contains(SURVEY, DRINKS);
    }

    private static String next(JsonNode bundle) {
        for (JsonNode link : bundle.path("link")) {
            if (link.path("relation").asText().equals("next")) {
                return link.path("url").asText();
            }
        }
        return "";
    }

    /** Nothing else of the target: not its content by a chain, not itself by an include, not before and not afterwards. */
    @Test
    void theTargetStaysOutOfSight() throws Exception {
        for (String token : List.of(patient("patient/Observation.rs"), clinician("user/Observation.rs"))) {
            for (String door : List.of(
                    "/Observation?patient=" + MAYA + "&patient.name=Maya",
                    "/Observation?patient=" + MAYA + "&subject:Patient.birthdate=gt1900-01-01",
                    "/Observation?patient.name=Maya")) {
                assertThat(ids(found(token, door))).as(door).isEmpty();
            }
            for (String door : List.of(
                    "/Observation?patient=" + MAYA + "&_include=Observation:subject",
                    "/Observation?patient=" + MAYA
                            + "&_include=Observation:patient&_revinclude:iterate=Condition:patient")) {
                for (JsonNode entry : found(token, door).path("entry")) {
                    assertThat(entry.path("resource").path("resourceType").asText())
                            .as(door)
                            .isEqualTo("Observation");
                }
            }
            assertThat(get(token, "/Patient/" + MAYA).statusCode()).isEqualTo(403);
            assertThat(get(token, "/Patient/" + MAYA + "/$everything").statusCode())
                    .isEqualTo(403);
            String batch =
                    """
                    {"resourceType":"Bundle","type":"batch","entry":[
                      {"request":{"method":"GET","url":"Observation?patient=%1$s"}},
                      {"request":{"method":"GET","url":"Patient/%1$s"}},
                      {"request":{"method":"GET","url":"Patient?_id=%1$s"}}]}
                    """
                            .formatted(MAYA);
            assertThat(SERVER.send(token, "POST", "/", batch).body()).doesNotContain("\"Patient\"");
        }
    }

    /** Whom the caller may not see, who is deleted and who never was: the same empty answer. */
    @Test
    void somebodyElseIsNobody() throws Exception {
        Map<String, String> others = Map.of(
                patient("patient/Observation.rs"), DANIEL, clinician("user/Observation.rs"), App.id("Patient/priya"));
        for (Map.Entry<String, String> asker : others.entrySet()) {
            String nobody = UUID.randomUUID().toString();
            for (String query : List.of("/Observation?patient=%s", "/Observation?subject=Patient/%s&_total=accurate")) {
                assertThat(plain(get(asker.getKey(), query.formatted(asker.getValue())), asker.getValue()))
                        .isEqualTo(plain(get(asker.getKey(), query.formatted(nobody)), nobody));
            }
        }
    }

    private static String plain(HttpResponse<String> answer, String id) throws Exception {
        JsonNode bundle = JSON.readTree(answer.body());
        return answer.statusCode() + " " + bundle.path("total") + bundle.path("entry")
                + bundle.path("link").toString().replace(id, "");
    }

    /** The first gate alone: with the targets' ids open, PostgreSQL shows their ids and nothing that is said of them. */
    @Test
    void theDatabaseOpensIdsAndNoMore() {
        JdbcTemplate sql = SERVER.administrator();
        TransactionTemplate transaction =
                new TransactionTemplate(new DataSourceTransactionManager(sql.getDataSource()));
        String general = sql.queryForObject(
                "select array_agg(distinct partition_id)::text from hfj_resource where fhir_id = ?",
                String.class,
                MAYA);
        transaction.executeWithoutResult(status -> {
            sql.queryForList(
                    "select set_config('role', 'confidant_request', true), set_config('confidant.readable', ?, true),"
                            + " set_config('confidant.types', 'Observation', true)",
                    general);
            assertThat(rows(sql, "hfj_resource", MAYA)).isZero();
            sql.queryForList("select set_config('confidant.targets', 'on', true)");
            assertThat(rows(sql, "hfj_resource", MAYA)).isEqualTo(1);
            assertThat(rows(sql, "hfj_resource", DANIEL)).isZero();
            for (String table : List.of("hfj_res_ver", "hfj_spidx_string", "hfj_spidx_token", "hfj_spidx_date")) {
                assertThat(sql.queryForObject(
                                "select count(*) from " + table + " where res_type = 'Patient'", Long.class))
                        .as(table)
                        .isZero();
            }
            status.setRollbackOnly();
        });
    }

    private static long rows(JdbcTemplate sql, String table, String id) {
        return sql.queryForObject("select count(*) from " + table + " where fhir_id = ?", Long.class, id);
    }
}
