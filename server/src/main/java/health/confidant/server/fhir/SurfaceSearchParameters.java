package health.confidant.server.fhir;

import ca.uhn.fhir.jpa.searchparam.registry.RuntimeSearchParamCache;
import ca.uhn.fhir.jpa.searchparam.registry.SearchParamRegistryImpl;
import java.util.Map;
import java.util.Set;

/**
 * The search parameters that are offered: each one costs every write a FHIRPath expression and its rows. What is taken out
 * here is not indexed, not searched and not in the CapabilityStatement; whoever asks for it is told so (SEARCH-001).
 *
 * <p>Left out: parameters that repeat others of the type in combination, and what an Observation says of devices, specimens
 * and methods. Everything that US Core 6 or IPA name for our types is kept.
 */
final class SurfaceSearchParameters extends SearchParamRegistryImpl {
    private static final Map<String, Set<String>> LEFT_OUT = Map.of(
            "Observation",
            Set.of(
                    "code-value-concept",
                    "code-value-date",
                    "code-value-quantity",
                    "code-value-string",
                    "combo-code",
                    "combo-code-value-concept",
                    "combo-code-value-quantity",
                    "combo-data-absent-reason",
                    "combo-value-concept",
                    "combo-value-quantity",
                    "component-code",
                    "component-code-value-concept",
                    "component-code-value-quantity",
                    "component-data-absent-reason",
                    "component-value-concept",
                    "component-value-quantity",
                    "data-absent-reason",
                    "device",
                    "focus",
                    "method",
                    "specimen"));

    @Override
    public void setActiveSearchParams(RuntimeSearchParamCache parameters) {
        LEFT_OUT.forEach((type, names) -> names.forEach(name -> parameters.remove(type, name)));
        super.setActiveSearchParams(parameters);
    }
}
