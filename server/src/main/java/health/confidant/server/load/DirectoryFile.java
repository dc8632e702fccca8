package health.confidant.server.load;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.PractitionerRole;

/**
 * Organisations, locations and practitioners, which many folders share: only what the server lacks is posted. A
 * practitioner's role has no identifier and is there when the practitioner is, so that both must go together: in one
 * transaction, unless the file is larger than one may be.
 */
final class DirectoryFile {
    static final int CHUNK = 5_000;

    private static final String MATCH = "identifier=";

    private final FhirEndpoint endpoint;

    DirectoryFile(FhirEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** How many entries were posted: those that the server lacked. */
    int load(Bundle bundle) {
        List<BundleEntryComponent> missing = missing(bundle);
        split(missing).forEach(endpoint::post);
        return missing.size();
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
        Set<String> there = new HashSet<>();
        bundle.getEntry().stream()
                .filter(entry -> identifier(entry).isPresent())
                .collect(Collectors.groupingBy(
                        entry -> entry.getResource().fhirType(),
                        Collectors.mapping(entry -> identifier(entry).orElseThrow(), Collectors.toList())))
                .forEach((type, identifiers) ->
                        there.addAll(endpoint.find(type, identifiers).keySet()));
        List<BundleEntryComponent> missing = new ArrayList<>();
        for (BundleEntryComponent entry : bundle.getEntry()) {
            boolean held = identifier(entry).filter(there::contains).isPresent() || isRoleOf(there, entry);
            entry.getRequest().setIfNoneExist(null);
            if (!held) {
                missing.add(entry);
            }
        }
        return missing;
    }

    private static Optional<String> identifier(BundleEntryComponent entry) {
        return Optional.ofNullable(entry.getRequest().getIfNoneExist())
                .filter(condition -> condition.startsWith(MATCH))
                .map(condition -> condition.substring(MATCH.length()));
    }

    private static boolean isRoleOf(Set<String> there, BundleEntryComponent entry) {
        if (entry.getResource() instanceof PractitionerRole role) {
            Identifier who = role.getPractitioner().getIdentifier();
            return there.contains(who.getSystem() + "|" + who.getValue());
        }
        return false;
    }
}
