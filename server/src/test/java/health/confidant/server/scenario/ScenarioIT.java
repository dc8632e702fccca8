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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
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
    private final Map<Door, Map<Kind, Integer>> counts = new EnumMap<>(Door.class);

    ScenarioIT() throws JsonProcessingException {}

    @TestFactory
    Stream<DynamicTest> knockWhenScenarioThenShowsOrIsSilent() {
        return scenarios.stream().flatMap(scenario -> Stream.of(Door.values())
                .map(door -> DynamicTest.dynamicTest(scenario + " / " + door, () -> check(scenario, door))));
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
        counts.forEach(
                (door, kinds) -> text.append("\n  ").append(door).append(' ').append(kinds));
        LOG.info("{}", text);
    }

    private void check(Scenario scenario, Door door) {
        Target target = records.target(scenario.about());
        Visit visit = new Visit(
                caller(scenario.login(), scenario.client(), scenario.scopes()), target, records, owner(target));
        List<Finding> findings = door.knock(visit);
        assertThat(findings).isNotEmpty();
        findings.forEach(finding ->
                counts.computeIfAbsent(door, d -> new EnumMap<>(Kind.class)).merge(finding.kind(), 1, Integer::sum));
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
        return callers.computeIfAbsent(
                login + "@" + client + " " + scopes, key -> new Caller(server, login, client, scopes));
    }

    private Caller owner(Target target) {
        return Cast.of(World.read()).members().stream()
                .filter(member -> target.owners().contains(member.reference()))
                .findFirst()
                .map(member -> caller(member.login(), "", ""))
                .orElse(null);
    }
}
