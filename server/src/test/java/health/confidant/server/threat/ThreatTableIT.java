package health.confidant.server.threat;

import static org.assertj.core.api.Assertions.assertThat;

import health.confidant.server.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each row of the threat table by its number: the couples therapist asks about Maya's individual track. */
class ThreatTableIT {
    private static final String MAYA = Door.id("Patient/maya");
    private static final String HIDDEN = Door.id("Condition/maya-alcohol");
    private static final String NEVER = "Condition/" + Records.NEVER;

    private final TestServer server = TestServer.shared();
    private final Door kim = Door.of(server, "kim");
    private final Door lee = Door.of(server, "lee");
    private final Door maya = Door.of(server, "maya");

    private void same(Answer hidden, Answer never, int status) {
        assertThat(hidden.status()).as(hidden.body()).isEqualTo(status);
        assertThat(hidden.normalised()).isEqualTo(never.normalised());
    }

    @Test
    void l1ConditionalCreateTellsNothing() {
        assertThat(kim.get("/Condition?code=F10.20&patient=" + MAYA).total()).isPositive();
        String body = Records.condition(MAYA, "Z63.0");
        same(
                lee.send("POST", "/Condition", body, "If-None-Exist", "Condition?code=F10.20&patient=" + MAYA),
                lee.send("POST", "/Condition", body, "If-None-Exist", "Condition?code=F99.99&patient=" + MAYA),
                400);
    }

    @Test
    void l2ReverseChainSeesVisibleRowsAlone() {
        assertThat(kim.get("/Patient?_has:Condition:patient:code=F10.20").references())
                .contains(MAYA);
        assertThat(lee.get("/Patient?_id=" + MAYA).total()).isEqualTo(1);
        assertThat(lee.get("/Patient?_has:Condition:patient:code=F10.20").total())
                .isZero();
    }

    @Test
    void l3ChainSeesVisibleRowsAlone() {
        String encounter = "Observation?encounter:Encounter.status=finished&patient=" + MAYA;
        List<String> kims = kim.get(encounter).references();
        List<String> lees = lee.get(encounter).references();
        assertThat(kims).contains(Door.id("Observation/maya-audit-c"));
        assertThat(lees).doesNotContain(Door.id("Observation/maya-audit-c"));
        assertThat(lees).contains(Door.id("Observation/maya-couples-satisfaction"));
    }

    @Test
    void l4PatchTestGuessesNothing() {
        String right = "[{\"op\":\"test\",\"path\":\"/code/coding/0/code\",\"value\":\"F10.20\"}]";
        String wrong = right.replace("F10.20", "F99.99");
        String json = "application/json-patch+json";
        Answer never = lee.send("PATCH", NEVER, right, "Content-Type", json);
        same(lee.send("PATCH", HIDDEN, right, "Content-Type", json), never, 404);
        same(lee.send("PATCH", HIDDEN, wrong, "Content-Type", json), never, 404);
    }

