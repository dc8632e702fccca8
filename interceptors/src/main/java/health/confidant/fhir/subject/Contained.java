package health.confidant.fhir.subject;

import health.confidant.fhir.Refusal;
import health.confidant.fhir.label.Traits;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Resource;

/**
 * What a resource may carry inside it. A contained resource cannot have a label of its own (R4 dom-5), so it is either
 * directory matter, or one of the few pairs that claims need, or refused.
 *
 * <p>Requirement 8.
 */
public final class Contained {
    private static final Set<String> BILLED = Set.of("Coverage", "ServiceRequest");
    /** Parents and what they may contain besides directory types; Synthea and CARIN claims do. */
    private static final Map<String, Set<String>> ALLOWED =
            Map.of("ExplanationOfBenefit", BILLED, "Claim", BILLED, "ClaimResponse", BILLED);

    private Contained() {}

    /**
     * The traits of the resource and of all that it contains, so that its label is the high-water mark of both.
     *
     * @throws Refusal for a contained clinical resource, one about somebody else than the parent, and a directory entry
     *     that names a person
     */
    public static Traits check(Resource resource) {
        if (resource instanceof DomainResource parent) {
            parent.getContained().forEach(child -> check(parent, child));
        }
        return Traits.of(resource);
    }

    private static void check(DomainResource parent, Resource child) {
        Subject subject = Subjects.of(child);
        if (subject instanceof Subject.Directory) {
            return;
        }
        if (!ALLOWED.getOrDefault(parent.fhirType(), Set.of()).contains(child.fhirType())) {
            throw new Refusal(
                    "FHIR-001",
                    "A contained " + child.fhirType() + " cannot carry a security label. Store it as a resource of its"
                            + " own and refer to it.");
        }
        if (!subject.equals(Subjects.of(parent))) {
            throw new Refusal(
                    "FHIR-002",
                    "The contained " + child.fhirType() + " must be about the same patient as the " + parent.fhirType()
                            + " around it.");
        }
    }
}
