package health.confidant.server.smart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * US Core 6.1.0: each profile is searched for as its group of the suite does first, and every element that the suite asks
 * for is in the record of Elena, who is in the demo world for this. The table has them, by profile.
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
            if (profile.search().isEmpty()) {
                continue;
            }
            String what = profile.name() + " resources";
            Check.add(checks, Check.CORE, "Server returns valid results for the search of " + what, () -> assertThat(
                            probe.elenas(profile))
                    .isNotEmpty());
            Check.add(checks, Check.CORE, "All must support elements are provided in the " + what + " returned", () -> {
                List<JsonNode> found = probe.elenas(profile);
                assertThat(profile.elements()).allMatch(element -> CoreProfile.has(found, element));
            });
        }
        return checks;
    }
}
