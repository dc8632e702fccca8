package health.confidant.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonProcessingException;
import health.confidant.ig.World;
import health.confidant.server.TestServer;
import health.confidant.server.demo.Cast;
import health.confidant.server.scenario.Finding.Kind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every scenario through every door. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScenarioIT {
    private static final Logger LOG = LoggerFactory.getLogger(ScenarioIT.class);

    private final TestServer server = TestServer.shared();
    private final List<Scenario> scenarios = Scenario.read();
    private final Records records = new Records();
    private final Map<String, Caller> callers = new HashMap<>();
    private final Map<String, Integer> reasons = new TreeMap<>();
    private final Map<Door, Map<Kind, Integer>> counts = new EnumMap<>(Door.class);

    ScenarioIT() throws JsonProcessingException {}

    @TestFactory
    Stream<DynamicTest> knockWhenScenarioThenShowsOrIsSilent() {
        Stream<DynamicTest> knocks = scenarios.stream().flatMap(scenario -> Stream.of(Door.values())
                .map(door -> DynamicTest.dynamicTest(scenario + " / " + door, () -> check(scenario, door))));
        return Stream.concat(
                knocks, Stream.of(DynamicTest.dynamicTest("every door but CONDITIONAL opens to somebody", this::told)));
    }

    /** A door that never tells anybody anything could not tell a leak either. */
    private void told() {
        Stream.of(Door.values())
                .filter(door -> !door.blind())
                .forEach(door ->
                        assertThat(counts.get(door).keySet()).as(door.name()).containsAnyOf(Kind.SHOWN, Kind.TOLD));
    }

    /** Pages of a history keep no state on the server either, so that there is nothing to take from its caller. */
    @Test
    void historyWhenSeveralVersionsThenNextLinkIsTheSameQuestionForEverybody() {
        Caller berg = caller("berg", "", "");
        String room = "{\"resourceType\":\"Location\",\"id\":\"%s\",\"name\":\"Room %s\"}";
        Answer created = berg.ask(Ask.send("POST", "/Location", room.formatted("new", "1")));
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        String id = created.body().path("id").asText();
        for (String name : List.of("2", "3")) {
            Answer changed = berg.ask(Ask.send("PUT", "/Location/" + id, room.formatted(id, name)));
            assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        }
        List<Answer> pages = berg.walk("/Location/" + id + "/_history?_count=1");
        assertThat(pages).hasSize(3);
        assertThat(pages.get(1).text()).contains("Room 2").doesNotContain("_getpages", "Room 1", "Room 3");
        Answer invented = caller("kim", "", "").ask(Ask.get("?_getpages=" + UUID.randomUUID()));
        assertThat(invented.status()).as(invented.text()).isBetween(400, 499);
    }

    /** Whoever hides something from one shows it to another: a hidden record that nobody sees would prove nothing. */
    @Test
    void readWhenHiddenThenSomebodyElseSees() {
        Map<String, Boolean> seen = new TreeMap<>();
        scenarios.forEach(scenario -> seen.merge(scenario.about(), scenario.sees(), Boolean::logicalOr));
        for (Map.Entry<String, Boolean> entry : seen.entrySet()) {
            if (!entry.getValue()) {
                Target target = records.target(entry.getKey());
                List<String> readers = Stream.concat(
                                Stream.of("maya", "daniel", "priya", "tomas").filter(login -> target.owners()
                                        .contains(World.read().reference("Patient/" + login))),
                                Stream.of("mo", "novak", "rivera", "kim", "okafor", "sato", "lee"))
                        .filter(login -> caller(login, "", "")
                                        .ask(Ask.get("/" + target.reference()))
                                        .status()
                                == 200)
                        .limit(1)
                        .toList();
                assertThat(readers).as("readers of " + entry.getKey()).isNotEmpty();
            }
        }
    }

    @AfterAll
    void summary() {
        int applications = counts.values().stream()
                .flatMap(kinds -> kinds.values().stream())
                .mapToInt(Integer::intValue)
                .sum();
        int requests = callers.values().stream().mapToInt(Caller::requests).sum();
        StringBuilder text = new StringBuilder("%d scenarios, %d doors, %d door applications, %d requests"
                .formatted(scenarios.size(), Door.values().length, applications, requests));
        reasons.forEach((reason, times) -> text.append("\n  not applicable, ")
                .append(times)
                .append(" times: ")
                .append(reason));
        counts.forEach(
                (door, kinds) -> text.append("\n  ").append(door).append(' ').append(kinds));
        LOG.info("{}", text);
    }

    private void check(Scenario scenario, Door door) {
        Target target = records.target(scenario.about());
        Visit visit = new Visit(
                caller(scenario.login(), scenario.client(), scenario.scopes(), scenario.emergency()),
                target,
                records,
                owner(target));
        List<Finding> findings = door.knock(visit);
        assertThat(findings).isNotEmpty();
        findings.forEach(finding ->
                counts.computeIfAbsent(door, d -> new EnumMap<>(Kind.class)).merge(finding.kind(), 1, Integer::sum));
        findings.stream()
                .filter(finding -> finding.kind() == Kind.INAPPLICABLE)
                .forEach(finding ->
                        reasons.merge(door + ": " + finding.detail().replaceAll("(?s) GET .*", ""), 1, Integer::sum));
        for (Finding finding : findings) {
            boolean silent = !scenario.sees() || door.blind();
            if (silent && finding.tells()) {
                fail("%s leaks, although %s:%n%s", door, scenario.because(), finding.detail());
            }
            if (!silent && door.opens() && finding.kind() != Kind.SHOWN) {
                fail("%s does not show it, although %s:%n%s", door, scenario.because(), finding.detail());
            }
        }
    }

    private Caller caller(String login, String client, String scopes) {
        return caller(login, client, scopes, "");
    }

    private Caller caller(String login, String client, String scopes, String emergency) {
        return callers.computeIfAbsent(
                login + "@" + client + " " + scopes + " !" + emergency,
                key -> new Caller(server, login, client, scopes, emergency));
    }

    /** What the world cannot hold because only operations bring it about. */
    @BeforeAll
    void danielRestrictsTheServiceOrganisation() {
        String daniel = World.read().reference("Patient/daniel");
        Answer asked = caller("daniel", "", "")
                .ask(Ask.send(
                        "POST",
                        "/" + daniel + "/$request-restriction",
                        """
                        {"resourceType":"Parameters","parameter":[{"name":"kind","valueCode":"hide"},
                         {"name":"words","valueString":"Not to the billing service, please."},
                         {"name":"recipient","valueReference":{"reference":"%s"}}]}"""
                                .formatted(World.read().reference("Organization/ledger-services"))));
        assertThat(asked.status()).as(asked.text()).isEqualTo(200);
        Answer decided = caller("novak", "", "")
                .ask(
                        Ask.send(
                                "POST",
                                "/Task/" + asked.body().path("id").asText() + "/$decide-restriction",
                                """
                        {"resourceType":"Parameters","parameter":[{"name":"decision","valueCode":"accepted"},
                         {"name":"reason","valueString":"Mo bills him."}]}"""));
        assertThat(decided.status()).as(decided.text()).isEqualTo(200);
    }

    @BeforeAll
    void notesHaveDocuments() {
        Map.of(
                        "DocumentReference/maya-session-note", "kim",
                        "DocumentReference/maya-counseling-note", "kim",
                        "DocumentReference/daniel-counseling-note", "okafor",
                        "DocumentReference/couple-1-joint-note", "lee")
                .forEach((note, author) -> {
                    String path = "/documents/" + records.target(note).id();
                    String text = "A scan of the note.";
                    String length = Integer.toString(text.length());
                    Answer announced = caller(author, "", "")
                            .ask(new Ask(
                                    "POST", path, null, List.of("Upload-Length", length, "Upload-Type", "text/plain")));
                    assertThat(announced.status()).as(announced.text()).isIn(201, 409);
                    Answer sent =
                            caller(author, "", "").ask(new Ask("PATCH", path, text, List.of("Upload-Offset", "0")));
                    assertThat(sent.status()).as(sent.text()).isIn(204, 409);
                });
    }

    private Caller owner(Target target) {
        return Cast.of(World.read()).members().stream()
                .filter(member -> target.owners().contains(member.reference()))
                .findFirst()
                .map(member -> caller(member.login(), "", ""))
                .orElse(null);
    }
}
