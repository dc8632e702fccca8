package health.confidant.server.load;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.PractitionerRole;

/**
 * Organisations, locations and practitioners, which many folders share: only what the server lacks is posted, in
 * transactions of a few hundred, since no entry needs another.
 */
final class DirectoryFile {
    static final int CHUNK = 500;

    private static final String MATCH = "identifier=";

    private final FhirEndpoint endpoint;

    DirectoryFile(FhirEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    void load(Bundle bundle) {
        for (Bundle chunk : split(missing(bundle))) {
            endpoint.post(chunk);
        }
    }

    static List<Bundle> split(List<BundleEntryComponent> entries) {
        List<Bundle> chunks = new ArrayList<>();
        for (int from = 0; from < entries.size(); from += CHUNK) {
            Bundle chunk = new Bundle().setType(Bundle.BundleType.TRANSACTION);
            entries.subList(from, Math.min(from + CHUNK, entries.size())).forEach(chunk::addEntry);
            chunks.add(chunk);
        }
        return chunks;
    }

    private List<BundleEntryComponent> missing(Bundle bundle) {
        List<BundleEntryComponent> missing = new ArrayList<>();
        Set<String> there = new HashSet<>();
        for (BundleEntryComponent entry : bundle.getEntry()) {
            String condition = entry.getRequest().getIfNoneExist();
            Optional<String> identifier = condition == null || !condition.startsWith(MATCH)
                    ? Optional.empty()
                    : Optional.of(condition.substring(MATCH.length()));
            entry.getRequest().setIfNoneExist(null);
            if (identifier.isPresent()
                    && endpoint.find(entry.getResource().fhirType(), identifier.get())
                            .isPresent()) {
                there.add(identifier.get());
            } else if (!isRoleOf(there, entry)) {
                missing.add(entry);
            }
        }
        return missing;
    }

    private static boolean isRoleOf(Set<String> there, BundleEntryComponent entry) {
        if (entry.getResource() instanceof PractitionerRole role) {
            Identifier who = role.getPractitioner().getIdentifier();
            return there.contains(who.getSystem() + "|" + who.getValue());
        }
        return false;
    }
}
