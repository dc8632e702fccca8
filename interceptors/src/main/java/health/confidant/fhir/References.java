package health.confidant.fhir;

import java.util.Optional;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;

/**
 * Reference strings as the server resolves them: {@code Type/id} without a version, and everything that is not
 * relative (placeholders of a transaction, conditional references, other servers) as it was written.
 */
public final class References {
    private References() {}

    /** Empty for a reference without a literal and for one to a contained resource: neither names a record. */
    public static Optional<String> literal(Reference reference) {
        String text = reference.getReference();
        if (text == null || text.isBlank() || text.startsWith("#")) {
            return Optional.empty();
        }
        IdType id = new IdType(text);
        boolean relative = !id.isAbsolute() && id.hasResourceType() && id.hasVersionIdPart();
        return Optional.of(relative ? id.toUnqualifiedVersionless().getValue() : text);
    }

    /**
     * The type that a reference points to: by its literal, else by {@code Reference.type}; empty for a bare
     * placeholder. The literal wins, because it is what will be resolved (R4 Reference.type).
     */
    public static Optional<String> type(Reference reference) {
        String text = reference.getReference();
        if (text != null && !text.startsWith("urn:") && !text.startsWith("#")) {
            int query = text.indexOf('?');
            String type = query > 0 ? text.substring(0, query) : new IdType(text).getResourceType();
            if (type != null) {
                return Optional.of(type);
            }
        }
        return Optional.ofNullable(reference.getType());
    }
}
