package health.confidant.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.jpa.model.util.SearchParamHash;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.confidant.ig.World;
import health.confidant.server.TestServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A scope with a query part: through every door, what it is not about does not exist. */
class GranularScopesIT {
    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category|";
    private static final String SURVEYS = "patient/Observation.rs?category=" + CATEGORY + "survey";

    private static final TestServer SERVER = TestServer.shared();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static String token(String scopes) {
        return SERVER.tokenWithScopes("maya", "individual-portal", scopes);
    }

    private static HttpResponse<String> get(String token, String path) {
        return SERVER.send(token, "GET", path, null);
    }

    private static JsonNode json(String token, String path) throws Exception {
        HttpResponse<String> answer = get(token, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static Set<String> ids(JsonNode bundle, String type) {
        Set<String> ids = new TreeSet<>();
        for (JsonNode entry : bundle.path("entry")) {
            if (entry.path("resource").path("resourceType").asText().equals(type)) {
                ids.add(entry.path("resource").path("id").asText());
            }
        }
        return ids;
    }

    private static String id(String reference) {
        String id = World.id(reference);
        return id.substring(id.indexOf('/') + 1);
    }

    private static final String SURVEY = id("Observation/maya-audit-c");
    private static final String DRINKS = id("Observation/maya-drinks");
    private static final String MAYA = id("Patient/maya");

    /** Requirements 27, 30, 77. */
    @Test
    void searchFindsCountsAndReadsWhatTheScopeIsAbout() throws Exception {
        String whole = token("patient/Observation.rs");
        assertThat(ids(json(whole, "/Observation"), "Observation")).contains(SURVEY, DRINKS);
        String token = token(SURVEYS);
        assertThat(ids(json(token, "/Observation"), "Observation"))
                .contains(SURVEY)
                .doesNotContain(DRINKS);
        assertThat(json(token, "/Observation?_summary=count").path("total").asInt())
                .isEqualTo(ids(json(token, "/Observation"), "Observation").size());
        assertThat(get(token, "/Observation/" + SURVEY).statusCode()).isEqualTo(200);
        HttpResponse<String> hidden = get(token, "/Observation/" + DRINKS);
        HttpResponse<String> missing = get(token, "/Observation/" + id("Observation/nobody"));
        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(plain(hidden)).isEqualTo(plain(missing));
    }

    /** The body without its own id, which differs in every answer. */
    private static String plain(HttpResponse<String> answer) throws Exception {
        JsonNode outcome = JSON.readTree(answer.body());
        return answer.statusCode() + outcome.path("issue").toString();
    }

    @Test
    void noOtherDoorShowsWhatTheScopeIsNotAbout() throws Exception {
        String token = token(SURVEYS + " patient/Patient.rs");
        List<String> doors = new ArrayList<>(List.of(
                "/Observation?category=social-history",
                "/Observation?_id=" + DRINKS,
                "/Observation?subject=Patient/" + MAYA,
                "/Observation?subject:Patient.birthdate=gt1900-01-01",
                "/Patient?_id=" + MAYA + "&_revinclude=Observation:subject",
                "/Patient/" + MAYA + "/$everything",
                "/Observation/" + SURVEY + "/_history"));
        for (String door : doors) {
            assertThat(ids(json(token, door), "Observation")).as(door).doesNotContain(DRINKS);
        }
        assertThat(json(token, "/Patient?_has:Observation:patient:category=social-history")
                        .path("total")
                        .asInt(0))
                .isZero();
        assertThat(ids(json(token, "/Patient?_has:Observation:patient:category=survey"), "Patient"))
                .containsExactly(MAYA);
        assertThat(get(token, "/Observation/" + DRINKS + "/_history").statusCode())
                .isEqualTo(404);
        assertThat(get(token, "/Observation/" + DRINKS + "/_history/1").statusCode())
                .isEqualTo(404);
        assertThat(ids(json(token, "/Patient/" + MAYA + "/$everything"), "Observation"))
                .contains(SURVEY);
    }

    /** Requirement 81. */
    @Test
    void aBatchAndAPostedSearchAreDoorsToo() throws Exception {
        String token = token(SURVEYS);
        String batch =
                """
                {"resourceType":"Bundle","type":"batch","entry":[
                  {"request":{"method":"GET","url":"Observation/%s"}},
                  {"request":{"method":"GET","url":"Observation?category=social-history"}}]}
                """
                        .formatted(DRINKS);
        HttpResponse<String> answer = SERVER.send(token, "POST", "/", batch);
        assertThat(answer.body()).doesNotContain("valueQuantity");
        HttpResponse<String> search = SERVER.send(
                token,
                "POST",
                "/Observation/_search",
                "category=social-history",
                "Content-Type",
                "application/x-www-form-urlencoded");
        assertThat(JSON.readTree(search.body()).path("entry")).isEmpty();
    }

    @Test
    void severalScopesAddUpAndConditionsNarrow() throws Exception {
        String two = token(SURVEYS + " patient/Observation.rs?category=" + CATEGORY + "social-history");
        assertThat(ids(json(two, "/Observation"), "Observation")).contains(SURVEY, DRINKS);
        String both = token("patient/Observation.rs?category=survey&status=amended");
        assertThat(ids(json(both, "/Observation"), "Observation")).isEmpty();
        String other = token("patient/Observation.rs?category=http://example.org|survey");
        assertThat(ids(json(other, "/Observation"), "Observation")).isEmpty();
        String whole = token(SURVEYS + " patient/*.rs");
        assertThat(ids(json(whole, "/Observation"), "Observation")).contains(DRINKS);
    }

    @Test
    void aTypeThatNoScopeNamesIsRefusedAsBefore() {
        assertThat(get(token(SURVEYS), "/Condition").statusCode()).isEqualTo(403);
    }

    @Test
    void whatIsNoScopeIsRefusedAsAWhole() {
        for (String scope : List.of(
                "patient/Observation.rs?subject=Patient/1",
                "patient/Observation.sr?category=survey",
                "patient/*.rs?category=survey",
                "patient/Observation.cruds?category=survey")) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> token(scope)))
                    .as(scope)
                    .hasRootCauseMessage("The server issued no code: invalid_scope");
        }
    }

    /** The first gate alone: PostgreSQL, asked as the request's role with the request's settings. */
    @Test
    void theDatabaseItselfHoldsIt() {
        JdbcTemplate sql = SERVER.administrator();
        TransactionTemplate transaction =
                new TransactionTemplate(new DataSourceTransactionManager(sql.getDataSource()));
        String all = sql.queryForObject("select array_agg(id)::text from confidant.segment", String.class);
        long survey = SearchParamHash.hashSearchParam("Observation", "category", "survey");
        // A survey may be of another category, too.
        String others = "select count(*) from hfj_spidx_token where res_type = 'Observation' and res_id not in (select"
                + " res_id from hfj_spidx_token where sp_name = 'category' and hash_value = ?)";
        assertThat(sql.queryForObject(others, Long.class, survey)).isPositive();
        List<Long> seen = transaction.execute(status -> {
            sql.queryForList(
                    "select set_config('role', 'confidant_request', true), set_config('confidant.readable', ?, true),"
                            + " set_config('confidant.types', 'Patient', true), set_config('confidant.granted', ?, true)",
                    all,
                    "[[{\"exact\": [], \"code\": [\"" + survey + "\"]}]]");
            List<Long> categories = sql.queryForList(
                    "select distinct hash_value from hfj_spidx_token where res_type = 'Observation' and sp_name = 'category'",
                    Long.class);
            Long links = sql.queryForObject(
                    "select count(*) from hfj_res_link where source_resource_type = 'Observation' and src_resource_id"
                            + " not in (select res_id from hfj_resource where res_type = 'Observation')",
                    Long.class);
            assertThat(links).isZero();
            assertThat(sql.queryForObject(others, Long.class, survey)).isZero();
            status.setRollbackOnly();
            return categories;
        });
        assertThat(seen).contains(survey);
    }
}
