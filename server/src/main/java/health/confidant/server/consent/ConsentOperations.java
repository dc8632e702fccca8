package health.confidant.server.consent;

import java.util.List;

/** Providers of the operations on consents, for the FHIR endpoint's list. */
public record ConsentOperations(List<Object> providers) {
    public ConsentOperations {
        providers = List.copyOf(providers);
    }
}
