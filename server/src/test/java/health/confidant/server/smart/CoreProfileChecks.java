package health.confidant.server.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * US Core 6.1.0: each profile is searched for as its group of the suite does first, read, checked against the profile and
 * followed along its references, and every element that the suite asks for is in the record of Elena, who is in the demo
 * world for this. The table has them, by profile.
 */
final class CoreProfileChecks implements Conformance.Group {
    private final Probe probe;

    CoreProfileChecks(Probe probe) {
        this.probe = probe;
    }

    @Override
    public List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        for (CoreProfile profile : CoreProfile.all()) {
            if (!profile.search().isEmpty()) {
                group(checks, profile);
            }
        }
        return checks;
    }

    private void group(List<Check> checks, CoreProfile profile) {
        String what = profile.name() + " resources";
        Check.add(checks, Check.CORE, "Server returns valid results for the search of " + what, () -> assertThat(
                        probe.elenas(profile))
                .isNotEmpty());
        Check.add(checks, Check.CORE, "Server returns correct resources from the read of " + what, () -> probe.elenas(
                        profile)
                .forEach(this::isRead));
        Check.add(checks, Check.CORE, "All must support elements are provided in the " + what + " returned", () -> {
            List<JsonNode> found = probe.elenas(profile);
            assertThat(profile.elements()).allMatch(element -> CoreProfile.has(found, element));
        });
        Check.add(checks, Check.CORE, "MustSupport references within " + what + " are valid", () -> assertThat(
                        references(profile).filter(reference -> status(reference) != 200))
                .isEmpty());
        Check.add(checks, Check.CORE, what + " returned conform to the profile", () -> {
            Optional<CoreValidator> validator = CoreValidator.shared();
            assumeTrue(validator.isPresent(), "US Core's package is not in -Dfhir.packages");
            assertThat(probe.elenas(profile).stream().flatMap(each -> validator.get().faults(profile, each).stream()))
                    .isEmpty();
        });
    }

    private void isRead(JsonNode found) {
        String path = "/" + found.path("resourceType").asText() + "/"
                + found.path("id").asText();
        HttpResponse<String> answer = probe.fhir(probe.launchedByElena(), path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(App.json(answer)).isEqualTo(found);
    }

    private Stream<String> references(CoreProfile profile) {
        List<JsonNode> found = probe.elenas(profile);
        return profile.elements().stream()
                .filter(element -> element.endsWith(".reference"))
                .flatMap(element -> found.stream().flatMap(each -> CoreProfile.values(each, element)))
                .map(JsonNode::asText)
                .distinct();
    }

    private int status(String reference) {
        return probe.fhir(probe.launchedByElena(), "/" + reference).statusCode();
    }
}
