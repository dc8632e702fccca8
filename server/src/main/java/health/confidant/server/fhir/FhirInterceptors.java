package health.confidant.server.fhir;

import java.util.List;

/** The hooks of the FHIR endpoint, in a list, so that the start can check that each one is registered. */
public record FhirInterceptors(List<Object> hooks) {
    public FhirInterceptors {
        hooks = List.copyOf(hooks);
    }
}
