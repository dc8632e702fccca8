package health.confidant.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * US Core 6.1.0: the tests of the suite's groups, by the suite's ids. What each asks for is taken from the tables of profiles
 * and searches: every search is asked, each record is read, checked against the profile and followed along its references,
 * and every element is in the record of Elena, who is in the demo world for this.
 */
final class CoreProfileChecks implements Conformance.Group {
    /** The suite skips it too where nobody has died. */
    private static final Set<String> UNTRIED = Set.of("us_core_v610_patient_death_date_family_search_test");

    private final Probe probe;
    private final CoreAnswers answers;

    CoreProfileChecks(Probe probe) {
        this.probe = probe;
        this.answers = new CoreAnswers(probe);
    }

    @Override
    public List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        CoreProfile.all().forEach(profile -> group(checks, profile));
        return checks;
    }

    private void group(List<Check> checks, CoreProfile profile) {
        for (CoreSearch search : CoreSearch.of(profile.type())) {
            search.test()
                    .filter(name -> !UNTRIED.contains(profile.test(name)))
                    .ifPresent(name ->
                            Check.add(checks, Check.CORE, profile.test(name), () -> isAnswered(profile, search)));
        }
        Check.add(checks, Check.CORE, profile.test("read"), () -> assertThat(probe.elenas(profile))
                .isNotEmpty()
                .allSatisfy(this::isRead));
        Check.add(checks, Check.CORE, profile.test("validation"), () -> assertThat(probe.elenas(profile))
                .isNotEmpty()
                .allSatisfy(each ->
                        assertThat(CoreValidator.shared().faults(profile, each)).isEmpty()));
        Check.add(checks, Check.CORE, profile.test("must_support"), () -> {
            List<JsonNode> found = probe.elenas(profile);
            assertThat(profile.elements()).allMatch(element -> CoreProfile.has(found, element));
        });
        if (profile.elements().stream().anyMatch(CoreProfileChecks::refers)) {
            Check.add(checks, Check.CORE, profile.test("reference_resolution"), () -> assertThat(references(profile))
                    .isNotEmpty()
                    .allMatch(reference -> status(reference) == 200));
        }
    }

    private void isAnswered(CoreProfile profile, CoreSearch search) {
        List<JsonNode> able = answers.able(search, probe.elenas(profile));
        assertThat(able).as("records with values for " + search.name()).isNotEmpty();
        assertThat(answers.answered(search, able)).as(search.name()).isTrue();
    }

    private void isRead(JsonNode found) {
        String path = "/" + found.path("resourceType").asText() + "/"
                + found.path("id").asText();
        HttpResponse<String> answer = probe.fhir(probe.launchedByElena(), path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(App.json(answer)).isEqualTo(found);
    }

    private static boolean refers(String element) {
        return element.endsWith(".reference");
    }

    /** Elsewhere: what is contained is there. */
    private List<String> references(CoreProfile profile) {
        List<JsonNode> found = probe.elenas(profile);
        return profile.elements().stream()
                .filter(CoreProfileChecks::refers)
                .flatMap(element -> found.stream().flatMap(each -> CoreProfile.values(each, element)))
                .map(JsonNode::asText)
                .filter(reference -> !reference.startsWith("#"))
                .distinct()
                .toList();
    }

    private int status(String reference) {
        return probe.fhir(probe.launchedByElena(), "/" + reference).statusCode();
    }
}
