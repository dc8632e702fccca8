package health.confidant.server.duty;

import health.confidant.enforcement.WriteRule;
import java.util.List;

/** What the FHIR endpoint is given: rules of writes, and operations. */
public record Duties(List<WriteRule> rules, List<Object> providers) {
    public Duties {
        rules = List.copyOf(rules);
        providers = List.copyOf(providers);
    }
}