    /** Requirement 10: X-Meta-Snapshot-Mode, and labels that a client sends. */
    @Test
    void l5LabelsAreTheServersAlone() {
        String mine = kim.create(Records.condition(MAYA, "F10.20"));
        List<String> labels = labels(kim.get(mine));
        assertThat(labels).contains("42CFRPart2");
        String update = Records.withId(Records.condition(MAYA, "F10.20"), mine);
        kim.send("PUT", mine, update, "X-Meta-Snapshot-Mode", "SECURITY_LABEL,TAG");
        assertThat(labels(kim.get(mine))).isEqualTo(labels);
        String forged = update.replaceFirst(
                "\\{",
                "{\"meta\":{\"security\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-Confidentiality\","
                        + "\"code\":\"U\"}]},");
        kim.send("PUT", mine, forged);
        assertThat(labels(kim.get(mine))).isEqualTo(labels);
        String hidden = Records.withId(Records.condition(MAYA, "F10.20"), HIDDEN);
        assertThat(lee.send("PUT", HIDDEN, hidden, "X-Meta-Snapshot-Mode", "SECURITY_LABEL")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void l6OlderVersionIsAsHiddenAsTheCurrentOne() {
        String kimReference = Door.id("Practitioner/kim");
        String note = kim.create(Records.note(MAYA, kimReference, ""));
        assertThat(maya.get(note + "/_history/1").status()).isEqualTo(200);
        String counseling = ",\"category\":[{\"coding\":[{\"system\":\"" + COUNSELING_SYSTEM
                + "\",\"code\":\"sud-counseling-note\"}]}]";
        Answer relabelled = kim.send("PUT", note, Records.withId(Records.note(MAYA, kimReference, counseling), note));
        assertThat(relabelled.status()).as(relabelled.body()).isEqualTo(200);
        assertThat(kim.get(note + "/_history/1").status()).isEqualTo(200);
        String never = "DocumentReference/" + Records.NEVER;
        same(maya.get(note), maya.get(never), 404);
        same(maya.get(note + "/_history/1"), maya.get(never + "/_history/1"), 404);
        same(maya.get(note + "/_history"), maya.get(never + "/_history"), 404);
    }

    private static final String COUNSELING_SYSTEM = "https://confidant.health/fhir/CodeSystem/note-class";

    /** Requirement 10: $meta-add and $meta-delete. */
    @ParameterizedTest
    @ValueSource(strings = {"$meta", "$meta-delete", "$meta-add", "$validate?mode=delete", "$validate", "$diff"})
    void l7l9l15InstanceOperationsAreNotBound(String operation) {
        for (Door door : List.of(lee, kim, maya)) {
            Answer hidden = door.get(HIDDEN + "/" + operation);
            same(hidden, door.get(NEVER + "/" + operation), hidden.status());
            assertThat(hidden.status()).isIn(400, 404, 405);
            Answer post = door.send("POST", HIDDEN + "/" + operation, "{\"resourceType\":\"Parameters\"}");
            same(post, door.send("POST", NEVER + "/" + operation, "{\"resourceType\":\"Parameters\"}"), post.status());
            assertThat(post.status()).isIn(400, 404, 405);
        }
        assertThat(labels(kim.get(HIDDEN))).contains("42CFRPart2");
    }

    @Test
    void l8TypeMetaIsNotBound() {
        for (String path : List.of("/Condition/$meta", "/$meta")) {
            assertThat(lee.get(path).status()).isIn(400, 404);
            assertThat(lee.get(path).body()).doesNotContain("Part2", "ETH");
        }
    }

    @Test
    void l10HiddenMissingAndDeletedAreOne() {
        Door deleter = Door.deleting(server, "kim");
        Door attacker = Door.deleting(server, "lee");
        String deleted = deleter.create(Records.condition(MAYA, "F10.20"));
        assertThat(deleter.send("DELETE", deleted, null).status()).isIn(200, 204);
        for (Map.Entry<String, List<String>> request : requests().entrySet()) {
            String[] parts = request.getValue().toArray(String[]::new);
            Answer never = ask(attacker, parts, NEVER);
            same(ask(attacker, parts, HIDDEN), never, 404);
            same(ask(attacker, parts, deleted), never, 404);
            if (!request.getKey().contains("version") && !request.getKey().equals("history")) {
                same(ask(deleter, parts, deleted), ask(deleter, parts, NEVER), 404);
            }
        }
        assertThat(kim.get(HIDDEN).status()).isEqualTo(200);
    }

    /** Method, path after the instance, body, content type. */
    private static Map<String, List<String>> requests() {
        return Map.of(
                "read", List.of("GET", "", "", ""),
                "version", List.of("GET", "/_history/1", "", ""),
                "history", List.of("GET", "/_history", "", ""),
                "put", List.of("PUT", "", Records.condition(MAYA, "Z63.0"), "application/fhir+json"),
                "patch",
                        List.of("PATCH", "", "[{\"op\":\"remove\",\"path\":\"/code\"}]", "application/json-patch+json"),
                "delete", List.of("DELETE", "", "", ""),
                "head", List.of("HEAD", "", "", ""));
    }

    private static Answer ask(Door door, String[] parts, String instance) {
        String body = parts[2].isEmpty() ? null : parts[2];
        if (parts[0].equals("PUT")) {
            body = Records.withId(body, instance);
        }
        return parts[3].isEmpty()
                ? door.send(parts[0], instance + parts[1], body)
                : door.send(parts[0], instance + parts[1], body, "Content-Type", parts[3]);
    }

    @Test
    void l10MatchingHeadersTellNothing() {
        for (String header : List.of("If-None-Match", "If-Match")) {
            same(lee.get(HIDDEN, header, "W/\"1\""), lee.get(NEVER, header, "W/\"1\""), 404);
            same(
                    lee.send(
                            "PUT",
                            HIDDEN,
                            Records.withId(Records.condition(MAYA, "F10.20"), HIDDEN),
                            header,
                            "W/\"99\""),
                    lee.send(
                            "PUT", NEVER, Records.withId(Records.condition(MAYA, "F10.20"), NEVER), header, "W/\"99\""),
                    404);
        }
        assertThat(kim.get(HIDDEN, "If-None-Match", "W/\"1\"").status())
                .as("nothing is kept that could be validated again")
                .isEqualTo(200);
    }

    @Test
    void l11ClientsAssignNoIds() {
        String hidden = Records.withId(Records.condition(MAYA, "F10.20"), HIDDEN);
        String fresh = Records.withId(Records.condition(MAYA, "F10.20"), NEVER);
        same(lee.send("PUT", HIDDEN, hidden), lee.send("PUT", NEVER, fresh), 404);
        assertThat(kim.send("PUT", NEVER, fresh).status()).isEqualTo(404);
        assertThat(kim.get(NEVER).status()).isEqualTo(404);
    }

    @Test
    void l12ReferenceToHiddenIsAReferenceToNothing() {
        String hidden = Door.id("Observation/maya-audit-c");
        same(lee.send("POST", "/Observation", member(hidden)), lee.send("POST", "/Observation", member(null)), 422);
        assertThat(kim.send("POST", "/Observation", member(hidden)).status()).isEqualTo(201);
    }

    private static String member(String reference) {
        String target = reference == null ? "Observation/" + Records.NEVER : reference;
        return Records.observation(MAYA, "75626-2", ",\"hasMember\":[{\"reference\":\"" + target + "\"}]");
    }

    @Test
    void l13InlineMatchUrlsResolveNothing() {
        String hit = member("Observation?code=75626-2&patient=" + MAYA);
        String miss = member("Observation?code=99999-9&patient=" + MAYA);
        for (Door door : List.of(lee, kim)) {
            Answer found = door.send("POST", "/Observation", hit);
            same(found, door.send("POST", "/Observation", miss), found.status());
            assertThat(found.status()).isIn(400, 422);
            Answer bundled = door.send("POST", "/", transaction("POST", "Observation", hit));
            same(bundled, door.send("POST", "/", transaction("POST", "Observation", miss)), bundled.status());
            assertThat(bundled.status()).isIn(400, 422);
        }
    }

    private static String transaction(String method, String url, String resource) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{"
                + (resource == null ? "" : "\"resource\":" + resource + ",") + "\"request\":{\"method\":\"" + method
                + "\",\"url\":\"" + url + "\"}}]}";
    }

    @Test
    void l14ConditionalWritesTellNothing() {
        Door deleter = Door.deleting(server, "kim");
        String hit = "?code=F10.20&patient=" + MAYA;
        String miss = "?code=F99.99&patient=" + MAYA;
        String body = Records.condition(MAYA, "F10.20");
        String patch = "[{\"op\":\"remove\",\"path\":\"/code\"}]";
        for (Door door : List.of(lee, deleter)) {
            same(door.send("PUT", "/Condition" + hit, body), door.send("PUT", "/Condition" + miss, body), 400);
            same(
                    door.send("PATCH", "/Condition" + hit, patch, "Content-Type", "application/json-patch+json"),
                    door.send("PATCH", "/Condition" + miss, patch, "Content-Type", "application/json-patch+json"),
                    400);
            same(door.send("DELETE", "/Condition" + hit, null), door.send("DELETE", "/Condition" + miss, null), 400);
            for (String method : List.of("PUT", "DELETE", "PATCH")) {
                String resource = method.equals("PUT") ? body : null;
                Answer found = door.send("POST", "/", transaction(method, "Condition" + hit, resource));
                Answer lost = door.send("POST", "/", transaction(method, "Condition" + miss, resource));
                assertThat(found.status()).as(method + found.body()).isBetween(400, 422);
                same(found, lost, found.status());
            }
        }
        assertThat(kim.get(HIDDEN).status()).isEqualTo(200);
    }

    @Test
    void l14InstanceWritesInATransactionTellNothing() {
        Door attacker = Door.deleting(server, "lee");
        for (String method : List.of("DELETE", "PUT", "PATCH")) {
            String body = Records.condition(MAYA, "Z63.0");
            String resource =
                    switch (method) {
                        case "PUT" -> body;
                        case "PATCH" ->
                            "{\"resourceType\":\"Binary\",\"contentType\":\"application/json-patch+json\",\"data\":\""
                                    + "W3sib3AiOiJ0ZXN0IiwicGF0aCI6Ii9jb2RlL2NvZGluZy8wL2NvZGUiLCJ2YWx1ZSI6IkYxMC4yMCJ9XQ==\"}";
                        default -> null;
                    };
            String deleted = Door.deleting(server, "kim").create(Records.condition(MAYA, "F10.20"));
            assertThat(Door.deleting(server, "kim")
                            .send("DELETE", deleted, null)
                            .status())
                    .isIn(200, 204);
            Answer never = attacker.send("POST", "/", transaction(method, NEVER, resource));
            assertThat(never.status()).as(method + never.body()).isIn(404, 422);
            same(attacker.send("POST", "/", transaction(method, HIDDEN, resource)), never, never.status());
            same(attacker.send("POST", "/", transaction(method, deleted, resource)), never, never.status());
        }
        Answer never = attacker.send("POST", "/", transaction("GET", NEVER, null));
        String deleted = Door.deleting(server, "kim").create(Records.condition(MAYA, "F10.20"));
        Door.deleting(server, "kim").send("DELETE", deleted, null);
        assertThat(never.status()).isEqualTo(200);
        for (Door door : List.of(attacker, kim)) {
            String asked = door == attacker ? HIDDEN : deleted;
            Answer read = door.send("POST", "/", transaction("GET", asked, null));
            assertThat(read.json().path("entry").toString())
                    .contains("404")
                    .isEqualTo(never.json().path("entry").toString());
        }
        assertThat(kim.get(HIDDEN).status()).isEqualTo(200);
    }

    @Test
    void l16IdenticalContentIsNoBlindWrite() {
        String stored = kim.get(HIDDEN).body();
        same(lee.send("PUT", HIDDEN, stored), lee.send("PUT", HIDDEN, stored.replace("F10.20", "F10.21")), 404);
        assertThat(kim.get(HIDDEN).body()).isEqualTo(stored);
    }

    @Test
    void l17PagesAreFullAndTheCallersOwn() {
        for (Door door : List.of(lee, kim, maya)) {
            Answer whole = door.get("/Observation?_count=200&_sort=_id");
            List<String> walked = new ArrayList<>();
            int total = door.get("/Observation?_summary=count").total();
            for (int offset = 0; offset < total; offset += 2) {
                List<String> page = door.get("/Observation?_count=2&_sort=_id&_offset=" + offset)
                        .references();
                assertThat(page).hasSize(Math.min(2, total - offset));
                walked.addAll(page);
            }
            assertThat(walked).isEqualTo(whole.references()).hasSize(total);
        }
    }

    @Test
    void l17PageLinkOfAnotherCallerIsNoPage() {
        String mine = kim.create(Records.condition(MAYA, "F10.20"));
        assertThat(kim.send("PUT", mine, Records.withId(Records.condition(MAYA, "F10.21"), mine))
                        .status())
                .isEqualTo(200);
        for (String first : List.of(MAYA + "/$everything?_count=2", mine + "/_history?_count=1")) {
            String next = kim.get(first).link("next");
            assertThat(next).as(first).isNotNull();
            String path = next.substring(server.fhir().toString().length());
            assertThat(kim.get(path).references()).isNotEmpty();
            Answer stolen = lee.get(path);
            if (stolen.status() == 200) {
                assertThat(path)
                        .as("a link of server state is bound to its caller")
                        .doesNotContain("_getpages");
                Answer own = lee.get(first.contains("history") ? first : first.replace("_count=2", "_count=200"));
                assertThat(own.references()).containsAll(stolen.references());
            } else {
                assertThat(stolen.status()).isIn(404, 410);
                assertThat(stolen.body()).doesNotContain("\"total\"");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>x</script>", "<img src=\"javascript:x\"/>", "<p onerror=\"x\">y</p>"})
    void l20NarrativeWithScriptIsRefused(String html) {
        String text = ",\"text\":{\"status\":\"additional\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">"
                + html.replace("\"", "\\\"") + "</div>\"}";
        Answer answer = kim.send("POST", "/Observation", Records.observation(MAYA, "75626-2", text));
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).doesNotContain("script>", "javascript:", "onerror=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/$mark-all-resources-for-reindexing",
                "/$expunge",
                "/Condition/$expunge",
                "/$get-resource-counts",
                "/$reindex",
                "/$graphql?query={Patient{id}}",
                "/Patient/_filter",
                "/_history",
                "/Condition/_history",
                "/?_type=Condition&code=F10.20",
                "/ImplementationGuide/$install",
                "/$upload-external-code-system",
                "/CodeSystem/$upload-external-code-system",
                "/CodeSystem/$apply-codesystem-delta-add",
                "/Condition?_filter=code+eq+F10.20",
                "/Condition?_security=ETH",
                "/Condition?_text=alcohol",
                "/Condition?_query=x",
                "/Condition?_list=x"
            })
    void l21NothingOfTheMachineRoomIsBound(String path) {
        for (Door door : List.of(lee, kim, Door.of(server, "novak"), Door.of(server, "berg"))) {
            String escaped = path.replace("{", "%7B").replace("}", "%7D");
            assertThat(door.get(escaped).status()).as(path).isBetween(400, 405);
            assertThat(door.send("POST", escaped, "{\"resourceType\":\"Parameters\"}")
                            .status())
                    .as(path)
                    .isBetween(400, 405);
        }
    }

    @Test
    void l22ConflictsAndFailuresNameNothing() {
        Door deleter = Door.deleting(server, "kim");
        String encounter = Door.id("Encounter/maya-individual-1");
        Answer conflict = deleter.send("DELETE", encounter, null);
        assertThat(conflict.status()).as(conflict.body()).isEqualTo(409);
        clean(conflict);
        Answer stale = kim.send(
                "PUT", HIDDEN, Records.withId(Records.condition(MAYA, "F10.20"), HIDDEN), "If-Match", "W/\"99\"");
        assertThat(stale.status()).as(stale.body()).isIn(409, 412);
        clean(stale);
        clean(kim.get("/Condition?onset-date=gt2020-99-99"));
        clean(kim.send("POST", "/Condition", "{\"resourceType\":\"Condition\",\"code\":\"F10.20\"}"));
        clean(kim.send("POST", "/Condition", "{\"resourceType\":\"Observation\",\"status\":\"F10.20\"}"));
    }

    private static void clean(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(400, 422);
        assertThat(answer.body())
                .doesNotContain("HFJ_", "hfj_", "insert into", "select ", "F10.20", "Exception", "Lindqvist")
                .doesNotContain(MAYA.substring(8), HIDDEN.substring(10))
                .contains("OperationOutcome");
    }

    private static List<String> labels(Answer answer) {
        List<String> codes = new ArrayList<>();
        answer.json()
                .path("meta")
                .path("security")
                .forEach(s -> codes.add(s.path("code").asText()));
        return codes;
    }
}
