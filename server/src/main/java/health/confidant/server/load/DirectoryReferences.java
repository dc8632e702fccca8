package health.confidant.server.load;

import ca.uhn.fhir.context.FhirContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Reference;

/**
 * Turns match references to the directory ({@code Practitioner?identifier=...}) into plain ones by searching the
 * server, each once. The server itself refuses match references: answering one tells whether a record exists.
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

    /** Resolves every match reference in the resource and what it contains, or throws if one names nothing. */
    void resolve(IBaseResource resource) {
        for (Reference reference : r4.newTerser().getAllPopulatedChildElementsOfType(resource, Reference.class)) {
            String value = reference.getReferenceElement_().getValue();
            if (value != null && value.contains("?")) {
                reference.setReference(known.computeIfAbsent(value, this::find));
            }
        }
    }

    private String find(String match) {
        Matcher parts = MATCH.matcher(match);
        if (!parts.matches()) {
            throw new LoadException("Only the directory may be referred to by identifier, not " + match + ".");
        }
        String identifier = URLDecoder.decode(parts.group(2), StandardCharsets.UTF_8);
        return endpoint.find(parts.group(1), identifier)
                .orElseThrow(() -> new LoadException("The server's directory lacks " + match + "."));
    }
}
