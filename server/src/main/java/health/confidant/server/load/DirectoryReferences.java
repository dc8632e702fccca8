package health.confidant.server.load;

import ca.uhn.fhir.context.FhirContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Reference;

/**
 * Turns match references to the directory ({@code Practitioner?identifier=...}) into plain ones by searching the
 * server, each once and many at a time. The server itself refuses match references: answering one tells whether a record exists.
 */
final class DirectoryReferences {
    private static final Pattern MATCH =
            Pattern.compile("(Practitioner|PractitionerRole|Organization|Location)\\?identifier=([^&]+)");

    private final FhirContext r4 = FhirContext.forR4Cached();
    private final Map<String, String> known = new HashMap<>();
    private final FhirEndpoint endpoint;

    DirectoryReferences(FhirEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Resolves every match reference in the bundle, or throws if one names nothing. */
    void resolve(Bundle bundle) {
        List<Reference> matches = bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getResource)
                .flatMap(resource ->
                        r4.newTerser().getAllPopulatedChildElementsOfType(resource, Reference.class).stream())
                .filter(reference ->
                        value(reference) != null && value(reference).contains("?"))
                .toList();
        learn(matches.stream().map(DirectoryReferences::value).distinct().toList());
        matches.forEach(reference -> reference.setReference(known.get(value(reference))));
    }

    private void learn(List<String> matches) {
        Map<String, Map<String, String>> wanted = new TreeMap<>();
        for (String match : matches) {
            if (!known.containsKey(match)) {
                Matcher parts = MATCH.matcher(match);
                if (!parts.matches()) {
                    throw new LoadException("Only the directory may be referred to by identifier, not " + match + ".");
                }
                String identifier = URLDecoder.decode(parts.group(2), StandardCharsets.UTF_8);
                wanted.computeIfAbsent(parts.group(1), type -> new TreeMap<>()).put(match, identifier);
            }
        }
        wanted.forEach((type, identifiers) -> {
            Map<String, String> found = endpoint.find(type, identifiers.values());
            identifiers.forEach((match, identifier) -> {
                if (!found.containsKey(identifier)) {
                    throw new LoadException("The server's directory lacks " + match + ".");
                }
                known.put(match, found.get(identifier));
            });
        });
    }

    private static String value(Reference reference) {
        return reference.getReferenceElement_().getValue();
    }
}
